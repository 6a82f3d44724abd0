import { endpoints } from "@/app/api/v1/endpoints";
import { listShares } from "@/lib/interactors/shares/list-shares";
import { shareStat } from "@/lib/interactors/shares/share-stat";
import { readBody, readQuery } from "@/lib/presenters/http/read-request";
import { presentShare } from "@/lib/presenters/http/share-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const { stat_id: statId, ...rest } = readQuery<{ stat_id?: string }>(request, { numbers: ["limit"] });
    const { data, next } = await listShares(ctx, { ...rest, statId });
    return Response.json({ data: data.map(presentShare), next });
  },
  POST: async (ctx, request) => {
    const share = await shareStat(ctx, await readBody(request));
    return Response.json(presentShare(share), { status: 201 });
  },
});
