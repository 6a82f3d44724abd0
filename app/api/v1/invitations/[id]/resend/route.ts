import { endpoints } from "@/app/api/v1/endpoints";
import { resendInvitation } from "@/lib/interactors/people/resend-invitation";
import { presentInvitation } from "@/lib/presenters/http/people-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, _, { id }) => Response.json(presentInvitation(await resendInvitation(ctx, { id }))),
});
