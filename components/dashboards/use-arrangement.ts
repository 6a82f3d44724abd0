import { useRouter } from "next/navigation";
import { startTransition, useRef, useState } from "react";
import type { PlacedCard } from "@/lib/domain/arrangement";
import { type FormState, UNSENT } from "@/lib/presenters/view/form-state";

export type ArrangeAction = (before: FormState, form: FormData) => Promise<FormState>;

interface Dashboard {
  id: string;
  version: number;
  cards: PlacedCard[];
}

/** Cards as somebody put them, with the version of the dashboard at which they did. */
interface Put {
  version: number;
  cards: PlacedCard[];
}

export interface Arrangement {
  /** As the cards are seen, with the one that is held where it would be put down. */
  placed: PlacedCard[];
  /** As they were before one was picked up. */
  settled: PlacedCard[];
  /** The card that is held; null when none is. */
  held: string | null;
  /** What went wrong with the last change; empty when nothing did. */
  refused: string;
  pickUp(id: string): void;
  change(cards: PlacedCard[]): void;
  /** Puts the held card down where it is, which saves. */
  putDown(): void;
  putBack(): void;
}

/**
 * The cards of a dashboard while somebody arranges them. What was put down stays where it is while it is saved; when
 * that is refused, or somebody else changed the dashboard, the cards are as the server has them.
 */
export function useArrangement({ id, version, cards }: Dashboard, arrange: ArrangeAction): Arrangement {
  const router = useRouter();
  const [held, setHeld] = useState<(Put & { id: string }) | null>(null);
  const [put, setPut] = useState<Put | null>(null);
  const [refused, setRefused] = useState("");
  const newest = useRef(version);
  const line = useRef(Promise.resolve());
  newest.current = Math.max(newest.current, version);
  const settled = put?.version === version ? put.cards : cards;
  const holding = held?.version === version ? held : null;

  const save = async (wanted: PlacedCard[]) => {
    const form = new FormData();
    form.set("id", id);
    form.set("version", String(newest.current));
    form.set("cards", JSON.stringify(wanted.map(({ id, width, height }) => ({ id, width, height }))));
    const { tone, message, values } = await arrange(UNSENT, form);
    if (tone === "good") {
      newest.current = Math.max(newest.current, Number(values.version));
      return;
    }
    newest.current = 0;
    setPut(null);
    setRefused(message);
    router.refresh();
  };
  return {
    placed: holding?.cards ?? settled,
    settled,
    held: holding?.id ?? null,
    refused,
    pickUp: (card) => {
      setRefused("");
      setHeld({ id: card, version, cards: settled });
    },
    change: (next) => setHeld((before) => before && { ...before, cards: next }),
    putDown: () => {
      if (holding === null) return;
      const wanted = holding.cards;
      setHeld(null);
      if (isSame(wanted, settled)) return;
      setPut({ version, cards: wanted });
      line.current = line.current.then(() => new Promise((done) => startTransition(() => save(wanted).finally(done))));
    },
    putBack: () => setHeld(null),
  };
}

function isSame(a: PlacedCard[], b: PlacedCard[]): boolean {
  return a.every(({ id, width, height }, index) => {
    const other = b[index];
    return other?.id === id && other.width === width && other.height === height;
  });
}
