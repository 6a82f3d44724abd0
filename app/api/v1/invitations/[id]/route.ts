import { endpoints } from "@/app/api/v1/endpoints";
import { revokeInvitation } from "@/lib/interactors/people/revoke-invitation";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  DELETE: async (ctx, _, { id }) => {
    await revokeInvitation(ctx, { id });
    return new Response(null, { status: 204 });
  },
});
