import type { StoryLine } from "@/lib/presenters/view/alert-story";
import { StateDot } from "./alert-state";

/** What happened, in order: when, what, and why. */
export function Story({ lines, label }: { lines: StoryLine[]; label: string }) {
  return (
    <ol aria-label={label} className="grid gap-0">
      {lines.map((line) => (
        <li
          key={line.key}
          className="grid gap-x-6 border-b border-hairline py-2.5 sm:grid-cols-[11.5rem_minmax(0,1fr)]"
        >
          <time dateTime={line.iso} className="text-small text-muted figures">
            {line.when}
          </time>
          <div className="min-w-0">
            <p className="flex items-baseline gap-2 wrap-anywhere">
              {line.state !== null && <StateDot state={line.state} />}
              <span className={line.state === null ? "" : "font-medium"}>{line.what}</span>
            </p>
            {line.detail !== "" && <p className="text-small text-muted wrap-anywhere">{line.detail}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
