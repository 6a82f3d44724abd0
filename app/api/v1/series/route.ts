import { endpoints } from "@/app/api/v1/endpoints";
import { FILES, PICTURE_TYPES, seriesPicture } from "@/app/api/v1/picture";
import { readSeries } from "@/lib/interactors/series/read-series";
import { csvResponse } from "@/lib/presenters/csv/response";
import { manySeriesCsv } from "@/lib/presenters/csv/series";
import { presentSeries } from "@/lib/presenters/http/answers";
import { renamed } from "@/lib/presenters/http/problem";
import { readFormat, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const types = { ...PICTURE_TYPES, lists: ["stats", "right"] };
    const { format, query } = readFormat(readQuery<{ stats?: string[] }>(request, types), FILES);
    const { stats = [], ...range } = query;
    if (format === "svg" || format === "png") return seriesPicture(ctx, format, { ...range, ids: stats });
    const many = await renamed({ ids: "stats" }, () => readSeries(ctx, { ...range, ids: stats }));
    if (format === "csv") return csvResponse(manySeriesCsv(many), "series");
    return Response.json({ data: many.map(presentSeries) });
  },
});
