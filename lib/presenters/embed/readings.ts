import type { Step } from "@/lib/domain/step";
import type { ChartModel, ChartSeries } from "@/lib/presenters/chart/model";
import { axisOn } from "@/lib/presenters/chart/place";

/** From so many numbers on they are told to six digits, which keeps a page small. */
const MANY = 1_000;

/** How `script.ts` writes when something was, in the words of `bucketWords`. */
interface When {
  p: string;
  f: Intl.DateTimeFormatOptions;
}

const DAY = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;

function when(step: Step, timeZone: string): When {
  if (step === "1M") return { p: "", f: { month: "long", year: "numeric", timeZone } };
  if (step === "1w") return { p: "Week of ", f: { ...DAY, timeZone } };
  if (step === "1d") return { p: "", f: { ...DAY, timeZone } };
  return { p: "", f: { ...DAY, ...CLOCK, timeZone } };
}

/**
 * What the script of an embed page reads out of a graph: `t` the start of each interval, the first in unix seconds and
 * the others as the seconds since the one before; `e` the end of the last; `x` the ends of the plot in time, `g` in
 * pixels; `b` whether they are bars; `s` of each series its name, unit, numbers, earlier numbers, axis (from, to,
 * whether it is logarithmic) and colour; `c` how the earlier ones are called; `p` and `f` how times are written.
 */
export function graphReadings(model: ChartModel): string {
  const { times, end, x, style, margin, height, series, earlierWords, step, zone } = model;
  const many = series.length * times.length > MANY;
  const values = (list: (number | null)[]): (number | null)[] =>
    many ? list.map((value) => (value === null ? null : Number(value.toPrecision(6)))) : list;
  const line = (each: ChartSeries): unknown[] => {
    const { from, to, scale } = axisOn(model, each.axis);
    const earlier = each.compare === null ? null : values(each.compare);
    return [each.name, each.unit, values(each.values), earlier, [from, to, scale === "log" ? 1 : 0], each.colour];
  };
  return JSON.stringify({
    t: times.map((time, index) => time - (times[index - 1] ?? 0)),
    e: end,
    x: [x.from, x.to],
    g: [margin.top, height - margin.bottom],
    b: style === "bar" ? 1 : 0,
    s: series.map(line),
    c: earlierWords,
    ...when(step, zone),
  });
}

/** The same of what is read bar by bar, in words. */
export function wordReadings(words: string[]): string {
  return JSON.stringify({ w: words });
}
