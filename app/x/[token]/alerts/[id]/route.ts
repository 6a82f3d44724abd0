import { tokenEndpoints } from "@/app/x/stathat-endpoints";
import { deleteManualAlert } from "@/lib/interactors/alerts/delete-manual-alert";
import { getManualAlert } from "@/lib/interactors/alerts/get-manual-alert";
import { presentStathatAlert } from "@/lib/presenters/http/stathat-alert";

export const { GET, DELETE } = tokenEndpoints({
  GET: async (ctx, _, { id }) => Response.json(presentStathatAlert(await getManualAlert(ctx, { id }))),
  DELETE: async (ctx, _, { id }) => {
    await deleteManualAlert(ctx, { id });
    return Response.json({ msg: "alert deleted." });
  },
});
