import { endpoints } from "@/app/api/v1/endpoints";
import type { Role } from "@/lib/domain/team";
import { changeRole } from "@/lib/interactors/people/change-role";
import { removeMember } from "@/lib/interactors/people/remove-member";
import { presentMember } from "@/lib/presenters/http/people-answers";
import { readBody, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  PATCH: async (ctx, request, { id }) => {
    const member = await changeRole(ctx, { ...(await readBody<{ role: Role }>(request)), id });
    return Response.json(presentMember(member));
  },
  DELETE: async (ctx, request, { id }) => {
    const query = readQuery<{ revoke_keys?: boolean }>(request, { flags: ["revoke_keys"] });
    const { revoke_keys: revokeKeys, ...rest } = query;
    await removeMember(ctx, { ...rest, revokeKeys, id });
    return new Response(null, { status: 204 });
  },
});
