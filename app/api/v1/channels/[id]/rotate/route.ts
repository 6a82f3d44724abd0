import { endpoints } from "@/app/api/v1/endpoints";
import { rotateSecret } from "@/lib/interactors/channels/rotate-secret";
import { presentNewChannel } from "@/lib/presenters/http/channel-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, _, { id }) => Response.json(presentNewChannel(await rotateSecret(ctx, { id }))),
});
