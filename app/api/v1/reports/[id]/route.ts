import { endpoints } from "@/app/api/v1/endpoints";
import { deleteReport } from "@/lib/interactors/reports/delete-report";
import { getReport } from "@/lib/interactors/reports/get-report";
import { updateReport } from "@/lib/interactors/reports/update-report";
import { readBody } from "@/lib/presenters/http/read-request";
import { presentReport } from "@/lib/presenters/http/report-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, _, { id }) => Response.json(presentReport(await getReport(ctx, { id }))),
  PATCH: async (ctx, request, { id }) => {
    return Response.json(presentReport(await updateReport(ctx, { ...(await readBody(request)), id })));
  },
  DELETE: async (ctx, _, { id }) => {
    await deleteReport(ctx, { id });
    return new Response(null, { status: 204 });
  },
});
