import { endpoints } from "@/app/api/v1/endpoints";
import { addEzAlias } from "@/lib/interactors/keys/add-ez-alias";
import { createKey } from "@/lib/interactors/keys/create-key";
import { listKeys } from "@/lib/interactors/keys/list-keys";
import { presentKey, presentNewKey } from "@/lib/presenters/http/answers";
import { readBody, readQuery } from "@/lib/presenters/http/read-request";

type Body = Parameters<typeof createKey>[1] | Parameters<typeof addEzAlias>[1];

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const { data, next } = await listKeys(ctx, readQuery(request, { numbers: ["limit"] }));
    return Response.json({ data: data.map(presentKey), next });
  },
  POST: async (ctx, request) => {
    const body = await readBody<Body>(request);
    const answer =
      "alias" in body ? presentKey(await addEzAlias(ctx, body)) : presentNewKey(await createKey(ctx, body));
    return Response.json(answer, { status: 201 });
  },
});
