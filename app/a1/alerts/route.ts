import { basicEndpoints } from "@/app/x/stathat-endpoints";
import { createManualAlert } from "@/lib/interactors/alerts/create-manual-alert";
import { listManualAlerts } from "@/lib/interactors/alerts/list-manual-alerts";
import { readFormOrBody } from "@/lib/presenters/http/read-request";
import { presentStathatAlert } from "@/lib/presenters/http/stathat-alert";

/** StatHat's alerts as its command line asks for them. */
export const { GET, POST } = basicEndpoints({
  GET: async (ctx) => Response.json((await listManualAlerts(ctx)).map(presentStathatAlert)),
  POST: async (ctx, request) => {
    return Response.json(presentStathatAlert(await createManualAlert(ctx, await readFormOrBody(request))));
  },
});
