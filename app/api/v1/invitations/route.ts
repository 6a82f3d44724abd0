import { endpoints } from "@/app/api/v1/endpoints";
import { invite } from "@/lib/interactors/people/invite";
import { listInvitations } from "@/lib/interactors/people/list-invitations";
import { presentInvitation } from "@/lib/presenters/http/people-answers";
import { readBody, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const { data, next } = await listInvitations(ctx, readQuery(request, { numbers: ["limit"] }));
    return Response.json({ data: data.map(presentInvitation), next });
  },
  POST: async (ctx, request) => {
    const invitation = await invite(ctx, await readBody(request));
    return Response.json(presentInvitation(invitation), { status: 201 });
  },
});
