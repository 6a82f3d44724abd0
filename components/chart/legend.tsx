import { pageColour } from "@/lib/presenters/chart/colours";
import type { ChartModel, ChartSeries } from "@/lib/presenters/chart/model";

interface LegendProps {
  model: ChartModel;
  hidden: ReadonlySet<number>;
  /** Null while the chart cannot hide a line yet. */
  onToggle: ((index: number) => void) | null;
}

/** Which line is which, and the step. Several series are buttons that hide and show their lines. */
export function Legend({ model, hidden, onToggle }: LegendProps) {
  const { series, earlierWords } = model;
  const several = series.length > 1;
  return (
    <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-small">
      {several &&
        series.map((each, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: two teams' stats may share a name; a series is its place
            key={index}
            type="button"
            aria-pressed={!hidden.has(index)}
            disabled={onToggle === null}
            onClick={() => onToggle?.(index)}
            className="inline-flex min-h-7 max-w-full items-center gap-2 rounded-small text-left aria-[pressed=false]:text-muted aria-[pressed=false]:line-through"
          >
            <Swatch of={each} faint={hidden.has(index)} />
            <span className="truncate">{each.name}</span>
            {model.yRight !== null && <span className="shrink-0 text-muted">{axisWords(each, model)}</span>}
          </button>
        ))}
      {!several && earlierWords !== "" && series[0] !== undefined && <Key of={series[0]}>{series[0].name}</Key>}
      {earlierWords !== "" && (
        <Key of={several ? null : (series[0] ?? null)} dashed>
          {earlierWords}
        </Key>
      )}
      <span className="ml-auto inline-flex min-h-7 items-center text-muted">
        {[model.unit, model.stepWords, model.scale === "log" ? "log scale" : ""]
          .filter((text) => text !== "")
          .join(", ")}
      </span>
    </div>
  );
}

/** "ms, right": which axis a line is read by. */
function axisWords({ axis, unit }: ChartSeries, model: ChartModel): string {
  return unit === "" || model.unit !== "" ? axis : `${unit}, ${axis}`;
}

function Key({ of, dashed = false, children }: { of: ChartSeries | null; dashed?: boolean; children: string }) {
  return (
    <span className="inline-flex min-h-7 max-w-full items-center gap-2 text-muted">
      <Swatch of={of} dashed={dashed} />
      <span className="truncate">{children}</span>
    </span>
  );
}

/** A short piece of the line itself. */
export function Swatch({
  of,
  dashed = false,
  faint = false,
}: {
  of: ChartSeries | null;
  dashed?: boolean;
  faint?: boolean;
}) {
  return (
    <svg width="16" height="8" aria-hidden="true" className="shrink-0">
      <line
        x1="1"
        x2="15"
        y1="4"
        y2="4"
        stroke={pageColour(of?.colour ?? "muted")}
        strokeWidth={dashed ? 2 : 3}
        strokeLinecap="round"
        strokeDasharray={dashed ? "3.5 4" : undefined}
        strokeOpacity={faint ? 0.3 : dashed ? 0.6 : undefined}
      />
    </svg>
  );
}
