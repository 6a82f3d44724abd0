import { endpoints } from "@/app/api/v1/endpoints";
import { resumeReport } from "@/lib/interactors/reports/resume-report";
import { presentReport } from "@/lib/presenters/http/report-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, _, { id }) => Response.json(presentReport(await resumeReport(ctx, { id }))),
});
