"use client";

import { GripVertical } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { moved, type Nudge, nudged, type PlacedCard, resized } from "@/lib/domain/arrangement";
import type { CardView, DashboardView } from "@/lib/presenters/view/dashboard";
import { CardBox } from "./card-box";
import { type CardActions, CardTools } from "./card-tools";
import { cardPlace, GRID } from "./grid-look";
import { type ArrangeAction, type Arrangement, useArrangement } from "./use-arrangement";

interface ArrangeGridProps {
  of: DashboardView;
  /** Reads `id`, `version` and `cards`. */
  arrange: ArrangeAction;
  actions: CardActions;
}

const HELP = "arrange-help";

/** The cards of a dashboard while they are arranged: by dragging, by keys, and without JavaScript by a menu of each. */
export function ArrangeGrid({ of, arrange, actions }: ArrangeGridProps) {
  const arrangement = useArrangement(of, arrange);
  const { placed, settled, held, refused } = arrangement;
  const grid = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState("");
  const drag = useDrag(grid, arrangement, of.cards, setSaid);
  const keys = useKeys(arrangement, of.cards, setSaid);
  const views = new Map(of.cards.map((card) => [card.id, card]));
  useFocusKept(grid, settled);
  return (
    <>
      <p id={HELP} className="mb-4 text-small text-muted">
        Drag a card by its handle, or press Space on the handle and use the arrow keys; Shift and an arrow key change
        the size. Everything is saved at once.
      </p>
      {refused !== "" && (
        <p role="alert" className="mb-4 rounded-small border-l-4 border-bad bg-wash px-3 py-2">
          {refused}
        </p>
      )}
      <ul ref={grid} aria-label="Cards" className={GRID}>
        {settled.map(({ id }) => {
          const card = views.get(id);
          const at = placed.findIndex((each) => each.id === id);
          const place = placed[at];
          if (card === undefined || place === undefined) return null;
          const look = cardPlace(place);
          const lifted = held === id;
          return (
            <li
              key={id}
              data-card={id}
              className={`relative rounded ${look.className} ${lifted ? "z-20 opacity-95 shadow-float outline-2 outline-accent" : ""}`}
              style={{ ...look.style, order: held === null ? undefined : at }}
            >
              <CardBox
                of={card}
                handle={
                  <button
                    type="button"
                    data-handle={id}
                    aria-label={`Arrange ${card.title}`}
                    aria-pressed={lifted}
                    aria-describedby={HELP}
                    title="Drag to arrange"
                    onPointerDown={(event) => drag.start(event, id, "move")}
                    onPointerMove={drag.follow}
                    onPointerUp={drag.end}
                    onPointerCancel={drag.cancel}
                    onKeyDown={(event) => keys.press(event, id)}
                    onKeyUp={keys.release}
                    onClick={(event) => keys.click(event.detail, id)}
                    onBlur={() => keys.leave(id)}
                    className="-ml-2 grid size-8 shrink-0 cursor-grab touch-none place-items-center rounded-small text-muted transition-colors duration-150 hover:bg-wash hover:text-ink aria-pressed:cursor-grabbing aria-pressed:bg-wash aria-pressed:text-ink"
                  >
                    <GripVertical size={17} aria-hidden="true" />
                  </button>
                }
                tools={<CardTools dashboard={of} card={card} actions={actions} />}
              />
              <span
                aria-hidden="true"
                title="Drag to resize"
                onPointerDown={(event) => drag.start(event, id, "size")}
                onPointerMove={drag.follow}
                onPointerUp={drag.end}
                onPointerCancel={drag.cancel}
                className="absolute right-0 bottom-0 hidden size-6 cursor-nwse-resize touch-none place-items-end p-1.5 text-edge lg:grid"
              >
                <svg width="9" height="9" aria-hidden="true">
                  <path d="M8.5 0V8.5H0" fill="none" stroke="currentColor" strokeWidth="1.5" />
                </svg>
              </span>
            </li>
          );
        })}
      </ul>
      <p aria-live="assertive" className="sr-only">
        {said}
      </p>
    </>
  );
}

type Say = (words: string) => void;

/** Taking a card somewhere else, or by its corner to another size, with a mouse, a pen or a finger. */
function useDrag(grid: RefObject<HTMLUListElement | null>, arrangement: Arrangement, cards: CardView[], say: Say) {
  const held = useRef<{ id: string; how: "move" | "size"; x: number; y: number; over: string | null } | null>(null);
  const { placed } = arrangement;
  const itemOf = (id: string) => grid.current?.querySelector<HTMLElement>(`[data-card="${id}"]`) ?? null;
  const lay = (event: PointerEvent) => {
    const { current } = held;
    const item = current && itemOf(current.id);
    if (!current || !item || !grid.current) return;
    const box = grid.current.getBoundingClientRect();
    const left = event.clientX - box.left - current.x - item.offsetLeft;
    const top = event.clientY - box.top - current.y - item.offsetTop;
    item.style.transform = `translate(${left}px, ${top}px)`;
  };
  const move = (event: PointerEvent, id: string) => {
    const over = [...(grid.current?.querySelectorAll<HTMLElement>("[data-card]") ?? [])].find(
      (item) => item.dataset.card !== id && isInside(item.getBoundingClientRect(), event),
    )?.dataset.card;
    const { current } = held;
    if (current !== null && current.over !== (over ?? null)) {
      current.over = over ?? null;
      const to = placed.findIndex((each) => each.id === over);
      if (to !== -1) arrangement.change(moved(placed, id, to));
    }
    lay(event);
    scrollAlong(event);
  };
  const size = (event: PointerEvent, id: string) => {
    const item = itemOf(id);
    if (!item || !grid.current) return;
    const { left, top } = item.getBoundingClientRect();
    const column = (grid.current.clientWidth + GAP) / COLUMNS;
    arrangement.change(
      resized(placed, id, {
        width: Math.round((event.clientX - left + GAP) / column),
        height: Math.round((event.clientY - top + GAP) / PITCH),
      }),
    );
  };
  const letGo = () => {
    const { current } = held;
    const item = current && itemOf(current.id);
    if (item) item.style.transform = "";
    held.current = null;
    return current;
  };
  // The card that is carried stays under the hand when the others make room for it.
  const last = useRef<PointerEvent | null>(null);
  useLayoutEffect(() => {
    if (held.current?.how === "move" && last.current !== null) lay(last.current);
  });
  return {
    start: (event: PointerEvent<HTMLElement>, id: string, how: "move" | "size") => {
      const item = itemOf(id);
      if (event.button !== 0 || item === null) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const { left, top } = item.getBoundingClientRect();
      held.current = { id, how, x: event.clientX - left, y: event.clientY - top, over: null };
      last.current = null;
    },
    follow: (event: PointerEvent<HTMLElement>) => {
      const { current } = held;
      if (current === null) return;
      if (arrangement.held === null) {
        // Somebody else's change took it out of the hand.
        if (last.current !== null) return void letGo();
        arrangement.pickUp(current.id);
        last.current = event;
        return;
      }
      last.current = event;
      if (current.how === "move") move(event, current.id);
      else size(event, current.id);
    },
    end: () => {
      const done = letGo();
      if (done === null || arrangement.held === null) return;
      arrangement.putDown();
      say(`${titleOf(cards, done.id)} is put down at ${placeWords(placed, done.id)}.`);
    },
    cancel: () => {
      if (letGo() !== null) arrangement.putBack();
    },
  };
}

const COLUMNS = 12;
const GAP = 16;
const PITCH = 80;
const EDGE = 72;
const SCROLL = 18;

function isInside({ left, right, top, bottom }: DOMRect, { clientX, clientY }: PointerEvent): boolean {
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}

function scrollAlong({ clientY }: PointerEvent): void {
  if (clientY < EDGE) window.scrollBy(0, -SCROLL);
  else if (clientY > window.innerHeight - EDGE) window.scrollBy(0, SCROLL);
}

/** The same by keys: Space picks a card up and puts it down, arrows carry it, Escape puts it back. */
function useKeys(arrangement: Arrangement, cards: CardView[], say: Say) {
  const { placed, held } = arrangement;
  const pickUp = (id: string) => {
    arrangement.pickUp(id);
    say(
      `${titleOf(cards, id)} is picked up at ${placeWords(placed, id)}. Arrow keys move it, Shift with arrow keys or plus and minus change its size, Space puts it down, Escape puts it back.`,
    );
  };
  const putDown = (id: string) => {
    arrangement.putDown();
    say(`${titleOf(cards, id)} is put down at ${placeWords(placed, id)}.`);
  };
  const nudge = (id: string, next: PlacedCard[]) => {
    arrangement.change(next);
    const { width, height } = next.find((each) => each.id === id) as PlacedCard;
    say(
      `${placeWords(next, id)}, ${width} of ${COLUMNS} columns wide, ${height} ${height === 1 ? "row" : "rows"} high.`,
    );
  };
  return {
    press: (event: KeyboardEvent, id: string) => {
      const { key, shiftKey } = event;
      const picks = key === " " || key === "Enter";
      if (!picks && held !== id) return;
      const next = held === id ? pressed(placed, id, key, shiftKey) : null;
      if (next === null && !picks && key !== "Escape") return;
      event.preventDefault();
      if (next !== null) nudge(id, next);
      else if (key === "Escape") {
        arrangement.putBack();
        say(`${titleOf(cards, id)} is put back.`);
      } else if (held === id) putDown(id);
      else pickUp(id);
    },
    // A browser presses a button when Space comes up.
    release: (event: KeyboardEvent) => {
      if (event.key === " ") event.preventDefault();
    },
    // What reads a page aloud presses buttons without a pointer or a key.
    click: (detail: number, id: string) => {
      if (detail === 0) held === id ? putDown(id) : pickUp(id);
    },
    leave: (id: string) => {
      if (held === id) arrangement.putDown();
    },
  };
}

const MOVES: Record<string, Nudge> = {
  ArrowLeft: "earlier",
  ArrowUp: "earlier",
  ArrowRight: "later",
  ArrowDown: "later",
  "+": "wider",
  "=": "wider",
  "-": "narrower",
};
const SIZES: Record<string, Nudge> = {
  ArrowLeft: "narrower",
  ArrowRight: "wider",
  ArrowUp: "shorter",
  ArrowDown: "taller",
};

/** The cards after a key; null for a key that does nothing. */
function pressed(placed: PlacedCard[], id: string, key: string, shift: boolean): PlacedCard[] | null {
  if (key === "Home") return moved(placed, id, 0);
  if (key === "End") return moved(placed, id, placed.length);
  const nudge = (shift ? SIZES[key] : undefined) ?? MOVES[key];
  return nudge === undefined ? null : nudged(placed, id, nudge);
}

/** A card that changes its place in the page loses the focus, which its handle is given again. */
function useFocusKept(grid: RefObject<HTMLUListElement | null>, settled: PlacedCard[]): void {
  const focused = useRef<string | null>(null);
  const order = settled.map(({ id }) => id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order is what takes the focus away
  useLayoutEffect(() => {
    const id = focused.current;
    if (id !== null && document.activeElement === document.body) {
      grid.current?.querySelector<HTMLElement>(`[data-handle="${id}"]`)?.focus();
    }
  }, [order]);
  useLayoutEffect(() => {
    const note = ({ target }: Event) => {
      focused.current = target instanceof HTMLElement ? (target.dataset.handle ?? null) : null;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
}

function titleOf(cards: CardView[], id: string): string {
  return cards.find((card) => card.id === id)?.title ?? "The card";
}

function placeWords(placed: PlacedCard[], id: string): string {
  return `place ${placed.findIndex((each) => each.id === id) + 1} of ${placed.length}`;
}
