import { endpoints } from "@/app/api/v1/endpoints";
import { muteAlert } from "@/lib/interactors/alerts/mute-alert";
import { unmuteAlert } from "@/lib/interactors/alerts/unmute-alert";
import { presentAlert } from "@/lib/presenters/http/alert-answers";
import { readBody, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, request, { id }) => {
    const alert = await muteAlert(ctx, { ...(await readBody(request)), id });
    return Response.json(presentAlert(alert, ctx.clock.now()));
  },
  DELETE: async (ctx, request, { id }) => {
    const { stat_id: statId, ...rest } = readQuery<{ stat_id?: string }>(request);
    const alert = await unmuteAlert(ctx, { ...rest, statId, id });
    return Response.json(presentAlert(alert, ctx.clock.now()));
  },
});
