import { endpoints } from "@/app/api/v1/endpoints";
import { restoreStat } from "@/lib/interactors/stats/restore-stat";
import { presentStat } from "@/lib/presenters/http/answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, _, { id }) => Response.json(presentStat(await restoreStat(ctx, { id }))),
});
