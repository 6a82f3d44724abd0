import { Paragraph, PrimaryLink, Small } from "./layout";
import type { LetterOf, Template } from "./template";
import { ASKED_FOR, timeWords } from "./words";

export function signIn({ link, until }: LetterOf<"sign_in">): Template {
  const does = "This link signs you in to Statnest. If you have no account with this address yet, it makes one.";
  const works = `It works once, until ${timeWords(until)}. Do not pass it on: whoever opens it is you.`;
  return {
    subject: "Your sign-in link",
    title: "Sign in to Statnest",
    preview: `It works once, until ${timeWords(until)}.`,
    why: `${ASKED_FOR} If it was not you, do nothing.`,
    html: (
      <>
        <Paragraph>{does}</Paragraph>
        <PrimaryLink href={link}>Sign in</PrimaryLink>
        <Small>{works}</Small>
      </>
    ),
    text: [does, `Sign in:\n${link}`, works],
  };
}
