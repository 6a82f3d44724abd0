import { endpoints } from "@/app/api/v1/endpoints";
import { rotateClassicKey } from "@/lib/interactors/keys/rotate-classic-key";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, _, { id }) => Response.json({ classic_key: await rotateClassicKey(ctx, { id }) }),
});
