import { PRESETS, type Preset } from "@/lib/domain/step";

/** The range a page shows, as its address says it. */
export interface RangeView {
  preset: Preset;
  /** Whether the earlier range is drawn under it. */
  overlay: boolean;
}

type Params = Record<string, string | string[] | undefined>;

const FALLBACK = PRESETS.find(({ name }) => name === "day") as Preset;

export function readRange(params: Params, fallback = FALLBACK): RangeView {
  const preset = PRESETS.find(({ name }) => name === params.range) ?? fallback;
  return { preset, overlay: params.compare === "1" };
}

/** The query of a range, to put after a page's path: "range=week&compare=1". */
export function rangeQuery({ preset, overlay }: RangeView): string {
  return overlay ? `range=${preset.name}&compare=1` : `range=${preset.name}`;
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

/** What the range is compared with: "the week before". */
export function earlierWords({ name }: Preset): string {
  return EARLIER[name];
}
