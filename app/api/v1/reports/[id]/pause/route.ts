import { endpoints } from "@/app/api/v1/endpoints";
import { pauseReport } from "@/lib/interactors/reports/pause-report";
import { presentReport } from "@/lib/presenters/http/report-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, _, { id }) => Response.json(presentReport(await pauseReport(ctx, { id }))),
});
