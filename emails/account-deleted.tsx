import { notice } from "./notice";
import type { About, LetterOf, Template } from "./template";
import { momentWords } from "./words";

export function accountDeleted(_: LetterOf<"account_deleted">, { to, at, site }: About): Template {
  return notice({
    subject: "Your account was deleted",
    happened:
      "Your account at Statnest was deleted, with the teams that nobody else was in, their stats, and every key of theirs. This is the last mail you get from us.",
    facts: [
      ["Account", to],
      ["When", momentWords(at)],
    ],
    otherwise:
      "It cannot be undone. If it was not you, ask whoever runs this Statnest for help: what others share with you in their teams is still there.",
    href: `${site}/signup`,
    button: "Begin anew",
    why: "You get this mail because this was the address of your account at Statnest until then.",
  });
}
