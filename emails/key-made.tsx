import type { KeyKind } from "@/lib/domain/key";
import { shortLine } from "@/lib/domain/one-line";
import { notice } from "./notice";
import type { About, LetterOf, Template } from "./template";
import { momentWords } from "./words";

const MAY: Record<KeyKind, string> = {
  ingest: "send numbers and nothing else",
  read: "see everything the team sees",
  manage: "see and change everything an admin can",
};

export function keyMade({ team, name, keyKind, by }: LetterOf<"key_made">, { at, site }: About): Template {
  return notice({
    subject: `A new key for ${shortLine(team, 60)}`,
    title: "A new key was made",
    happened: `Whoever holds it can ${MAY[keyKind]}.`,
    facts: [
      ["Team", team],
      ["Key", name],
      ["Kind", keyKind],
      ["Made by", by],
      ["When", momentWords(at)],
    ],
    otherwise: "If nobody in the team knows of it, revoke it: it stops working within a second.",
    href: `${site}/settings/keys`,
    button: "See the keys",
    why: "You get this mail because you are an owner or an admin of this team at Statnest.",
  });
}
