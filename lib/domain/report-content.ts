import { median, usualSpread } from "./anomaly";
import { displayChange } from "./number";
import type { ReportContent, ReportFacts, ReportLine, ReportSubject, StatFacts } from "./report";

/** Of what moved most, so many stats are shown. */
const MOST_MOVED = 10;
const MOST_FRESH = 10;
const MOST_SILENT = 10;
const MOST_ALERTS = 20;
const MOST_NOTES = 10;
/** Fewer earlier periods say nothing of what is usual. */
const FEWEST_PAST = 4;
/** A day's place in `past` that is of the same weekday. */
const WEEK_BEFORE = 6;

/**
 * What a report says of these facts. The most unusual comes first: by how far a stat is from its median over the periods
 * before, in its usual deviations (`usualSpread`), and not by percent, which of tiny numbers are always many.
 */
export function composeReport(
  { team, period, stats, alerts, notes }: ReportFacts,
  subject: ReportSubject,
): ReportContent {
  const isFresh = ({ madeAt, past }: StatFacts) => madeAt >= period.from && past.every((value) => value === null);
  const isSilent = ({ now, past }: StatFacts) => now === null && (past[0] ?? null) !== null;
  const fresh = stats.filter((each) => isFresh(each) && each.now !== null);
  const silent = stats.filter(isSilent);
  // Who names stats wants to read of each of them, also that there was nothing.
  const told = stats.filter((each) => {
    return !fresh.includes(each) && !silent.includes(each) && (each.now !== null || subject.kind === "stats");
  });
  const lines = told.map((each) => lineOf(each, period.cadence === "daily")).toSorted(byUnusual);
  const shown = subject.kind === "stats" ? lines : lines.slice(0, MOST_MOVED);
  return {
    team,
    period,
    lines: shown,
    more: lines.length - shown.length,
    fresh: fresh.slice(0, MOST_FRESH).map((each) => lineOf(each, false)),
    silent: silent.slice(0, MOST_SILENT).map(({ stat, lastAt }) => ({ stat, lastAt })),
    alerts: alerts.toSorted(ringingFirst).slice(0, MOST_ALERTS),
    notes: notes.toSorted((a, b) => a.at - b.at).slice(0, MOST_NOTES),
  };
}

function lineOf({ stat, now, past, spark, sparkFrom }: StatFacts, isDay: boolean): ReportLine {
  return {
    stat,
    now,
    before: past[0] ?? null,
    weekAgo: isDay ? (past[WEEK_BEFORE] ?? null) : null,
    unusual: unusual(now, past),
    spark,
    sparkFrom,
  };
}

function unusual(now: number | null, past: (number | null)[]): number | null {
  const known = past.filter((value) => value !== null);
  if (now === null || known.length < FEWEST_PAST) return null;
  return Math.min(Math.abs(now - median(known)) / usualSpread(known), Number.MAX_VALUE);
}

/** What cannot be told of comes after what can, by how much it changed; then by name. */
function byUnusual(a: ReportLine, b: ReportLine): number {
  return (
    (b.unusual ?? -1) - (a.unusual ?? -1) || changeSize(b) - changeSize(a) || a.stat.name.localeCompare(b.stat.name)
  );
}

function changeSize({ now, before }: ReportLine): number {
  return Math.abs(displayChange(now, before)?.percent ?? 0);
}

function ringingFirst(a: { beganAt: number; endedAt: number | null }, b: typeof a): number {
  return Number(a.endedAt !== null) - Number(b.endedAt !== null) || b.beganAt - a.beganAt;
}
