import { endpoints } from "@/app/api/v1/endpoints";
import { resumeAlert } from "@/lib/interactors/alerts/resume-alert";
import { presentAlert } from "@/lib/presenters/http/alert-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, _, { id }) => Response.json(presentAlert(await resumeAlert(ctx, { id }), ctx.clock.now())),
});
