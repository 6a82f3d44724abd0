import { endpoints } from "@/app/api/v1/endpoints";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { presentStat } from "@/lib/presenters/http/answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, request, { id }) => {
    const stat = await mergeStat(ctx, { ...(await readBody(request)), id });
    return Response.json(presentStat(stat));
  },
});
