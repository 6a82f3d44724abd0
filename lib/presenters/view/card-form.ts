import type { AxisSide, ChartKind, ChartScale, ChartSpec, ChartStyle } from "@/lib/domain/chart-spec";
import { GRID_COLUMNS, MAX_CARD_ROWS } from "@/lib/domain/dashboard";
import { PRESETS, type Preset } from "@/lib/domain/step";
import { queryOfSpec, specOfQuery } from "./range";
import { usualCompare } from "./range-length";

/** A stat that a card may show. */
export interface CardStat {
  id: string;
  name: string;
  /** The team whose stat it is; null for one's own. */
  sharedBy: string | null;
  axis: AxisSide;
}

/** What the form of a card begins with. */
export interface CardForm {
  title: string;
  chosen: CardStat[];
  /** Further stats to choose from before anybody searches. */
  offered: CardStat[];
  kind: ChartKind;
  style: ChartStyle;
  scale: ChartScale;
  /** The name of a preset, or "kept" for a range of its own. */
  range: string;
  ranges: Option[];
  compare: boolean;
  /** Empty is the usual of its kind. */
  width: string;
  height: string;
  /** All that the form does not ask about, for it to send along. */
  spec: string;
}

interface Option {
  value: string;
  text: string;
}

export const KINDS: { value: ChartKind; text: string }[] = [
  { value: "graph", text: "Graph" },
  { value: "number", text: "Number" },
  { value: "spark", text: "Sparkline" },
  { value: "histogram", text: "Histogram" },
];

export const STYLES: { value: ChartStyle; text: string }[] = [
  { value: "auto", text: "What suits the numbers" },
  { value: "line", text: "Lines" },
  { value: "area", text: "Areas" },
  { value: "bar", text: "Bars" },
];

export const SCALES: { value: ChartScale; text: string }[] = [
  { value: "linear", text: "Linear" },
  { value: "log", text: "Logarithmic" },
];

const FRACTIONS: Record<number, string> = {
  3: "A quarter",
  4: "A third",
  6: "Half",
  8: "Two thirds",
  9: "Three quarters",
  12: "All",
};

export const WIDTHS: Option[] = [
  { value: "", text: "The usual" },
  ...Array.from({ length: GRID_COLUMNS - 1 }, (_, index) => index + 2).map((columns) => ({
    value: String(columns),
    text:
      FRACTIONS[columns] === undefined ? `${columns} of ${GRID_COLUMNS} columns` : `${FRACTIONS[columns]} of the width`,
  })),
];

export const HEIGHTS: Option[] = [
  { value: "", text: "The usual" },
  ...Array.from({ length: MAX_CARD_ROWS }, (_, index) => index + 1).map((rows) => ({
    value: String(rows),
    text: rows === 1 ? "1 row" : `${rows} rows`,
  })),
];

interface Begun {
  title: string;
  spec: ChartSpec;
  chosen: CardStat[];
  offered: CardStat[];
  size: { width: number; height: number } | null;
}

export function cardForm({ title, spec, chosen, offered, size }: Begun): CardForm {
  const { kind, style, scale, range, compare } = spec;
  const presets = PRESETS.map(({ name }) => ({ value: name as string, text: `The last ${name}` }));
  const kept = "preset" in range ? [] : [{ value: "kept", text: `From ${range.from} to ${range.to}` }];
  return {
    title,
    chosen,
    offered: offered.filter(({ id }) => chosen.every((each) => each.id !== id)),
    kind,
    style,
    scale,
    range: "preset" in range ? range.preset : "kept",
    ranges: [...presets, ...kept],
    compare: compare !== null,
    width: size === null ? "" : String(size.width),
    height: size === null ? "" : String(size.height),
    spec: queryOfSpec(spec),
  };
}

/** What somebody filled in, as the interactors take it, who check it. */
export function cardOfForm(input: Record<string, string>) {
  const { title = "", kind = "", style = "", scale = "", width = "", height = "" } = input;
  return {
    title,
    stats: statsOf(input),
    spec: { ...specOf(input), kind: kind as ChartKind, style: style as ChartStyle, scale: scale as ChartScale },
    ...(width === "" ? {} : { width: Number(width) }),
    ...(height === "" ? {} : { height: Number(height) }),
  };
}

function statsOf(input: Record<string, string>): { id: string; axis: AxisSide }[] {
  return Object.keys(input).flatMap((name) => {
    const id = /^stat-(.+)$/.exec(name)?.[1];
    return id === undefined
      ? []
      : [{ id, axis: input[`axis-${id}`] === "right" ? ("right" as const) : ("left" as const) }];
  });
}

function specOf({ spec = "", range: asked = "", compare }: Record<string, string>): ChartSpec {
  const before = specOfQuery(new URLSearchParams(spec));
  const preset = PRESETS.find(({ name }) => name === asked);
  const same = preset === undefined || ("preset" in before.range && before.range.preset === preset.name);
  const range = same ? before.range : { preset: (preset as Preset).name };
  const usual = (same ? before.compare : null) ?? usualCompare(range);
  return { ...before, range, step: same ? before.step : null, compare: compare === undefined ? null : usual };
}
