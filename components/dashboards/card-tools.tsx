"use client";

import { Move, Pencil, X } from "lucide-react";
import { ActionForm } from "@/components/ui/action-form";
import { Link } from "@/components/ui/link";
import { NUDGES, type Nudge } from "@/lib/domain/arrangement";
import type { CardView, DashboardView } from "@/lib/presenters/view/dashboard";
import type { FormState } from "@/lib/presenters/view/form-state";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

export interface CardActions {
  /** Reads `id`, `version`, `card` and `nudge`. */
  nudge: FormAction;
  /** Reads `id`, which is the card's. */
  remove: FormAction;
}

interface CardToolsProps {
  dashboard: Pick<DashboardView, "id" | "version">;
  card: CardView;
  actions: CardActions;
}

const TOOL =
  "grid size-8 place-items-center rounded-small text-muted transition-colors duration-150 hover:bg-wash hover:text-ink";

const WORDS: Record<Nudge, string> = {
  earlier: "Earlier",
  later: "Later",
  narrower: "Narrower",
  wider: "Wider",
  shorter: "Lower",
  taller: "Higher",
};

/** What can be done to a card, all of it before JavaScript too. */
export function CardTools({ dashboard, card, actions }: CardToolsProps) {
  return (
    <span className="flex items-center">
      <details className="relative">
        <summary aria-label={`Move or resize ${card.title}`} title="Move or resize" className={TOOL}>
          <Move size={16} aria-hidden="true" />
        </summary>
        <ActionForm
          action={actions.nudge}
          label={`Move or resize ${card.title}`}
          className="absolute right-0 z-20 mt-1 grid w-52 grid-cols-2 gap-1 rounded border border-hairline bg-card p-1.5 shadow-float"
        >
          <input type="hidden" name="id" value={dashboard.id} />
          <input type="hidden" name="version" value={dashboard.version} />
          <input type="hidden" name="card" value={card.id} />
          {NUDGES.map((nudge) => (
            <button
              key={nudge}
              type="submit"
              name="nudge"
              value={nudge}
              className="min-h-9 rounded-small px-2 text-left hover:bg-wash"
            >
              {WORDS[nudge]}
            </button>
          ))}
        </ActionForm>
      </details>
      <Link
        href={`/dashboards/${dashboard.id}/cards/${card.id}`}
        aria-label={`Change ${card.title}`}
        title="Change"
        className={TOOL}
      >
        <Pencil size={15} aria-hidden="true" />
      </Link>
      <ActionForm action={actions.remove} label={`Remove ${card.title}`} className="-mr-2">
        <input type="hidden" name="id" value={card.id} />
        <button type="submit" aria-label={`Remove ${card.title}`} title="Remove" className={TOOL}>
          <X size={17} aria-hidden="true" />
        </button>
      </ActionForm>
    </span>
  );
}
