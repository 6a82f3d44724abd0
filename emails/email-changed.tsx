import { notice } from "./notice";
import type { About, LetterOf, Template } from "./template";
import { momentWords } from "./words";

/** To the address that was the account's until then. */
export function emailChanged({ newEmail }: LetterOf<"email_changed">, { to, at, site }: About): Template {
  return notice({
    subject: "The address of your account was changed",
    happened: "Your account at Statnest has another address from now on. Mail goes there, and no longer here.",
    facts: [
      ["From", to],
      ["To", newEmail],
      ["When", momentWords(at)],
    ],
    otherwise:
      "If it was you, there is nothing to do. If it was not, somebody was signed in as you: ask whoever runs this Statnest for help at once, and name this mail's time and address.",
    href: site,
    button: "Open Statnest",
    why: "You get this mail because this was the address of your account at Statnest until then.",
  });
}
