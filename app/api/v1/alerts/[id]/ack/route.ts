import { endpoints } from "@/app/api/v1/endpoints";
import { acknowledgeAlert } from "@/lib/interactors/alerts/acknowledge-alert";
import { presentAlert } from "@/lib/presenters/http/alert-answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, request, { id }) => {
    // Without a type there is no body: everything that rings is meant then.
    const body = request.headers.has("content-type") ? await readBody(request) : {};
    const alert = await acknowledgeAlert(ctx, { ...body, id });
    return Response.json(presentAlert(alert, ctx.clock.now()));
  },
});
