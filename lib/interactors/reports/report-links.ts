import type { ReportLinks } from "@/lib/domain/letter";
import type { ReportContent } from "@/lib/domain/report";
import { heroOf } from "@/lib/domain/report-spark";
import { wallClock } from "@/lib/domain/time";
import { baseUrl } from "@/lib/env";
import { unsubscribeToken } from "./recipient-token";

/** Where the mail of a report to one recipient leads. */
export function reportLinks(content: ReportContent, recipientId: string): ReportLinks {
  const token = unsubscribeToken(recipientId);
  return {
    open: periodLink(content),
    unsubscribe: `${baseUrl()}/reports/unsubscribe?token=${token}`,
    oneClick: `${baseUrl()}/reports/unsubscribe/one-click?token=${token}`,
  };
}

/** Where a report leads that went to nobody's list: it is ended on its own page. */
export function ownLinks(content: ReportContent, publicId: string): ReportLinks {
  return { open: periodLink(content), unsubscribe: `${baseUrl()}/reports/${publicId}` };
}

/** The stat that a report begins with, over its days and compared with those before; all stats when it has no numbers. */
function periodLink(content: ReportContent): string {
  const hero = heroOf(content);
  if (hero === null) return `${baseUrl()}/stats`;
  const { from, to, zone } = content.period;
  const dates = `from=${dateOf(from, zone)}&to=${dateOf(to, zone)}`;
  return `${baseUrl()}/stats/${hero.stat.id}?${dates}&tz=${encodeURIComponent(zone)}&compare=1`;
}

function dateOf(moment: number, zone: string): string {
  const { year, month, day } = wallClock(moment, zone);
  return [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
}
