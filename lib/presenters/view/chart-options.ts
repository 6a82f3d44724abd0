import { CHART_SCALES, CHART_STYLES, type ChartSpec, type ChartStyle } from "@/lib/domain/chart-spec";
import type { Series } from "@/lib/domain/series";
import type { Step } from "@/lib/domain/step";
import { wallClock } from "@/lib/domain/time";
import { drawnAs, overRange, type RangeView, rangeQuery } from "./range";
import { stepsFor } from "./range-length";

/** One of several ways to draw a chart: the address that does. */
export interface Option {
  text: string;
  href: string;
  chosen: boolean;
}

export interface ChartOptionsView {
  style: Option[];
  scale: Option[];
  step: Option[];
  /** The team's zone, and the one that is shown when it is another. */
  zone: Option[];
  /** The address of the chart in a zone that is yet to be named, up to `tz=`. */
  inZone: string;
  form: RangeFormView;
}

/** A form that asks for a range of one's own; it works without JavaScript. */
export interface RangeFormView {
  action: string;
  /** What else stays in the address. */
  kept: [name: string, value: string][];
  /** As `datetime-local` inputs have it, in the zone that is shown. */
  from: string;
  to: string;
  zone: string;
}

const STYLES: Record<ChartStyle, string> = { auto: "Automatic", line: "Line", area: "Area", bar: "Bars" };
const STEPS: Record<Step, string> = {
  "1m": "Minute",
  "5m": "5 minutes",
  "15m": "15 minutes",
  "1h": "Hour",
  "3h": "3 hours",
  "1d": "Day",
  "1w": "Week",
  "1M": "Month",
};

interface Shown {
  range: RangeView;
  series: Pick<Series, "from" | "to" | "zone">;
  teamZone: string;
  /** The page's path with what must stay in its query: "/compare?stats=a,b&" or "/stats/a?". */
  base: string;
}

/** Every way to draw a page's chart, each as an address. */
export function chartOptions({ range, series, teamZone, base }: Shown): ChartOptionsView {
  const { spec } = range;
  const href = (change: Partial<ChartSpec>): string => base + rangeQuery(drawnAs(range, change));
  const { zone, from, to } = series;
  return {
    style: CHART_STYLES.map((style) => ({ text: STYLES[style], href: href({ style }), chosen: style === spec.style })),
    scale: CHART_SCALES.map((scale) => ({
      text: scale === "log" ? "Logarithmic" : "Linear",
      href: href({ scale }),
      chosen: scale === spec.scale,
    })),
    step: [
      { text: "Automatic", href: href({ step: null }), chosen: spec.step === null },
      ...stepsFor(spec.range).map((step) => ({ text: STEPS[step], href: href({ step }), chosen: step === spec.step })),
    ],
    zone: [
      { text: `Team (${zoneWords(teamZone)})`, href: href({ zone: null }), chosen: zone === teamZone },
      ...(zone === teamZone ? [] : [{ text: zoneWords(zone), href: href({ zone }), chosen: true }]),
    ],
    inZone: `${base}${rangeQuery(drawnAs(range, { zone: null }))}&tz=`,
    form: rangeForm(range, base, { from: localTime(from, zone), to: localTime(to, zone), zone: zoneWords(zone) }),
  };
}

/** A zone as people read it: "America/New York". */
function zoneWords(zone: string): string {
  return zone.replaceAll("_", " ");
}

function rangeForm(range: RangeView, base: string, shown: Pick<RangeFormView, "from" | "to" | "zone">): RangeFormView {
  const [action = "", query = ""] = base.split("?");
  const plain = rangeQuery(overRange(range, { preset: range.preset.name }));
  return { action, kept: [...new URLSearchParams(`${query}${plain}`)], ...shown };
}

function localTime(moment: number, zone: string): string {
  const { year, month, day, hour, minute } = wallClock(moment, zone);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}
