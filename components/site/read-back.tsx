import { CopyLine } from "@/components/ui/copy-line";
import { FIRST_MONDAY, SEATTLE } from "@/lib/presenters/view/weather-2014";

const WEEK = 7 * 86_400;

/** A question to the API and the beginning of its answer: the first weeks of the chart above. */
export function ReadBack({ origin }: { origin: string }) {
  const ask = `curl -H "Authorization: Bearer YOUR_READ_KEY" "${origin}/api/v1/stats/ID/series?step=1w"`;
  return (
    <div className="grid gap-3">
      <CopyLine text={ask} label="Read a series" />
      <pre className="rounded border border-hairline bg-card px-4 py-3 font-mono text-small wrap-anywhere whitespace-pre-wrap text-muted">
        <code>{answer()}</code>
      </pre>
    </div>
  );
}

function answer(): string {
  const points = SEATTLE.slice(0, 3).map((v, week) => `    {"t": ${FIRST_MONDAY + week * WEEK}, "n": 7, "v": ${v}, …}`);
  return `{\n  "stat": {"name": "Seattle high", "kind": "value", "unit": "°C", …},\n  "step": "1w",\n  "points": [\n${points.join(",\n")}, …\n  ]\n}`;
}
