import { StatChart } from "@/components/chart/stat-chart";
import { Refresh } from "@/components/ui/refresh";
import type { DrawnChart } from "@/lib/presenters/view/drawn-chart";

/** What this very server receives, by the minute; or a quiet word while it keeps no count of itself. */
export function HouseChart({ chart }: { chart: DrawnChart | null }) {
  return (
    <figure className="rounded border border-hairline bg-card p-3 sm:p-5">
      <figcaption className="mb-3 flex flex-wrap items-center justify-between gap-x-4 text-small text-muted">
        <span>Numbers received by this server, by the minute</span>
        {chart !== null && <Refresh everySeconds={10} />}
      </figcaption>
      {chart === null ? <Quiet /> : <StatChart model={chart.model} svg={chart.svg} />}
    </figure>
  );
}

function Quiet() {
  return (
    <div className="relative grid min-h-56 place-items-center">
      <svg
        viewBox="0 0 100 40"
        preserveAspectRatio="none"
        aria-hidden="true"
        className="absolute inset-0 size-full text-hairline"
      >
        {[8, 18, 28, 38].map((y) => (
          <path key={y} d={`M0 ${y}H100`} stroke="currentColor" strokeWidth="1" vectorEffect="non-scaling-stroke" />
        ))}
      </svg>
      <p className="relative max-w-[36ch] bg-card px-4 py-2 text-center text-muted">
        A quiet nest so far. As soon as numbers arrive here, this line begins to move.
      </p>
    </div>
  );
}
