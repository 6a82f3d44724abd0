import { endpoints } from "@/app/api/v1/endpoints";
import { pauseAlert } from "@/lib/interactors/alerts/pause-alert";
import { presentAlert } from "@/lib/presenters/http/alert-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, _, { id }) => Response.json(presentAlert(await pauseAlert(ctx, { id }), ctx.clock.now())),
});
