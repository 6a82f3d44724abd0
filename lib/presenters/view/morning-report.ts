import { minuteOf } from "./moment";

/** What there is to say of somebody's first report: it is offered, or it is told when it comes. */
export type MorningReportView = { offered: true } | { offered: false; words: string };

/** Null where there is nothing to say. */
export function morningReportView({
  report,
  mayStart,
}: {
  report: { nextAt: Date | null; zone: string } | null;
  mayStart: boolean;
}): MorningReportView | null {
  if (report === null) return mayStart ? { offered: true } : null;
  const { nextAt, zone } = report;
  if (nextAt === null) return null;
  return { offered: false, words: `A report of what moved comes by mail. The next one: ${minuteOf(nextAt, zone)}.` };
}
