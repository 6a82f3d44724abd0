import { publicContext } from "@/app/(public)/public-context";
import { Refusal } from "@/lib/errors";
import type { ChartData } from "@/lib/interactors/charts/read-chart";
import { readPublicDashboard } from "@/lib/interactors/links/read-public-dashboard";
import { readPublicStat } from "@/lib/interactors/links/read-public-stat";
import { comparedSpec } from "@/lib/presenters/view/public-stat";
import { type RangeView, readRange } from "@/lib/presenters/view/range";

type Params = Record<string, string | string[] | undefined>;
type Read<T extends (...input: never[]) => Promise<unknown>> = Exclude<Awaited<ReturnType<T>>, { closed: string }>;

/** What a token opens: a stat over the range that was asked for, a dashboard, or nothing, and why. */
export type ReadPublic =
  | { opens: "nothing"; closed: "missing" | "paused" | "expired" }
  | { opens: "stat"; read: Read<typeof readPublicStat>; range: RangeView }
  | { opens: "dashboard"; read: Read<typeof readPublicDashboard> };

export async function readPublic(token: string, params: Params): Promise<ReadPublic> {
  const ctx = publicContext();
  const stat = await readStat(token, params);
  if (stat.read.closed === null) return { opens: "stat", read: stat.read, range: stat.range };
  if (stat.read.closed !== "missing") return nothing(stat.read.closed);
  const dashboard = await readPublicDashboard(ctx, { token });
  return dashboard.closed === null ? { opens: "dashboard", read: dashboard } : nothing(dashboard.closed);
}

/** A range that cannot be read is as if none had been asked for. */
async function readStat(token: string, params: Params) {
  const range = readRange(params);
  try {
    return { range, read: await readPublicStat(publicContext(), { token, spec: comparedSpec(range.spec) }) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "invalid") throw error;
    const usual = readRange({});
    return { range: usual, read: await readPublicStat(publicContext(), { token, spec: comparedSpec(usual.spec) }) };
  }
}

/** What is drawn of a public stat: the earlier range that was read along, only where it was asked for. Null for all else. */
export function shownChart(found: ReadPublic): ChartData | null {
  if (found.opens !== "stat") return null;
  const { chart } = found.read;
  const { spec } = found.range;
  const series = chart.series.map((each) => (spec.compare === null ? { ...each, compare: null } : each));
  return { ...chart, spec, series };
}

function nothing(closed: string): ReadPublic {
  return { opens: "nothing", closed: closed === "paused" || closed === "expired" ? closed : "missing" };
}
