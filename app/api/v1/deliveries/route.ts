import { endpoints } from "@/app/api/v1/endpoints";
import { listDeliveries } from "@/lib/interactors/deliveries/list-deliveries";
import { presentDelivery } from "@/lib/presenters/http/channel-answers";
import { readQuery } from "@/lib/presenters/http/read-request";

type Query = Record<"channel_id" | "alert_id" | "incident_id", string | undefined>;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const query = readQuery<Query>(request, { numbers: ["limit"] });
    const { channel_id: channelId, alert_id: alertId, incident_id: incidentId, ...rest } = query;
    const { data, next } = await listDeliveries(ctx, { ...rest, channelId, alertId, incidentId });
    return Response.json({ data: data.map(presentDelivery), next });
  },
});
