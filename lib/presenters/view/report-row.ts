import type { Report, ReportRecipient } from "@/lib/domain/report";
import { type MomentView, momentView } from "./moment";
import { type RecipientRow, recipientRow } from "./recipient-row";
import { cadenceWords, shortSubjectWords } from "./report-words";

interface ShownReport extends Report {
  recipients: (ReportRecipient & { silent: boolean })[];
}

/** A report in the list. */
export interface ReportRow {
  id: string;
  href: string;
  name: string;
  /** "Every day at 08:00, Europe/Berlin". */
  cadence: string;
  /** "what moved most". */
  about: string;
  /** "ada@example.com and 2 others"; what is said of nobody where nobody gets it. */
  told: string;
  /** Who is on the list and does not get it: "1 has not agreed yet"; empty when all do. */
  missing: string;
  paused: boolean;
  /** Null while it is paused. */
  next: MomentView | null;
  /** Null before the first time. */
  sent: MomentView | null;
}

export function reportRow(report: ShownReport, { sent, now }: { sent: Date | null; now: Date }): ReportRow {
  const { publicId, name, schedule, subject, nextAt } = report;
  const recipients = report.recipients.map(recipientRow);
  const { zone } = schedule;
  const cadence = cadenceWords(schedule);
  return {
    id: publicId,
    href: `/reports/${publicId}`,
    name,
    cadence: `${cadence.charAt(0).toUpperCase()}${cadence.slice(1)}`,
    about: shortSubjectWords(subject),
    told: toldWords(recipients),
    missing: missingWords(recipients),
    paused: nextAt === null,
    next: nextAt === null ? null : momentView(nextAt, now, zone),
    sent: sent === null ? null : momentView(sent, now, zone),
  };
}

/** Who gets a report: "ada@example.com", "ada@example.com and bob@example.com", "ada@example.com and 3 others". */
function toldWords(recipients: RecipientRow[]): string {
  const [first, second, ...others] = recipients.filter(({ state }) => state === "receives");
  if (first === undefined) return "nobody";
  if (second === undefined) return first.address;
  return `${first.address} and ${others.length === 0 ? second.address : `${others.length + 1} others`}`;
}

function missingWords(recipients: RecipientRow[]): string {
  const count = (state: RecipientRow["state"]) => recipients.filter((each) => each.state === state).length;
  const [asked, gone, silent] = [count("asked"), count("unsubscribed"), count("silent")];
  return [
    asked > 0 && `${asked} ${asked === 1 ? "has" : "have"} not agreed yet`,
    gone > 0 && `${gone} unsubscribed`,
    silent > 0 && `mail to ${silent} comes back`,
  ]
    .filter((words) => words !== false)
    .join(", ");
}
