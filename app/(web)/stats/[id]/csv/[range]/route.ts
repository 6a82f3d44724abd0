import { endpoints } from "@/app/api/v1/endpoints";
import type { Context } from "@/lib/context";
import type { Series } from "@/lib/domain/series";
import { Refusal } from "@/lib/errors";
import { readChart } from "@/lib/interactors/charts/read-chart";
import { readPublicStat } from "@/lib/interactors/links/read-public-stat";
import { NO_SUCH_STAT } from "@/lib/interactors/stats/find-stat";
import { classicCsv } from "@/lib/presenters/csv/classic";
import { csvResponse } from "@/lib/presenters/csv/response";
import { answerOf, respond } from "@/lib/presenters/embed/answer";

const RANGES = ["hour", "day", "week", "month"] as const;
type Range = (typeof RANGES)[number];

/** StatHat's CSV of a stat: of a public one for everybody, of any for its team. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request, { id }) => {
    const range = RANGES.find((name) => new URL(request.url).pathname.endsWith(`/${name}`));
    if (range === undefined) throw new Refusal("not_found", `there is a CSV of the last ${RANGES.join(", ")}`);
    const shown = await readPublicStat(ctx, { statId: id, spec: { range: { preset: range } } });
    if (shown.closed !== null) return csvResponse(classicCsv(await ownSeries(ctx, id, range)), id);
    const series = shown.chart.series[0] ?? { points: [] };
    const more = { "Content-Disposition": `attachment; filename="${shown.stat.id}.csv"` };
    return respond(request, answerOf("csv", classicCsv(series), { origins: [] }, { more }));
  },
});

async function ownSeries(ctx: Context, id: string, range: Range): Promise<Pick<Series, "points">> {
  // Whoever is nobody is told no more than that of a stat that never was.
  if (ctx.actor.kind === "anonymous") throw new Refusal("not_found", NO_SUCH_STAT);
  const { series } = await readChart(ctx, { stats: [{ id }], spec: { range: { preset: range } } });
  return series[0] ?? { points: [] };
}
