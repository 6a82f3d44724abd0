import { tokenEndpoints } from "@/app/x/stathat-endpoints";
import { createManualAlert } from "@/lib/interactors/alerts/create-manual-alert";
import { listManualAlerts } from "@/lib/interactors/alerts/list-manual-alerts";
import { readFormOrBody } from "@/lib/presenters/http/read-request";
import { presentStathatAlert } from "@/lib/presenters/http/stathat-alert";

/** StatHat's alerts, for whoever holds an access token. */
export const { GET, POST } = tokenEndpoints({
  GET: async (ctx) => Response.json((await listManualAlerts(ctx)).map(presentStathatAlert)),
  POST: async (ctx, request) => {
    return Response.json(presentStathatAlert(await createManualAlert(ctx, await readFormOrBody(request))));
  },
});
