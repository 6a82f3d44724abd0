import { endpoints } from "@/app/api/v1/endpoints";
import { FILES, PICTURE_TYPES, seriesPicture } from "@/app/api/v1/picture";
import { readStatSeries } from "@/lib/interactors/series/read-series";
import { csvResponse } from "@/lib/presenters/csv/response";
import { seriesCsv } from "@/lib/presenters/csv/series";
import { presentSeries } from "@/lib/presenters/http/answers";
import { readFormat, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request, { id }) => {
    const { format, query } = readFormat(readQuery(request, PICTURE_TYPES), FILES);
    if (format === "svg" || format === "png") return seriesPicture(ctx, format, { ...query, ids: [id] });
    const series = await readStatSeries(ctx, { ...query, id });
    return format === "csv" ? csvResponse(seriesCsv(series), series.stat.id) : Response.json(presentSeries(series));
  },
});
