import { endpoints } from "@/app/api/v1/endpoints";
import { listDeliveries } from "@/lib/interactors/deliveries/list-deliveries";
import { presentDelivery } from "@/lib/presenters/http/channel-answers";
import { readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request, { id: channelId }) => {
    const { data, next } = await listDeliveries(ctx, { ...readQuery(request, { numbers: ["limit"] }), channelId });
    return Response.json({ data: data.map(presentDelivery), next });
  },
});
