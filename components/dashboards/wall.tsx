import type { CSSProperties, ReactNode } from "react";
import { rowsOf } from "@/lib/domain/arrangement";
import type { DashboardView } from "@/lib/presenters/view/dashboard";
import { CardBox } from "./card-box";
import { WallClock } from "./wall-clock";
import { WallControls } from "./wall-controls";
import { WallFit } from "./wall-fit";

interface WallProps {
  of: DashboardView;
  /** Null follows the screen. */
  theme: "light" | "dark" | null;
  /** IANA zone of the clock. */
  zone: string;
  /** Milliseconds since 1970, when the page was made. */
  now: number;
  /** Where Escape leads. */
  leave: string;
  /** What keeps it true. */
  live: ReactNode;
}

/** A dashboard on a screen on the wall: all cards at once, as large as they fit, and the time. */
export function Wall({ of, theme, zone, now, leave, live }: WallProps) {
  const rows = rowsOf(of.cards);
  return (
    <div data-theme={theme ?? undefined} className="fixed inset-0 z-10 overflow-auto bg-paper text-ink">
      <WallFit rows={rows}>
        <header className="flex items-center gap-4 px-1">
          <h1 className="min-w-0 truncate text-title font-semibold tracking-tight">{of.name}</h1>
          {live}
          <WallControls leave={leave} />
          <WallClock zone={zone} now={now} />
        </header>
        {of.cards.length === 0 ? (
          <p className="m-auto text-lead text-muted">No cards yet</p>
        ) : (
          <ul
            aria-label="Cards"
            className="grid min-h-0 flex-1 gap-3 sm:grid-cols-12 sm:grid-rows-[repeat(var(--rows),minmax(0,1fr))]"
            style={{ "--rows": rows } as CSSProperties}
          >
            {of.cards.map((card) => (
              <li
                key={card.id}
                className="min-h-0 min-w-0 sm:overflow-hidden sm:col-[span_var(--wide)] sm:row-[span_var(--high)]"
                style={wallPlace(card)}
              >
                <CardBox of={card} fill />
              </li>
            ))}
          </ul>
        )}
      </WallFit>
    </div>
  );
}

function wallPlace({ width, height }: { width: number; height: number }) {
  return { "--wide": width, "--high": height } as CSSProperties;
}
