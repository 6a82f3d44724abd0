import { endpoints } from "@/app/api/v1/endpoints";
import { readSeries } from "@/lib/interactors/series/read-series";
import { csvResponse } from "@/lib/presenters/csv/response";
import { manySeriesCsv } from "@/lib/presenters/csv/series";
import { presentSeries } from "@/lib/presenters/http/answers";
import { renamed } from "@/lib/presenters/http/problem";
import { readFormat, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const { format, query } = readFormat(readQuery<{ stats?: string[] }>(request, { lists: ["stats"] }));
    const { stats = [], ...range } = query;
    const many = await renamed({ ids: "stats" }, () => readSeries(ctx, { ...range, ids: stats }));
    if (format === "csv") return csvResponse(manySeriesCsv(many), "series");
    return Response.json({ data: many.map(presentSeries) });
  },
});
