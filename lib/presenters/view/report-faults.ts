import { type Fault, Refusal } from "@/lib/errors";
import type { ReportDraft } from "./report-draft";
import { typedAddresses } from "./typed-addresses";

/** What is refused of a report is said beside the field that it was typed in, and of an address which it is. */
export async function underReportFields<T>(draft: ReportDraft, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const faults = error.more.faults?.map((fault) => underField(fault, draft));
    throw new Refusal(error.code, error.detail, { ...error.more, faults });
  }
}

function underField({ pointer, detail }: Fault, { about, recipients }: ReportDraft): Fault {
  const [, field, index] = pointer.split("/");
  if (field === "subject")
    return { pointer: about === "tags" ? "#/tags" : about === "stats" ? "#/stats" : "#/about", detail };
  if (field !== "recipients" || index === undefined) return { pointer, detail };
  const typed = typedAddresses(recipients)[Number(index)];
  return { pointer: "#/recipients", detail: typed === undefined ? detail : `“${typed}” ${detail}.` };
}

const LABELS: Record<string, string> = {
  cadence: "How often",
  at: "The time",
  weekday: "The weekday",
  day: "The day",
  tz: "The time zone",
};

/** What is wrong with a schedule, in sentences; the detail where no part of it is named. */
export function scheduleFaults(faults: Fault[], detail: string): string[] {
  const said = faults.flatMap((fault) => {
    const label = LABELS[fault.pointer.split("/")[1] ?? ""];
    return label === undefined ? [] : [`${label} ${fault.detail}.`];
  });
  return said.length > 0 ? said : [`${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`];
}
