import { endpoints } from "@/app/api/v1/endpoints";
import { exportAuditEvents } from "@/lib/interactors/audit-log/export-audit-events";
import { listAuditEvents } from "@/lib/interactors/audit-log/list-audit-events";
import { auditCsv } from "@/lib/presenters/csv/audit";
import { csvStream } from "@/lib/presenters/csv/response";
import { presentAuditEvent } from "@/lib/presenters/http/audit-answers";
import { readFormat, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const { format, query } = readFormat(readQuery(request, { numbers: ["limit"] }));
    if (format === "csv") return csvStream(auditCsv(await exportAuditEvents(ctx, query)), "log");
    const { data, next } = await listAuditEvents(ctx, query);
    return Response.json({ data: data.map(presentAuditEvent), next });
  },
});
