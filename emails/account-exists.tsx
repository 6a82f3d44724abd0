import { Paragraph, PrimaryLink } from "./layout";
import type { About, LetterOf, Template } from "./template";
import { ASKED_FOR } from "./words";

export function accountExists({ wanted }: LetterOf<"account_exists">, { site }: About): Template {
  const happened =
    wanted === "new_account"
      ? "Somebody, probably you, just signed up at Statnest with this address. You have an account with it already, so the new one cannot have it."
      : "Somebody, probably you, just wanted to move another account at Statnest to this address. You have an account with it already, so nothing was changed.";
  const todo =
    "Sign in to the account you have. If you do not know its password, have a sign-in link mailed to you there.";
  const href = `${site}/signin`;
  return {
    subject: "You have an account already",
    title: "You have an account already",
    preview: "Sign in to the one you have.",
    why: `${ASKED_FOR} If it was not you, do nothing: nobody gets into your account by this.`,
    html: (
      <>
        <Paragraph>{happened}</Paragraph>
        <Paragraph>{todo}</Paragraph>
        <PrimaryLink href={href}>Sign in</PrimaryLink>
      </>
    ),
    text: [happened, todo, `Sign in:\n${href}`],
  };
}
