import { endpoints } from "@/app/api/v1/endpoints";
import { getStat } from "@/lib/interactors/stats/get-stat";
import { removeStat } from "@/lib/interactors/stats/remove-stat";
import { updateStat } from "@/lib/interactors/stats/update-stat";
import { presentStat } from "@/lib/presenters/http/answers";
import { readBody, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, _, { id }) => Response.json(presentStat(await getStat(ctx, { id }))),
  PATCH: async (ctx, request, { id }) => {
    const stat = await updateStat(ctx, { ...(await readBody(request)), id });
    return Response.json(presentStat(stat));
  },
  DELETE: async (ctx, request, { id }) => {
    await removeStat(ctx, { ...readQuery(request, { flags: ["permanently"] }), id });
    return new Response(null, { status: 204 });
  },
});
