import { endpoints } from "@/app/api/v1/endpoints";
import { createKey } from "@/lib/interactors/keys/create-key";
import { listKeys } from "@/lib/interactors/keys/list-keys";
import { presentKey, presentNewKey } from "@/lib/presenters/http/answers";
import { readBody, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const { data, next } = await listKeys(ctx, readQuery(request, { numbers: ["limit"] }));
    return Response.json({ data: data.map(presentKey), next });
  },
  POST: async (ctx, request) => {
    const key = await createKey(ctx, await readBody(request));
    return Response.json(presentNewKey(key), { status: 201 });
  },
});
