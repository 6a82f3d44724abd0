import { endpoints } from "@/app/api/v1/endpoints";
import { sendReportNow } from "@/lib/interactors/reports/send-report-now";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, request, { id }) => {
    // Without a type there is no body: everybody is meant then.
    const body = request.headers.has("content-type") ? await readBody(request) : {};
    return Response.json(await sendReportNow(ctx, { ...body, id }), { status: 202 });
  },
});
