import { displayChange, displayNumber, withUnit } from "@/lib/domain/number";
import { shortLine } from "@/lib/domain/one-line";
import type {
  ReportCadence,
  ReportContent,
  ReportLine,
  ReportNote,
  ReportPeriod,
  ReportStat,
  RungAlert,
} from "@/lib/domain/report";
import { sparkSteps } from "@/lib/domain/report-spark";
import { stepWords } from "@/lib/domain/step";
import { wallClock } from "@/lib/domain/time";
import { bare, lengthWords, momentIn } from "./alert-words";

const DAY_SECONDS = 86_400;
const LONGEST_NAME = 70;
const LONGEST_UNIT = 16;
const LONGEST_REASON = 140;
const LONGEST_NOTE = 200;

/** "Sunday 22 November", "16 to 22 November", "November 2026": the days that a report tells of, by its reader's clocks. */
export function periodTitle({ cadence, from, to, zone }: ReportPeriod): string {
  const last = to - 1;
  const whole = { day: "numeric", month: "long" } as const;
  if (cadence === "daily") return said(from, zone, { weekday: "long", ...whole });
  if (cadence === "monthly" && wallClock(from, zone).day === 1 && wallClock(to, zone).day === 1) {
    return said(from, zone, { month: "long", year: "numeric" });
  }
  const isOneMonth = said(from, zone, { month: "long" }) === said(last, zone, { month: "long" });
  return `${said(from, zone, isOneMonth ? { day: "numeric" } : whole)} to ${said(last, zone, whole)}`;
}

/** With a comma nowhere, whatever a version of the calendar's data says. */
function said(moment: number, zone: string, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: zone }).format(moment * 1_000).replaceAll(",", "");
}

/** "1,234 orders", "no data". */
export function amountWords({ now, stat }: Pick<ReportLine, "now" | "stat">): string {
  return now === null ? "no data" : withUnit(displayNumber(now), shortLine(stat.unit, LONGEST_UNIT));
}

/** Of a counter the total is told, of a value the mean: "total, up 12 % from Saturday, down 3 % from the Sunday before". */
export function comparedWords(line: ReportLine, period: ReportPeriod): string {
  const { now, before, weekAgo, stat } = line;
  const same = `the ${said(period.from, period.zone, { weekday: "long" })} before`;
  const kind = now === null ? [] : [stat.kind === "counter" ? "total" : "mean"];
  const weekly = weekAgo === null ? [] : [thanWords(now, weekAgo, same)];
  return [...kind, thanWords(now, before, earlierWords(period)), ...weekly].join(", ");
}

const EARLIER: Record<Exclude<ReportCadence, "daily">, string> = {
  weekly: "the week before",
  monthly: "the month before",
};

function earlierWords({ cadence, from, zone }: ReportPeriod): string {
  return cadence === "daily" ? said(from - DAY_SECONDS / 2, zone, { weekday: "long" }) : EARLIER[cadence];
}

function thanWords(now: number | null, before: number | null, than: string): string {
  if (before === null) return `no data ${on(than)}`;
  if (now === null) return `${displayNumber(before)} ${on(than)}`;
  const change = displayChange(now, before);
  if (change === null) return `${displayNumber(before)} ${on(than)}`;
  return change.direction === "same" ? `the same as ${on(than)}` : `${change.text} from ${than}`;
}

function on(than: string): string {
  return / (week|month) before$/.test(than) ? `in ${than}` : `on ${than}`;
}

/** "By the hour, from 3 to 88 orders.": what a chart of it shows; null without numbers. */
export function courseWords({ spark, sparkFrom: from, stat }: ReportLine, period: ReportPeriod): string | null {
  const known = spark.filter((value) => value !== null);
  if (known.length === 0) return null;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const between = least === most ? "always" : `from ${displayNumber(least)} to`;
  const words = stepWords(sparkSteps({ ...period, from }, spark.length).step);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}, ${between} ${withUnit(displayNumber(most), stat.unit)}.`;
}

export function nameWords({ name }: Pick<ReportStat, "name">): string {
  return shortLine(name, LONGEST_NAME);
}

/** What rang, why, and whether it still does, with where to look. */
export function alertWords(alert: RungAlert, { zone }: ReportPeriod, site: string) {
  const { incidentId: id, stat, reason, beganAt, endedAt } = alert;
  const began = moment(beganAt, zone);
  const length = endedAt === null ? "" : lengthWords(iso(beganAt), iso(endedAt));
  const when = endedAt === null ? `still rings, since ${began}` : `rang for ${length}, from ${began}`;
  return {
    id,
    name: nameWords(stat),
    below: `${bare(reason, LONGEST_REASON)}; ${when}`,
    href: `${site}/alerts/incidents/${id}`,
  };
}

export function heardWords(lastAt: number | null, { zone }: ReportPeriod): string {
  return lastAt === null ? "nothing was ever heard" : `last heard ${moment(lastAt, zone)}`;
}

export function noteWords({ at, text, stat }: ReportNote, { zone }: ReportPeriod) {
  const of = stat === null ? "" : `, ${nameWords({ name: stat })}`;
  return { name: shortLine(text, LONGEST_NOTE), below: `${moment(at, zone)}${of}` };
}

function moment(at: number, zone: string): string {
  return momentIn(zone, iso(at));
}

function iso(at: number): string {
  return new Date(at * 1_000).toISOString();
}

/** What happened beside the numbers, in a sentence or a few. */
export function summaryWords({ lines, fresh, silent, alerts }: ReportContent): string {
  const hasNumbers = fresh.length > 0 || lines.some(({ now }) => now !== null);
  return [
    ...(hasNumbers ? [] : ["No numbers came."]),
    rangWords(alerts),
    ...(silent.length === 0 ? [] : [`${counted(silent.length, "stat")} fell silent.`]),
    ...(fresh.length === 0 ? [] : [`${counted(fresh.length, "stat")} ${fresh.length === 1 ? "is" : "are"} new.`]),
  ].join(" ");
}

function rangWords(alerts: RungAlert[]): string {
  if (alerts.length === 0) return "No alert rang.";
  const still = alerts.filter(({ endedAt }) => endedAt === null).length;
  const rang = `${counted(alerts.length, "alert")} rang`;
  if (still === 0) return `${rang} and ${alerts.length === 1 ? "is" : "all are"} over.`;
  if (still === alerts.length) return `${rang} and still ${still === 1 ? "does" : "do"}.`;
  return `${rang}, ${still} of them still ${still === 1 ? "does" : "do"}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
