import { displayNumber } from "@/lib/domain/number";
import { API_OPTIONS, callApi } from "./api";
import { UsageError, words } from "./usage";

const BARS = "▁▂▃▄▅▆▇█";

interface SeriesAnswer {
  stat: { name: string; unit: string };
  from: string | number;
  to: string | number;
  step: string;
  tz: string;
  points: { t: number; v: number | null }[];
}

/** `statnest series STAT_ID`: the range drawn as one row of bars, a gap left as a gap. */
export async function series(args: string[]): Promise<string> {
  const { values, positionals } = words(args, {
    ...API_OPTIONS,
    from: { type: "string" },
    to: { type: "string" },
    step: { type: "string" },
    tz: { type: "string" },
  });
  const [id] = positionals;
  if (id === undefined) throw new UsageError("usage: statnest series STAT_ID [--from -1w] [--to now] [--step 1h]");
  const { url, key, ...range } = values;
  const query = new URLSearchParams(Object.entries(range).filter((entry): entry is [string, string] => !!entry[1]));
  const answer = await callApi<SeriesAnswer>({ url, key }, `/api/v1/stats/${encodeURIComponent(id)}/series?${query}`);
  return drawSeries(answer);
}

/** The drawing: a head line, the bars, and the extremes in words. */
export function drawSeries({ stat, step, tz, points }: SeriesAnswer): string {
  const known = points.flatMap(({ v }) => (v === null ? [] : [v]));
  const head = `${stat.name}, ${points.length} × ${step}, ${tz}`;
  if (known.length === 0) return `${head}\nno data\n`;
  const low = Math.min(...known);
  const high = Math.max(...known);
  const bar = (v: number | null) =>
    v === null ? " " : (BARS[high === low ? 3 : Math.round(((v - low) / (high - low)) * (BARS.length - 1))] ?? " ");
  const unit = stat.unit === "" ? "" : ` ${stat.unit}`;
  return `${head}\n${points.map(({ v }) => bar(v)).join("")}\nlow ${displayNumber(low)}${unit}, high ${displayNumber(high)}${unit}\n`;
}
