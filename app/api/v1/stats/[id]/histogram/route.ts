import { endpoints } from "@/app/api/v1/endpoints";
import { histogramPicture, PICTURE_TYPES, PICTURES } from "@/app/api/v1/picture";
import { readHistogram } from "@/lib/interactors/series/read-histogram";
import { presentHistogram } from "@/lib/presenters/http/answers";
import { readFormat, readQuery } from "@/lib/presenters/http/read-request";

const TYPES = { ...PICTURE_TYPES, numbers: ["buckets", "width", "height", "dpr"] };

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request, { id }) => {
    const { format, query } = readFormat(readQuery(request, TYPES), PICTURES);
    if (format !== "json") return histogramPicture(ctx, format, { ...query, id });
    return Response.json(presentHistogram(await readHistogram(ctx, { ...query, id })));
  },
});
