import {
  AXIS_SIDES,
  type AxisSide,
  CHART_KINDS,
  CHART_SCALES,
  CHART_STYLES,
  type ChartRange,
  type ChartSpec,
  MAX_THRESHOLDS,
  PLAIN_CHART,
  type Threshold,
} from "@/lib/domain/chart-spec";
import { MAX_SERIES } from "@/lib/domain/series";
import { durationWords, PRESETS, type Preset, parseDuration, STEPS } from "@/lib/domain/step";
import { isZone } from "@/lib/domain/zone";
import { isMoment, isTooFine, rangeLength, usualCompare } from "./range-length";

/** What a page's chart shows, as its address says it. */
export interface RangeView {
  spec: ChartSpec;
  /** The preset that is shown, or the one that a chosen range leads back to. */
  preset: Preset;
  /** The ids of the stats that are drawn on the right axis. */
  right: string[];
}

type Params = Record<string, string | string[] | undefined>;

const DAY = presetNamed("day") as Preset;
const WEEK = presetNamed("week") as Preset;
const LONGEST_LABEL = 80;

/** Reads what a page's address says; whatever it says wrongly is as if it were not there. */
export function readRange(params: Params, fallback = DAY): RangeView {
  const named = presetNamed(text(params, "range"));
  const spec = readSpec(params, fallback);
  const chosen = "from" in spec.range;
  const right = [...new Set(text(params, "right").split(",").filter(Boolean))].slice(0, MAX_SERIES);
  return { spec, preset: named ?? (chosen ? WEEK : fallback), right };
}

/** The query of a range, to put after a page's path: "range=week&compare=1". */
export function rangeQuery({ spec, preset, right }: RangeView): string {
  const query = new URLSearchParams(queryOfSpec(spec));
  const all = "from" in spec.range ? [["range", preset.name], ...query] : [...query];
  return written([...all, ...(right.length === 0 ? [] : [["right", right.join(",")]])] as [string, string][]);
}

/** The same over another range: an earlier range that is the usual one stays so, and the step is chosen anew. */
export function overRange(view: RangeView, range: ChartRange): RangeView {
  const { compare, range: before } = view.spec;
  const usual = compare !== null && compare === usualCompare(before);
  const preset = "preset" in range ? (presetNamed(range.preset) ?? view.preset) : view.preset;
  return { ...view, preset, spec: { ...view.spec, range, step: null, compare: usual ? usualCompare(range) : compare } };
}

/** The same with something changed about how it is drawn. */
export function drawnAs(view: RangeView, change: Partial<ChartSpec>): RangeView {
  return { ...view, spec: { ...view.spec, ...change } };
}

/**
 * How a chart is drawn, as a query says it: `range` (a preset) or `from` and `to`, `compare` (1, or how much earlier:
 * `1y`), `step`, `tz`, `kind`, `style`, `scale`, `axes=0`, `annotations=0` and any `threshold`
 * (`95`, `95:limit`, `right:95:limit`). What is absent or makes no sense is as in `PLAIN_CHART`, over the last day.
 */
export function specOfQuery(query: Params | URLSearchParams): ChartSpec {
  return readSpec(query instanceof URLSearchParams ? paramsOf(query) : query, DAY);
}

/** The query that `specOfQuery` reads as this spec, without a question mark; what is as usual is left out. */
export function queryOfSpec(spec: ChartSpec): string {
  const { range, compare, thresholds } = spec;
  const usual = (name: "kind" | "style" | "scale" | "step"): [string, string][] =>
    spec[name] === PLAIN_CHART[name] ? [] : [[name, String(spec[name])]];
  return written([
    ...("preset" in range
      ? [["range", range.preset]]
      : [
          ["from", range.from],
          ["to", range.to],
        ]),
    ...(compare === null ? [] : [["compare", compare === usualCompare(range) ? "1" : compare]]),
    ...usual("step"),
    ...(spec.zone === null ? [] : [["tz", spec.zone]]),
    ...usual("kind"),
    ...usual("style"),
    ...usual("scale"),
    ...(spec.axes ? [] : [["axes", "0"]]),
    ...(spec.annotations ? [] : [["annotations", "0"]]),
    ...thresholds.map((line) => ["threshold", thresholdText(line)]),
  ] as [string, string][]);
}

function readSpec(params: Params, fallback: Preset): ChartSpec {
  const one = <T extends string>(choices: readonly T[], name: string, plain: T): T =>
    choices.find((each) => each === text(params, name)) ?? plain;
  const range = readChosen(params) ?? { preset: (presetNamed(text(params, "range")) ?? fallback).name };
  const step = STEPS.find((each) => each === text(params, "step")) ?? null;
  const zone = text(params, "tz");
  const compare = text(params, "compare");
  const thresholds = [params.threshold ?? []].flat().flatMap((each) => readThreshold(each) ?? []);
  return {
    kind: one(CHART_KINDS, "kind", PLAIN_CHART.kind),
    style: one(CHART_STYLES, "style", PLAIN_CHART.style),
    axes: text(params, "axes") !== "0",
    range,
    step: step === null || isTooFine(step, range) ? null : step,
    zone: isZone(zone) ? zone : null,
    compare: compare === "1" ? usualCompare(range) : parseDuration(compare) === null ? null : compare,
    scale: one(CHART_SCALES, "scale", PLAIN_CHART.scale),
    thresholds: thresholds.slice(0, MAX_THRESHOLDS),
    annotations: text(params, "annotations") !== "0",
  };
}

/** A range of one's own; written the wrong way round, it is turned. Null when it is none. */
function readChosen(params: Params): ChartRange | null {
  const from = text(params, "from").trim();
  const to = text(params, "to").trim() || "now";
  if (!isMoment(from) || !isMoment(to)) return null;
  const length = rangeLength({ from, to });
  if (length === 0) return null;
  return length !== null && length < 0 ? { from: to, to: from } : { from, to };
}

/** A line as an address writes it; null when it is none. */
export function readThreshold(written: string): Threshold | null {
  const [, side, number, label = ""] = /^(?:(left|right):)?([^:]+)(?::(.*))?$/su.exec(written) ?? [];
  const value = number === undefined || number.trim() === "" ? Number.NaN : Number(number);
  if (!Number.isFinite(value)) return null;
  const axis = AXIS_SIDES.find((each) => each === side) ?? "left";
  return { value, label: label.trim().slice(0, LONGEST_LABEL), axis };
}

/** A threshold as an address has it: `95`, `right:95:limit`. */
export function thresholdText({ value, label, axis }: Threshold): string {
  return `${axis === "right" ? "right:" : ""}${value}${label === "" ? "" : `:${label}`}`;
}

/** The axis of each stat. With none left for the left axis, all are on it. */
export function axesOf(ids: string[], right: string[]): AxisSide[] {
  const axes = ids.map((id) => (right.includes(id) ? "right" : "left"));
  return axes.includes("left") ? axes : ids.map(() => "left");
}

export const RANGES = PRESETS.map((preset) => ({
  preset,
  text: preset.name.charAt(0).toUpperCase() + preset.name.slice(1),
}));

const EARLIER: Record<Preset["name"], string> = {
  hour: "the same hour yesterday",
  day: "the day before",
  week: "the week before",
  month: "the month before",
  year: "the year before",
};

/** What the range is compared with: "the week before", "the 3 days before"; "a year earlier" where it is not the usual. */
export function earlierWords(range: ChartRange, compare = usualCompare(range)): string {
  const duration = parseDuration(compare ?? "");
  if (duration === null) return "the time before";
  if (compare !== usualCompare(range)) return `${durationWords(duration)} earlier`;
  return "preset" in range ? EARLIER[range.preset] : `the ${durationWords(duration).replace(/^an? /, "")} before`;
}

/** "in the last week", "in this range". */
export function withinWords(range: ChartRange): string {
  return "preset" in range ? `in the last ${range.preset}` : "in this range";
}

function presetNamed(name: string): Preset | undefined {
  return PRESETS.find((preset) => preset.name === name);
}

function text(params: Params, name: string): string {
  const value = params[name];
  return typeof value === "string" ? value : "";
}

function paramsOf(query: URLSearchParams): Params {
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

/** Commas and colons stay readable: an address is also read by people. */
function written(pairs: [string, string][]): string {
  return new URLSearchParams(pairs).toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}
