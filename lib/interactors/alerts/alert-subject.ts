import type { TeamActor } from "@/lib/domain/can";
import type { StatKind } from "@/lib/domain/stat";
import { Refusal } from "@/lib/errors";
import { concernedStat } from "@/lib/interactors/annotations/concerned-stat";
import { invalid } from "@/lib/interactors/parse";
import { type AlertRule, countAlerts, holdChannels, type StoredAlert } from "@/lib/store/records/alerts";
import type { Transaction } from "@/lib/store/records/transaction";
import { fault, MOST_ALERTS, MOST_PATTERNS } from "./alert-input";

interface AskedSubject {
  statId?: string;
  pattern?: string;
}

/** Throws `invalid` for an alert on a stat and on a pattern as well; `needed` for one on neither, too. */
export function refuseTwoSubjects({ statId, pattern }: AskedSubject, { needed }: { needed: boolean }): void {
  if (statId !== undefined && pattern !== undefined) {
    throw invalid([fault("pattern", "cannot be given along with the id of a stat; an alert is on one of the two")]);
  }
  if (needed && statId === undefined && pattern === undefined) {
    throw invalid([fault("statId", "must be the id of a stat, or give a pattern for names of stats instead")]);
  }
}

/**
 * What an alert is on: a stat that the actor's team has or that another shares with it, which stays until the
 * transaction ends, or a pattern, which has no kind. Throws `not_found`.
 */
export async function subjectOf(
  tx: Transaction,
  actor: TeamActor,
  { statId, pattern }: AskedSubject,
): Promise<{ subject: AlertRule["subject"]; statKind: StatKind | null }> {
  if (statId === undefined) return { subject: { pattern: pattern ?? "" }, statKind: null };
  const { seriesId, kind } = await concernedStat(tx, actor, statId);
  return { subject: { seriesId }, statKind: kind };
}

/** The same of a saved one, as it is stored. */
export function keptSubject({ subject, statSeriesId }: StoredAlert): AlertRule["subject"] {
  return "pattern" in subject ? subject : { seriesId: statSeriesId as bigint };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The channels that are named, each of the team, or all that are enabled; they stay until the transaction ends. Throws
 * `not_found`.
 */
export async function channelsOf(tx: Transaction, teamId: string, asked: string[] | undefined): Promise<string[]> {
  if (asked === undefined) return holdChannels(tx, teamId);
  const ids = asked.map((id) => id.toLowerCase());
  const found = await holdChannels(
    tx,
    teamId,
    ids.filter((id) => UUID.test(id)),
  );
  const missing = ids.findIndex((id) => !found.includes(id));
  if (missing === -1) return found;
  const detail = "there is no such channel";
  throw new Refusal("not_found", detail, { faults: [fault(`channels/${missing}`, "is no channel of the team")] });
}

/** The team is locked. Throws `limited` when it may not have one more, or not one more on a pattern. */
export async function refuseTooMany(tx: Transaction, teamId: string, isPattern: boolean): Promise<void> {
  const { all, patterns } = await countAlerts(tx, teamId);
  if (all >= MOST_ALERTS) {
    throw new Refusal("unprocessable", `the team has ${MOST_ALERTS} alerts, which is the most; delete some`);
  }
  if (isPattern && patterns >= MOST_PATTERNS) {
    const detail = `the team has ${MOST_PATTERNS} alerts on patterns, which is the most; delete some`;
    throw new Refusal("unprocessable", detail);
  }
}
