import { Paragraph, PrimaryLink, Small } from "./layout";
import type { LetterOf, Template } from "./template";
import { ASKED_FOR, momentWords } from "./words";

export function verifyEmail({ link, until }: LetterOf<"verify_email">): Template {
  const works = `The link works until ${momentWords(until)}, in the browser in which you made the account.`;
  return {
    subject: "Confirm your address",
    title: "Confirm your address",
    preview: "One click, and your account at Statnest is complete.",
    why: `${ASKED_FOR} If it was not you, do nothing: without this link nobody can say that the address is theirs.`,
    html: (
      <>
        <Paragraph>
          You made an account at Statnest with this address. Confirm that it is yours: then you can be invited to teams,
          told of what happens to your account, and let in again when you forget your password.
        </Paragraph>
        <PrimaryLink href={link}>Confirm this address</PrimaryLink>
        <Small>{works}</Small>
      </>
    ),
    text: [
      "You made an account at Statnest with this address. Confirm that it is yours: then you can be invited to teams, told of what happens to your account, and let in again when you forget your password.",
      `Confirm this address:\n${link}`,
      works,
    ],
  };
}
