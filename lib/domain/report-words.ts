import { displayChange } from "./number";
import { shortLine } from "./one-line";
import type { ReportCadence, ReportContent, ReportLine } from "./report";

const LONGEST_NAME = 60;
const PERIODS: Record<ReportCadence, string> = { daily: "yesterday", weekly: "last week", monthly: "last month" };

/** What a report tells of, as its reader calls it on the day it comes. */
function periodWords(cadence: ReportCadence): string {
  return PERIODS[cadence];
}

/**
 * What a report has to tell, in the few words of a subject: what moved most and how many alerts rang ("signups up 12 %,
 * 2 alerts"), or what fell silent, or that all is as usual.
 */
export function reportSubject({ lines, fresh, silent, alerts, period }: ReportContent): string {
  const moved = lines.map(movedWords).find((words) => words !== null);
  const gone = silent[0] === undefined ? undefined : `nothing from ${shortLine(silent[0].stat.name, LONGEST_NAME)}`;
  const rang = alerts.length === 0 ? undefined : `${alerts.length} ${alerts.length === 1 ? "alert" : "alerts"}`;
  const parts = [moved ?? gone, rang].filter((part) => part !== undefined);
  if (parts.length > 0) return parts.join(", ");
  return lines.some(({ now }) => now !== null) || fresh.length > 0
    ? "all as usual"
    : `no numbers ${periodWords(period.cadence)}`;
}

/** Null when it did not move, or there is nothing to measure by. */
function movedWords({ stat, now, before }: ReportLine): string | null {
  const change = displayChange(now, before);
  if (change === null || change.direction === "same") return null;
  return `${shortLine(stat.name, LONGEST_NAME)} ${change.text}`;
}
