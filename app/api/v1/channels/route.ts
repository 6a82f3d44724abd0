import { endpoints } from "@/app/api/v1/endpoints";
import { createChannel } from "@/lib/interactors/channels/create-channel";
import { listChannels } from "@/lib/interactors/channels/list-channels";
import { presentChannel, presentNewChannel } from "@/lib/presenters/http/channel-answers";
import { readBody, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const { data, next } = await listChannels(ctx, readQuery(request, { numbers: ["limit"] }));
    return Response.json({ data: data.map(presentChannel), next });
  },
  POST: async (ctx, request) => {
    const channel = await createChannel(ctx, await readBody(request));
    return Response.json(presentNewChannel(channel), { status: 201 });
  },
});
