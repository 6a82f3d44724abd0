import { endpoints } from "@/app/api/v1/endpoints";
import { endShare } from "@/lib/interactors/shares/end-share";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  DELETE: async (ctx, _, { id }) => {
    await endShare(ctx, { id });
    return new Response(null, { status: 204 });
  },
});
