import type { Series } from "@/lib/domain/series";
import type { ListedStat } from "@/lib/domain/stat";
import { PRESETS, type Preset } from "@/lib/domain/step";
import { type DrawnChart, drawnChart } from "./drawn-chart";
import type { MomentView } from "./moment";
import type { Quantity } from "./quantity";
import { summary } from "./summary";

/** A person's first stat, as the page after sign-up shows it. */
export interface FirstNumberView {
  name: string;
  href: string;
  headline: Quantity | null;
  label: string;
  seen: MomentView | null;
  chart: DrawnChart;
}

/** The range the first number is shown in. */
export const FIRST_HOUR = PRESETS.find(({ name }) => name === "hour") as Preset;

export function firstNumberView(series: Series & { stat: ListedStat }, now: Date, zone: string): FirstNumberView {
  const { headline, label, seen } = summary(series, { range: { preset: FIRST_HOUR.name } }, now, zone);
  const { id, name } = series.stat;
  const chart = drawnChart([series], { height: 240, now });
  return { name, href: `/stats/${id}?range=hour`, headline, label, seen, chart };
}
