import { endpoints } from "@/app/api/v1/endpoints";
import { rotateKey } from "@/lib/interactors/keys/rotate-key";
import { presentNewKey } from "@/lib/presenters/http/answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, request, { id }) => {
    // Without a type there is no body: the overlap is the usual one then.
    const body = request.headers.has("content-type") ? await readBody(request) : {};
    const key = await rotateKey(ctx, { ...body, id });
    return Response.json(presentNewKey(key), { status: 201 });
  },
});
