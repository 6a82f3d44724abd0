import { TimeAgo } from "@/components/ui/time-ago";
import type { TurnRow } from "@/lib/presenters/view/turn-row";

const TONES: Record<TurnRow["state"], string> = { handed: "text-good", due: "text-warn", skipped: "text-muted" };

/** What was sent of a report to whom, the latest first. */
export function TurnList({ rows }: { rows: TurnRow[] }) {
  return (
    <ul aria-label="History" className="border-t border-hairline">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-1 border-b border-hairline py-3">
          <p className="flex flex-wrap items-baseline justify-between gap-x-6">
            <span className="min-w-0 font-medium wrap-anywhere">{row.subject === "" ? "No mail" : row.subject}</span>
            <time dateTime={row.iso} className="figures text-small text-muted">
              {row.when}
            </time>
          </p>
          <p className="text-small text-muted wrap-anywhere">
            <span className={`font-medium ${TONES[row.state]}`}>{row.word}</span>
            {row.how !== "" && ` · ${row.how}`}
            {row.outcome !== "" && (
              <span className={row.failed ? "text-bad" : undefined}>
                {" · "}
                {row.outcome}
              </span>
            )}
          </p>
          {row.copies.length > 0 && <Copies of={row} />}
        </li>
      ))}
    </ul>
  );
}

function Copies({ of: { when, copies, failed } }: { of: TurnRow }) {
  return (
    <details open={failed} className="group">
      <summary
        aria-label={`To whom, ${when}`}
        className="inline-flex min-h-8 items-center rounded-small text-small font-medium text-accent underline underline-offset-3"
      >
        To whom
      </summary>
      <ul aria-label={`To whom it went, ${when}`} className="mt-1 grid gap-1.5 text-small">
        {copies.map(({ address, state, word, sent, problem }) => (
          <li key={address} className="wrap-anywhere">
            {address}{" "}
            <span className={state === "failed" ? "text-bad" : "text-muted"}>
              · {word}
              {sent !== null && (
                <>
                  {" "}
                  <TimeAgo at={sent} />
                </>
              )}
            </span>
            {problem !== "" && <span className="block text-muted">{problem}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
