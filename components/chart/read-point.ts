import { displayChange, displayExact, withUnit } from "@/lib/domain/number";
import type { ChartMark, ChartModel, ChartSeries } from "@/lib/presenters/chart/model";
import { bucketWords, rangeWords } from "@/lib/presenters/chart/moment-words";
import { notesAt } from "@/lib/presenters/chart/notes";
import { type Selection, selectedRange } from "@/lib/presenters/chart/selection";

/** One line of one interval, in words. */
export interface PointRow {
  series: ChartSeries;
  /** The exact number with its unit; null is no data. */
  value: string | null;
  /** "so far" in an interval that still runs. */
  note: string;
  /** The number of the earlier range, null without data; undefined when nothing is compared. */
  earlier: string | null | undefined;
  /** "up 12 %"; empty when there is nothing to measure. */
  change: string;
}

export interface PointWords {
  when: string;
  /** When the earlier interval began; empty when nothing is compared. */
  earlierWhen: string;
  rows: PointRow[];
  /** What happened then. */
  notes: ChartMark[];
}

/** What the chart shows in the interval at `index`, without the series that are hidden. */
export function pointWords(model: ChartModel, index: number, hidden: ReadonlySet<number>): PointWords {
  const { times, earlierTimes, step, zone, series } = model;
  const when = (t: number | undefined): string => (t === undefined ? "" : bucketWords(t, step, zone));
  return {
    when: when(times[index]),
    earlierWhen: earlierTimes === null ? model.earlierWords : when(earlierTimes[index]),
    rows: series.filter((_, at) => !hidden.has(at)).map((each) => pointRow(each, index)),
    notes: notesAt(model, index),
  };
}

function pointRow(series: ChartSeries, index: number): PointRow {
  const { values, compare, unit, unfinished } = series;
  const now = values[index] ?? null;
  const before = compare?.[index] ?? null;
  const growing = unfinished && index === values.length - 1;
  const say = (n: number | null): string | null => (n === null ? null : withUnit(displayExact(rounded(n)), unit));
  return {
    series,
    value: say(now),
    note: growing ? "so far" : "",
    earlier: compare === null ? undefined : say(before),
    change: growing ? "" : (displayChange(now, before)?.text ?? ""),
  };
}

/** Means and sums carry noise in their last digits (0.30000000000000004); ten digits are more than was measured. */
function rounded(n: number): number {
  return Number.isInteger(n) ? n : Number(n.toPrecision(10));
}

/** The same as one sentence, to be read aloud; `skipped` intervals without data were passed over to get there. */
export function readPoint(model: ChartModel, index: number, hidden: ReadonlySet<number>, skipped = 0): string {
  const { when, rows, notes } = pointWords(model, index, hidden);
  const said = rows.map(({ series, value, note, earlier, change }) => {
    const name = model.series.length > 1 ? `${series.name} ` : "";
    const before = earlier === undefined ? "" : `, ${model.earlierWords} ${earlier ?? "no data"}`;
    return `${name}${[value ?? "no data", note].join(" ").trim()}${before}${change && `, ${change}`}`;
  });
  const happened = notes.map(({ text }) => `. ${text}`).join("");
  return `${gapWords(skipped)}${when}: ${said.join("; ")}${happened}`;
}

/** A selection to be read aloud, with what to do about it. */
export function readSelection(model: ChartModel, selection: Selection): string {
  const { from, to } = selectedRange(model, selection);
  return `Selected ${rangeWords(from, to, model.step, model.zone)}. Enter shows it alone, Escape gives it up`;
}

function gapWords(skipped: number): string {
  if (skipped === 0) return "";
  return `${skipped === 1 ? "One interval" : `${skipped} intervals`} without data skipped. `;
}
