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

/** Cards as somebody put them, with the version of the dashboard that has them so; null until they are saved. */
interface Put {
  cards: PlacedCard[];
  saved: number | null;
}

/** A card in somebody's hand: how the cards were when it was picked up, and how they would be if it were put down. */
interface Held {
  id: string;
  from: PlacedCard[];
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
 * that is refused, the cards are as the server has them. A card that is held falls when somebody else moved them, and not
 * when what was put down before is saved.
 */
export function useArrangement({ id, version, cards }: Dashboard, arrange: ArrangeAction): Arrangement {
  const router = useRouter();
  const [held, setHeld] = useState<Held | null>(null);
  const [put, setPut] = useState<Put | null>(null);
  const [refused, setRefused] = useState("");
  const newest = useRef(version);
  const line = useRef(Promise.resolve());
  newest.current = Math.max(newest.current, version);
  const settled = put !== null && (put.saved === null || version < put.saved) ? put.cards : cards;
  const holding = held !== null && isSame(held.from, settled) ? held : null;

  const save = async (wanted: PlacedCard[]) => {
    const form = new FormData();
    form.set("id", id);
    form.set("version", String(newest.current));
    form.set("cards", JSON.stringify(wanted.map(({ id, width, height }) => ({ id, width, height }))));
    const { tone, message, values } = await arrange(UNSENT, form);
    if (tone === "good") {
      const saved = Number(values.version);
      newest.current = Math.max(newest.current, saved);
      setPut((last) => (last?.cards === wanted ? { cards: wanted, saved } : last));
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
      setHeld({ id: card, from: settled, cards: settled });
    },
    change: (next) => setHeld((before) => before && { ...before, cards: next }),
    putDown: () => {
      if (holding === null) return;
      const wanted = holding.cards;
      setHeld(null);
      if (isSame(wanted, settled)) return;
      setPut({ cards: wanted, saved: null });
      line.current = line.current.then(() => new Promise((done) => startTransition(() => save(wanted).finally(done))));
    },
    putBack: () => setHeld(null),
  };
}

function isSame(a: PlacedCard[], b: PlacedCard[]): boolean {
  const isAlike = ({ id, width, height }: PlacedCard, other: PlacedCard | undefined) => {
    return other?.id === id && other.width === width && other.height === height;
  };
  return a.length === b.length && a.every((each, index) => isAlike(each, b[index]));
}
