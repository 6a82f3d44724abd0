import { endpoints } from "@/app/api/v1/endpoints";
import { deleteDashboard } from "@/lib/interactors/dashboards/delete-dashboard";
import { getDashboard } from "@/lib/interactors/dashboards/get-dashboard";
import { renameDashboard } from "@/lib/interactors/dashboards/rename-dashboard";
import { presentDashboard, presentFullDashboard } from "@/lib/presenters/http/dashboard-answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, _, { id }) => Response.json(presentFullDashboard(await getDashboard(ctx, { id }))),
  PATCH: async (ctx, request, { id }) => {
    const dashboard = await renameDashboard(ctx, { ...(await readBody<{ name: string }>(request)), id });
    return Response.json(presentDashboard(dashboard));
  },
  DELETE: async (ctx, _, { id }) => {
    await deleteDashboard(ctx, { id });
    return new Response(null, { status: 204 });
  },
});
