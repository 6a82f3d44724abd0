import { endpoints } from "@/app/api/v1/endpoints";
import { changeCard } from "@/lib/interactors/dashboards/change-card";
import { removeCard } from "@/lib/interactors/dashboards/remove-card";
import { presentCard } from "@/lib/presenters/http/dashboard-answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  PATCH: async (ctx, request, { id }) => {
    const { card } = await changeCard(ctx, { ...(await readBody(request)), id });
    return Response.json(presentCard(card));
  },
  DELETE: async (ctx, _, { id }) => {
    await removeCard(ctx, { id });
    return new Response(null, { status: 204 });
  },
});
