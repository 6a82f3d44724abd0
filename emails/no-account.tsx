import { Paragraph, PrimaryLink } from "./layout";
import type { About, LetterOf, Template } from "./template";
import { ASKED_FOR } from "./words";

export function noAccount(_: LetterOf<"no_account">, { site }: About): Template {
  const happened =
    "Somebody, probably you, wants a new password at Statnest. No account has confirmed this address, so there is none to change.";
  const todo =
    "Perhaps your account has another address; ask again with that one. If you have none yet, or never confirmed this address, have a sign-in link mailed to you: it makes an account.";
  const href = `${site}/signin`;
  return {
    subject: "There is no account with this address",
    title: "There is no account with this address",
    preview: "Perhaps your account has another one.",
    why: `${ASKED_FOR} If it was not you, do nothing.`,
    html: (
      <>
        <Paragraph>{happened}</Paragraph>
        <Paragraph>{todo}</Paragraph>
        <PrimaryLink href={href}>Go to sign-in</PrimaryLink>
      </>
    ),
    text: [happened, todo, `Go to sign-in:\n${href}`],
  };
}
