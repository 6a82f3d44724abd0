import { endpoints } from "@/app/api/v1/endpoints";
import { readHistogram } from "@/lib/interactors/series/read-histogram";
import { presentHistogram } from "@/lib/presenters/http/answers";
import { readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request, { id }) => {
    const query = readQuery(request, { numbers: ["buckets"] });
    return Response.json(presentHistogram(await readHistogram(ctx, { ...query, id })));
  },
});
