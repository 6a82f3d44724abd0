import { endpoints } from "@/app/api/v1/endpoints";
import { revokeKey } from "@/lib/interactors/keys/revoke-key";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  DELETE: async (ctx, _, { id }) => {
    await revokeKey(ctx, { id });
    return new Response(null, { status: 204 });
  },
});
