import type { Alert } from "@/lib/domain/alert";
import { alertName, ruleWords } from "@/lib/domain/alert-words";
import { STATE_ORDER, type StateName, type StateView, stateView } from "./alert-state";
import { type MomentView, minuteOf, momentView } from "./moment";

/** An alert as a list shows it. */
export interface AlertRow {
  id: string;
  href: string;
  name: string;
  /** What it watches for, in words; empty where the name says it already. */
  rule: string;
  /** The stat, or the pattern of names. */
  subject: { text: string; href: string | null };
  state: StateView;
  /** How its stats stand, where there are several: "2 firing, 38 ok". */
  counts: string;
  since: MomentView;
  /** Who is told: "ops mail, #alerts"; empty for nobody. */
  told: string;
  automatic: boolean;
  /** Of the stories that are not over yet. */
  incidents: string[];
}

/** An alert with how it stands: see `listAlerts`. */
export interface StandingAlert extends Alert {
  unit: string;
  state: StateName;
  counts: Partial<Record<StateName, number>>;
  since: Date;
  acknowledged: boolean;
  mutedUntil: Date | null;
  incidentIds: string[];
}

interface Shown {
  /** By id. */
  channels: Map<string, string>;
  now: Date;
  zone: string;
}

export function alertRow(alert: StandingAlert, { channels, now, zone }: Shown): AlertRow {
  const { publicId, subject, state, since, automatic } = alert;
  const several = "pattern" in subject;
  return {
    id: publicId,
    href: `/alerts/${publicId}`,
    name: alertName(alert, alert.unit),
    rule: alert.name === "" ? "" : ruleWords(alert, alert.unit),
    subject: several
      ? { text: subject.pattern, href: null }
      : { text: subject.statName, href: `/stats/${subject.statId}` },
    state: stateView(state, overWords(alert, now, zone)),
    counts: several ? countWords(alert.counts) : "",
    since: momentView(since, now, zone),
    told: toldWords(alert.channelIds, channels),
    automatic,
    incidents: alert.incidentIds.map((id) => `/alerts/incidents/${id}`),
  };
}

/** What lies over a state: "acknowledged", "muted until 4 May 2026, 14:00". */
export function overWords(
  { acknowledged, mutedUntil }: Pick<StandingAlert, "acknowledged" | "mutedUntil">,
  now: Date,
  zone: string,
): string[] {
  return [
    ...(acknowledged ? ["acknowledged"] : []),
    ...(mutedUntil !== null && mutedUntil > now ? [`muted until ${minuteOf(mutedUntil, zone)}`] : []),
  ];
}

/** What an alert is told by where its name is to be typed: its own, or that of what it watches. */
export function subjectName({ name, subject }: Pick<Alert, "name" | "subject">): string {
  if (name !== "") return name;
  return "pattern" in subject ? subject.pattern : subject.statName;
}

/** The names of some channels, in the order of the alphabet. */
export function toldWords(channelIds: string[], channels: Map<string, string>): string {
  return channelIds
    .flatMap((id) => channels.get(id) ?? [])
    .sort((a, b) => a.localeCompare(b))
    .join(", ");
}

function countWords(counts: Partial<Record<StateName, number>>): string {
  const said = STATE_ORDER.flatMap((state) => {
    const count = counts[state] ?? 0;
    return count === 0 ? [] : [`${count} ${stateView(state).word}`];
  });
  return said.length === 0 ? "no stat yet" : said.join(", ");
}
