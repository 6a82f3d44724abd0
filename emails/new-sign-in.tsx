import { browserWords } from "@/lib/domain/browser";
import { notice } from "./notice";
import type { About, LetterOf, Template } from "./template";
import { momentWords } from "./words";

export function newSignIn({ address, agent, at }: LetterOf<"new_sign_in">, { to, site }: About): Template {
  return notice({
    subject: "A new browser signed in to your account",
    happened: "Somebody signed in to your account at Statnest in a browser that was not seen before.",
    facts: [
      ["Account", to],
      ["When", momentWords(new Date(at))],
      ["Where from", address === "" ? "unknown" : address],
      ["Browser", browserWords(agent)],
    ],
    otherwise:
      "If it was you, there is nothing to do. If it was not, sign that browser out, and change your password: somebody knows it.",
    href: `${site}/settings/you`,
    button: "See where you are signed in",
  });
}
