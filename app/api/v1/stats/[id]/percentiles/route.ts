import { endpoints } from "@/app/api/v1/endpoints";
import { readPercentiles } from "@/lib/interactors/series/read-percentiles";
import { presentPercentiles } from "@/lib/presenters/http/answers";
import { readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request, { id }) => {
    const query = readQuery(request, { numberLists: ["p"] });
    return Response.json(presentPercentiles(await readPercentiles(ctx, { ...query, id })));
  },
});
