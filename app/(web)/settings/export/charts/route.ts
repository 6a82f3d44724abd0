import { endpoints } from "@/app/api/v1/endpoints";
import { exportCharts } from "@/lib/interactors/team/export-charts";
import { chartsFile } from "@/lib/presenters/http/charts-file";

// It is written down that somebody took them, and a GET writes nothing.
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx) => chartsFile(await exportCharts(ctx)),
});
