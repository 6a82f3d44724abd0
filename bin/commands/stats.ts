import { displayNumber } from "@/lib/domain/number";
import { API_OPTIONS, callApi } from "./api";
import { words } from "./usage";

interface StatsPage {
  data: { id: string; name: string; kind: string; unit: string; last_value: number | null; last_at: string | null }[];
  next: string | null;
}

/** `statnest stats [TEXT]`: a line a stat: id, kind, last value, last seen, name. */
export async function stats(args: string[]): Promise<string> {
  const { values, positionals } = words(args, API_OPTIONS);
  const lines: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = new URLSearchParams({
      limit: "500",
      ...(positionals[0] && { q: positionals[0] }),
      ...(cursor && { cursor }),
    });
    const page: StatsPage = await callApi(values, `/api/v1/stats?${query}`);
    for (const stat of page.data) {
      const value = stat.last_value === null ? "no data" : `${displayNumber(stat.last_value)} ${stat.unit}`.trim();
      lines.push([stat.id, stat.kind, value, stat.last_at ?? "never", stat.name].join("\t"));
    }
    cursor = page.next;
  }
  return lines.map((line) => `${line}\n`).join("");
}
