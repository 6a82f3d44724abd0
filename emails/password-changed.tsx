import { notice } from "./notice";
import type { About, LetterOf, Template } from "./template";
import { momentWords } from "./words";

export function passwordChanged(_: LetterOf<"password_changed">, { to, at, site }: About): Template {
  return notice({
    subject: "Your password was changed",
    happened: "The password of your account at Statnest was changed, and every other session was signed out.",
    facts: [
      ["Account", to],
      ["When", momentWords(at)],
    ],
    otherwise:
      "If it was you, there is nothing to do. If it was not, choose a new password now: that signs out whoever did it. Then look at your keys, and at who is in your team.",
    href: `${site}/forgot`,
    button: "Choose a new password",
  });
}
