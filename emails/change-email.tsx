import { Paragraph, PrimaryLink, Small } from "./layout";
import type { LetterOf, Template } from "./template";
import { ASKED_FOR, momentWords } from "./words";

export function changeEmail({ link, until }: LetterOf<"change_email">): Template {
  const does =
    "You want this to be the address of your account at Statnest. Confirm it: from then on you sign in with it, and mail goes to it.";
  const works = `The link works until ${momentWords(until)}, where you are signed in. Until you use it nothing has changed.`;
  return {
    subject: "Confirm your new address",
    title: "Confirm your new address",
    preview: "Until you do, nothing has changed.",
    why: `${ASKED_FOR} If it was not you, do nothing.`,
    html: (
      <>
        <Paragraph>{does}</Paragraph>
        <PrimaryLink href={link}>Confirm this address</PrimaryLink>
        <Small>{works}</Small>
      </>
    ),
    text: [does, `Confirm this address:\n${link}`, works],
  };
}
