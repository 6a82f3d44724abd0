import { endpoints } from "@/app/api/v1/endpoints";
import { createDashboard } from "@/lib/interactors/dashboards/create-dashboard";
import { listDashboards } from "@/lib/interactors/dashboards/list-dashboards";
import { presentDashboard, presentListedDashboard } from "@/lib/presenters/http/dashboard-answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx) => {
    const dashboards = await listDashboards(ctx);
    return Response.json({ data: dashboards.map(presentListedDashboard), next: null });
  },
  POST: async (ctx, request) => {
    const dashboard = await createDashboard(ctx, await readBody(request));
    return Response.json(presentDashboard(dashboard), { status: 201 });
  },
});
