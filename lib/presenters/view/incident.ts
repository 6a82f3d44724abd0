import type { Delivery } from "@/lib/domain/channel";
import type { IncidentRule } from "@/lib/domain/incident";
import { displayNumber, withUnit } from "@/lib/domain/number";
import { alertChart, type DrawnCourse, judgedUnit } from "./alert-chart";
import { inOrder, type StoryLine, storyLine, toldLine } from "./alert-story";
import type { DrawnChart } from "./drawn-chart";
import { type IncidentRow, incidentRow, type KnownIncident } from "./incident-row";
import { minuteOf } from "./moment";

type KnownEvents = Parameters<typeof storyLine>[0][];

/** An incident with its story: see `getIncident`. */
export interface TellableIncident extends KnownIncident {
  alertId: string;
  rule: IncidentRule;
  events: (KnownEvents[number] & { value: number | null })[];
  deliveries: Delivery[];
}

/** An incident as its page tells it. */
export interface IncidentView extends IncidentRow {
  /** The rule as it was then, to go on from the stat's name; empty where the alert's name says it already. */
  rule: string;
  /** "From 4 May 2026, 14:00 to 14:20, 20 minutes. At worst 612 orders." */
  summary: string;
  /** What was found when it began. */
  reason: string;
  chart: DrawnChart;
  story: StoryLine[];
  runbook: string;
  alertHref: string;
}

export function incidentView(
  incident: TellableIncident,
  course: DrawnCourse,
  { now, zone }: { now: Date; zone: string },
): IncidentView {
  const { alertId, rule, stat, beganAt, endedAt, worst, events, deliveries } = incident;
  const row = incidentRow(incident, now, zone);
  const first = events.find(({ kind }) => kind === "triggered" || kind === "no_data");
  const unit = judgedUnit(rule.condition, stat.unit);
  const atWorst = worst === null ? "" : ` At worst ${withUnit(displayNumber(worst), unit)}.`;
  const began = minuteOf(beganAt, zone);
  const ring = { at: seconds(beganAt), until: endedAt === null ? null : seconds(endedAt), value: first?.value ?? null };
  return {
    ...row,
    rule: rule.name.endsWith(rule.words) ? "" : rule.words,
    summary:
      endedAt === null
        ? `Since ${began}, ${row.lasted}.${atWorst}`
        : `${spanWords(incident, zone)}, ${row.lasted}.${atWorst}`,
    reason: first?.reason ?? "",
    chart: alertChart(course, rule.condition, { rings: [ring], verb: "Rang" }),
    story: inOrder([
      ...events.map((event) => storyLine(event, zone)),
      ...deliveries.map((delivery) => toldLine(delivery, zone)),
    ]),
    runbook: rule.runbook,
    alertHref: `/alerts/${alertId}`,
  };
}

const LEAST_AROUND = 3 * 3_600;
const WINDOWS_AROUND = 12;
const LONGEST = 366 * 86_400;

/** What of its stat is shown around an incident, unix seconds: some windows before it and, when it is over, some after. */
export function rangeAround(
  { beganAt, endedAt }: Pick<KnownIncident, "beganAt" | "endedAt">,
  windowSeconds: number,
  now: Date,
): { from: number; to: number } {
  const [began, ended] = [seconds(beganAt), seconds(endedAt ?? now)];
  const around = Math.min(LONGEST, Math.max(LEAST_AROUND, WINDOWS_AROUND * windowSeconds, (ended - began) / 2));
  return { from: Math.floor(began - around), to: Math.min(seconds(now), Math.ceil(ended + around / 2)) };
}

function spanWords({ beganAt, endedAt }: Pick<KnownIncident, "beganAt" | "endedAt">, zone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: zone });
  return `From ${format.format(beganAt)} to ${format.format(endedAt ?? beganAt)}`;
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1_000);
}
