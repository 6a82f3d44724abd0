import { Link } from "@/components/ui/link";
import { TimeAgo } from "@/components/ui/time-ago";
import { type CardSize, placesOf } from "@/lib/domain/arrangement";
import type { DashboardRow } from "@/lib/presenters/view/dashboard";

/** The team's dashboards, each with a sketch of its cards. */
export function DashboardList({ rows }: { rows: DashboardRow[] }) {
  return (
    <ul aria-label="Dashboards" className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {rows.map((row) => (
        <li
          key={row.id}
          className="relative flex flex-col rounded border border-hairline bg-card p-4 transition-colors duration-150 hover:bg-wash"
        >
          <Sketch cards={row.cards} />
          <Link
            href={row.href}
            className="mt-3 font-medium wrap-anywhere after:absolute after:inset-0 hover:underline hover:underline-offset-3"
          >
            {row.name}
          </Link>
          <p className="text-small text-muted">
            {cardWords(row.cards.length)}, changed <TimeAgo at={row.changed} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function cardWords(cards: number): string {
  if (cards === 0) return "No cards yet";
  return cards === 1 ? "One card" : `${cards} cards`;
}

const COLUMN = 20;
const ROW = 12;
const SHOWN_ROWS = 8;

function Sketch({ cards }: { cards: CardSize[] }) {
  const places = placesOf(cards);
  return (
    <svg viewBox={`0 0 ${12 * COLUMN} ${SHOWN_ROWS * ROW}`} aria-hidden="true" className="w-full overflow-hidden">
      {cards.length === 0 && (
        <rect
          x="1.5"
          y="1.5"
          width={12 * COLUMN - 3}
          height={SHOWN_ROWS * ROW - 3}
          rx="3"
          fill="none"
          stroke="var(--hairline)"
          strokeWidth="1.5"
          strokeDasharray="5 4"
        />
      )}
      {places.map(({ column, row }, index) => {
        const card = cards[index];
        if (card === undefined || row >= SHOWN_ROWS) return null;
        return (
          <rect
            key={`${column} ${row}`}
            x={column * COLUMN + 1.5}
            y={row * ROW + 1.5}
            width={card.width * COLUMN - 3}
            height={card.height * ROW - 3}
            rx="3"
            fill="var(--wash)"
            stroke="var(--hairline)"
          />
        );
      })}
    </svg>
  );
}
