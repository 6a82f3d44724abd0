import { Paragraph, PrimaryLink, Small } from "./layout";
import type { LetterOf, Template } from "./template";
import { ASKED_FOR, timeWords } from "./words";

export function resetPassword({ link, until }: LetterOf<"reset_password">): Template {
  const does = "Choose a new password for your account at Statnest. You are signed out everywhere else when you do.";
  const works = `The link works once, until ${timeWords(until)}. Until you use it your old password stays.`;
  return {
    subject: "Choose a new password",
    title: "Choose a new password",
    preview: `The link works once, until ${timeWords(until)}.`,
    why: `${ASKED_FOR} If it was not you, do nothing: your password stays as it is.`,
    html: (
      <>
        <Paragraph>{does}</Paragraph>
        <PrimaryLink href={link}>Choose a password</PrimaryLink>
        <Small>{works}</Small>
      </>
    ),
    text: [does, `Choose a password:\n${link}`, works],
  };
}
