import type { IdKind } from "./tenant";

const NO_STAT = "zzZZ99";
const NOTHING = "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000";

const OF_A_STAT: IdKind[] = ["stat", "otherStat", "valueStat", "trashedStat", "mergedStat", "sharedStat", "openStat"];

const OF_AN_ALERT: IdKind[] = ["alert", "pausedAlert"];

const OF_A_REPORT: IdKind[] = ["report", "pausedReport"];

/** An id of this kind, in its very form, that nobody has. */
export function missingId(kind: IdKind): string {
  if ([...OF_A_STAT, ...OF_AN_ALERT, ...OF_A_REPORT].includes(kind)) return NO_STAT;
  if (kind === "event") return "7999999999";
  if (kind === "counterKey" || kind === "valueKey") return `canarynobody-${NO_STAT}~`;
  return NOTHING;
}
