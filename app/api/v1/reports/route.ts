import { endpoints } from "@/app/api/v1/endpoints";
import { createReport } from "@/lib/interactors/reports/create-report";
import { listReports } from "@/lib/interactors/reports/list-reports";
import { readBody, readQuery } from "@/lib/presenters/http/read-request";
import { presentReport } from "@/lib/presenters/http/report-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const { data, next } = await listReports(ctx, readQuery(request, { numbers: ["limit"] }));
    return Response.json({ data: data.map(presentReport), next });
  },
  POST: async (ctx, request) => {
    const report = await createReport(ctx, await readBody(request));
    const headers = { Location: `/api/v1/reports/${report.publicId}` };
    return Response.json(presentReport(report), { status: 201, headers });
  },
});
