import { endpoints } from "@/app/api/v1/endpoints";
import { listMembers } from "@/lib/interactors/people/list-members";
import { presentMember } from "@/lib/presenters/http/people-answers";
import { readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const { data, next } = await listMembers(ctx, readQuery(request, { numbers: ["limit"] }));
    return Response.json({ data: data.map(presentMember), next });
  },
});
