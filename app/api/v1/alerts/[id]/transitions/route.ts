import { endpoints } from "@/app/api/v1/endpoints";
import { listTransitions } from "@/lib/interactors/alerts/list-transitions";
import { presentTransition } from "@/lib/presenters/http/alert-answers";
import { readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request, { id }) => {
    const { stat_id: statId, ...rest } = readQuery<{ stat_id?: string }>(request, { numbers: ["limit"] });
    const { data, next } = await listTransitions(ctx, { ...rest, statId, id });
    return Response.json({ data: data.map(presentTransition), next });
  },
});
