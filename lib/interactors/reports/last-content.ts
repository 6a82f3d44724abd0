import type { Context } from "@/lib/context";
import type { Report, ReportContent } from "@/lib/domain/report";
import { composeReport } from "@/lib/domain/report-content";
import { lastPeriod } from "@/lib/domain/report-schedule";
import { readReportFacts } from "./read-report-facts";

/** What a report would tell now: of the last whole period. */
export async function lastContent(
  ctx: Context,
  report: Report,
): Promise<{ content: ReportContent; fromAt: Date; toAt: Date }> {
  const { from, to } = lastPeriod(report.schedule, Math.floor(ctx.clock.now().getTime() / 1_000));
  const period = { fromAt: new Date(from * 1_000), toAt: new Date(to * 1_000) };
  return { content: composeReport(await readReportFacts(ctx, report, period), report.subject), ...period };
}
