import { endpoints } from "@/app/api/v1/endpoints";
import { createAlert } from "@/lib/interactors/alerts/create-alert";
import { listAlerts } from "@/lib/interactors/alerts/list-alerts";
import { presentAlert } from "@/lib/presenters/http/alert-answers";
import { readBody, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const { stat_id: statId, ...rest } = readQuery<{ stat_id?: string }>(request, { numbers: ["limit"] });
    const { data, next } = await listAlerts(ctx, { ...rest, statId });
    return Response.json({ data: data.map((alert) => presentAlert(alert, ctx.clock.now())), next });
  },
  POST: async (ctx, request) => {
    const alert = await createAlert(ctx, await readBody(request));
    const headers = { Location: `/api/v1/alerts/${alert.publicId}` };
    return Response.json(presentAlert(alert, ctx.clock.now()), { status: 201, headers });
  },
});
