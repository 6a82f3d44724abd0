import { API_OPTIONS, callApi } from "./api";
import { UsageError, words } from "./usage";

const USAGE = `usage: statnest reports
       statnest reports send REPORT_ID`;

interface ReportLine {
  id: string;
  name: string;
  cadence: string;
  next_at: string | null;
  recipients: string[];
}

/** `statnest reports`: what is sent to whom and when, and sending one now. */
export async function reports(args: string[]): Promise<string> {
  const { values, positionals } = words(args, API_OPTIONS, USAGE);
  const [name = "list", id, ...rest] = positionals;
  if (name === "list" && id === undefined) return list(values);
  if (name === "send" && id !== undefined && rest.length === 0) return send(values, id);
  throw new UsageError(USAGE);
}

type Where = Parameters<typeof callApi>[0];

async function list(where: Where): Promise<string> {
  const lines: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = new URLSearchParams({ limit: "500", ...(cursor && { cursor }) });
    const page: { data: ReportLine[]; next: string | null } = await callApi(where, `/api/v1/reports?${query}`);
    lines.push(...page.data.map(reportLine));
    cursor = page.next;
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** A line a report: id, cadence, when it is sent next, name, and its addresses. */
function reportLine({ id, cadence, next_at: next, name, recipients }: ReportLine): string {
  return [id, cadence, next ?? "paused", name, recipients.join(", ")].join("\t");
}

async function send(where: Where, id: string): Promise<string> {
  const path = `/api/v1/reports/${encodeURIComponent(id)}/send`;
  const { turn, mails } = await callApi<{ turn: string; mails: number }>(where, path, {});
  return `${turn}\t${mails} ${mails === 1 ? "mail" : "mails"}\n`;
}
