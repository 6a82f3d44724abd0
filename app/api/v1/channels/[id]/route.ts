import { endpoints } from "@/app/api/v1/endpoints";
import { deleteChannel } from "@/lib/interactors/channels/delete-channel";
import { getChannel } from "@/lib/interactors/channels/get-channel";
import { updateChannel } from "@/lib/interactors/channels/update-channel";
import { presentChannel } from "@/lib/presenters/http/channel-answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, _, { id }) => Response.json(presentChannel(await getChannel(ctx, { id }))),
  PATCH: async (ctx, request, { id }) => {
    const channel = await updateChannel(ctx, { ...(await readBody(request)), id });
    return Response.json(presentChannel(channel));
  },
  DELETE: async (ctx, _, { id }) => {
    await deleteChannel(ctx, { id });
    return new Response(null, { status: 204 });
  },
});
