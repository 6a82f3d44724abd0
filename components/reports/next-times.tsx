import type { NextTime } from "@/lib/presenters/view/next-times";

/** When a report is sent the next times. */
export function NextTimes({ of, zone }: { of: NextTime[]; zone: string }) {
  return (
    <div className="grid gap-2">
      <ol aria-label="The next times" className="border-t border-hairline">
        {of.map(({ iso, when, ahead }) => (
          <li key={iso} className="flex flex-wrap justify-between gap-x-6 border-b border-hairline py-2">
            <time dateTime={iso} className="figures">
              {when}
            </time>
            <span className="text-small text-muted">{ahead}</span>
          </li>
        ))}
      </ol>
      <p className="text-small text-muted">Times in {zone.replaceAll("_", " ")}.</p>
    </div>
  );
}

/** The same while what is typed makes no schedule yet. */
export function NoTimes({ faults }: { faults: string[] }) {
  return (
    <div className="rounded-small border-l-4 border-warn bg-wash px-3 py-2">
      {faults.map((fault) => (
        <p key={fault} className="wrap-anywhere">
          {fault}
        </p>
      ))}
    </div>
  );
}
