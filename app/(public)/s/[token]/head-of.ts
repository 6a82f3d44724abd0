import { publicStat } from "@/lib/presenters/view/public-stat";
import type { ReadPublic } from "./read-public";

/** What a public page is called, and what it says, in a sentence: for previews of its address. */
export function headOf(
  found: Exclude<ReadPublic, { opens: "nothing" }>,
  base: string,
): { title: string; description: string } {
  if (found.opens === "stat") {
    const { name, words } = publicStat(found.read, found.range, base);
    return { title: name, description: words };
  }
  const { dashboard, cards } = found.read;
  return { title: dashboard.name, description: `${cards.length} ${cards.length === 1 ? "chart" : "charts"}, live.` };
}
