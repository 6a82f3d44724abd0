import { StatChart } from "@/components/chart/stat-chart";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Live } from "@/components/ui/live";
import { Quantity } from "@/components/ui/quantity";
import { TimeAgo } from "@/components/ui/time-ago";
import type { FirstNumberView } from "@/lib/presenters/view/first-number";

const LOOK_EVERY_SECONDS = 4;

/** A quiet line while nothing has come, and in the same place the chart once it has. */
export function FirstNumber({ view }: { view: FirstNumberView | null }) {
  return (
    <section aria-label="Your first number" className="mt-8 rounded border border-hairline bg-card p-4 sm:p-6">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p role="status" className={view === null ? "text-muted" : "text-lead font-semibold"}>
          {view === null ? "Waiting for your first number…" : `${view.name} is here.`}
        </p>
        <Live pollSeconds={LOOK_EVERY_SECONDS} />
      </div>
      {view !== null && <Arrived view={view} />}
    </section>
  );
}

function Arrived({ view }: { view: FirstNumberView }) {
  return (
    <>
      <p className="mt-1">
        <span className="text-hero font-medium tracking-tight">
          <Quantity of={view.headline} />
        </span>{" "}
        <span className="text-muted">
          {view.label}
          {view.seen !== null && (
            <>
              , last seen <TimeAgo at={view.seen} />
            </>
          )}
        </span>
      </p>
      <div className="mt-4">
        <StatChart model={view.chart.model} svg={view.chart.svg} />
      </div>
      <p className="mt-5 flex flex-wrap gap-3">
        <Link href={view.href} className={buttonLook("primary")}>
          Open {view.name}
        </Link>
        <Link href="/stats" className={buttonLook("plain")}>
          All your stats
        </Link>
      </p>
    </>
  );
}
