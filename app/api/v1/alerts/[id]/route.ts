import { endpoints } from "@/app/api/v1/endpoints";
import { deleteAlert } from "@/lib/interactors/alerts/delete-alert";
import { getAlert } from "@/lib/interactors/alerts/get-alert";
import { updateAlert } from "@/lib/interactors/alerts/update-alert";
import { presentAlert } from "@/lib/presenters/http/alert-answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, _, { id }) => Response.json(presentAlert(await getAlert(ctx, { id }), ctx.clock.now())),
  PATCH: async (ctx, request, { id }) => {
    const alert = await updateAlert(ctx, { ...(await readBody(request)), id });
    return Response.json(presentAlert(alert, ctx.clock.now()));
  },
  DELETE: async (ctx, _, { id }) => {
    await deleteAlert(ctx, { id });
    return new Response(null, { status: 204 });
  },
});
