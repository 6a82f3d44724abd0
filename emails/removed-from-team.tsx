import { shortLine } from "@/lib/domain/one-line";
import { notice } from "./notice";
import type { About, LetterOf, Template } from "./template";
import { momentWords } from "./words";

export function removedFromTeam({ team, by }: LetterOf<"removed_from_team">, { at, site }: About): Template {
  return notice({
    subject: `You are no longer in ${shortLine(team, 60)}`,
    title: "You are no longer in a team",
    happened:
      "You were removed from a team at Statnest, or the team was deleted. Your account and your other teams stay.",
    facts: [
      ["Team", team],
      ["By", by],
      ["When", momentWords(at)],
    ],
    otherwise: "If you think that it was a mistake, ask them, or somebody else in the team, to invite you again.",
    href: `${site}/stats`,
    button: "Open Statnest",
  });
}
