import { endpoints } from "@/app/api/v1/endpoints";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { listStats } from "@/lib/interactors/stats/list-stats";
import { presentStat } from "@/lib/presenters/http/answers";
import { readBody, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const { data, next } = await listStats(
      ctx,
      readQuery(request, { numbers: ["limit"], flags: ["favourite", "shared", "trash"] }),
    );
    return Response.json({ data: data.map(presentStat), next });
  },
  POST: async (ctx, request) => {
    const stat = await createStat(ctx, await readBody(request));
    return Response.json(presentStat(stat), { status: 201, headers: { Location: `/api/v1/stats/${stat.id}` } });
  },
});
