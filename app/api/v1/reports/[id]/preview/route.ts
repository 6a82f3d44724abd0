import { endpoints } from "@/app/api/v1/endpoints";
import { previewReport } from "@/lib/interactors/reports/preview-report";
import { mailPage } from "@/lib/presenters/http/mail-page";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, _, { id }) => mailPage((await previewReport(ctx, { id })).html),
});
