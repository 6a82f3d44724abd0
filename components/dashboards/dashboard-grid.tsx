import type { CardView } from "@/lib/presenters/view/dashboard";
import { CardBox } from "./card-box";
import { cardPlace, GRID } from "./grid-look";

/** The cards of a dashboard: twelve columns on a desktop, two on a tablet, one on a phone. */
export function DashboardGrid({ cards }: { cards: CardView[] }) {
  return (
    <ul aria-label="Cards" className={GRID}>
      {cards.map((card) => (
        <li key={card.id} {...cardPlace(card)}>
          <CardBox of={card} />
        </li>
      ))}
    </ul>
  );
}
