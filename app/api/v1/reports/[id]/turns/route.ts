import { endpoints } from "@/app/api/v1/endpoints";
import { listTurns } from "@/lib/interactors/reports/list-turns";
import { readQuery } from "@/lib/presenters/http/read-request";
import { presentTurn } from "@/lib/presenters/http/report-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request, { id }) => {
    const { data, next } = await listTurns(ctx, { ...readQuery(request, { numbers: ["limit"] }), id });
    return Response.json({ data: data.map(presentTurn), next });
  },
});
