import { endpoints } from "@/app/api/v1/endpoints";
import { replayDelivery } from "@/lib/interactors/deliveries/replay-delivery";
import { presentDelivery } from "@/lib/presenters/http/channel-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, _, { id }) => Response.json(presentDelivery(await replayDelivery(ctx, { id }))),
});
