import { endpoints } from "@/app/api/v1/endpoints";
import { testChannel } from "@/lib/interactors/channels/test-channel";
import { presentDelivery } from "@/lib/presenters/http/channel-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, _, { id }) => Response.json(presentDelivery(await testChannel(ctx, { id }))),
});
