import type { z } from "zod";
import type { TeamActor } from "@/lib/domain/can";
import type { ReportSubject } from "@/lib/domain/report";
import { Refusal } from "@/lib/errors";
import { invalid } from "@/lib/interactors/parse";
import { NO_SUCH_STAT } from "@/lib/interactors/stats/find-stat";
import { findStatsById } from "@/lib/store/records/listed-stats";
import type { Transaction } from "@/lib/store/records/transaction";
import type { createReportInput } from "./report-input";

type AskedSubject = z.output<typeof createReportInput>["subject"];

/**
 * What a report is to tell of: of a saved one (`before`) what it was when nothing is named; favourites stay those of
 * the person whose they were. Stats that went since then are left out. Throws `not_found` for one that the team never
 * saw, and `invalid` for the favourites of a key that nobody made.
 */
export async function subjectOf(
  tx: Transaction,
  actor: TeamActor,
  asked: AskedSubject,
  before?: ReportSubject,
): Promise<ReportSubject> {
  if (asked === undefined) return before ?? { kind: "moved" };
  if (asked.kind === "stats") return { kind: "stats", statIds: await seenOf(tx, actor, asked.stats, before) };
  if (asked.kind !== "favourites") return asked;
  if (before?.kind === "favourites") return before;
  if (actor.userId !== null) return { kind: "favourites", userId: actor.userId };
  throw invalid([{ pointer: "#/subject", detail: "favourites are a person's, and nobody made this key" }]);
}

async function seenOf(tx: Transaction, actor: TeamActor, ids: string[], before?: ReportSubject): Promise<string[]> {
  const found = new Set((await findStatsById(tx, actor, ids)).map(({ id }) => id));
  const known = before?.kind === "stats" ? before.statIds : [];
  const missing = ids.findIndex((id) => !found.has(id) && !known.includes(id));
  if (missing !== -1) {
    const faults = [{ pointer: `#/subject/stats/${missing}`, detail: "is no stat of the team" }];
    throw new Refusal("not_found", NO_SUCH_STAT, { faults });
  }
  return ids.filter((id) => found.has(id));
}
