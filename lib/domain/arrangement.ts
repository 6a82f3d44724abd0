import { GRID_COLUMNS, MAX_CARD_ROWS } from "./dashboard";

export const MIN_CARD_WIDTH = 2;

/** How much of the grid a card takes: columns of the twelve, and rows. */
export interface CardSize {
  width: number;
  height: number;
}

/** A card in its place: cards flow in their order, from left to right and from top to bottom. */
export interface PlacedCard extends CardSize {
  id: string;
}

/** What one press of a button or a key does to a card. */
export const NUDGES = ["earlier", "later", "narrower", "wider", "shorter", "taller"] as const;
export type Nudge = (typeof NUDGES)[number];

/** The cards with one of them at another place, counted from 0; beyond either end is that end. */
export function moved<T extends PlacedCard>(cards: T[], id: string, to: number): T[] {
  const card = cards.find((each) => each.id === id);
  if (card === undefined) return cards;
  const others = cards.filter((each) => each.id !== id);
  const place = Math.min(Math.max(0, to), others.length);
  return [...others.slice(0, place), card, ...others.slice(place)];
}

/** The cards with one of them as large as that, or as near to it as the grid allows. */
export function resized<T extends PlacedCard>(cards: T[], id: string, { width, height }: CardSize): T[] {
  const size = { width: within(width, MIN_CARD_WIDTH, GRID_COLUMNS), height: within(height, 1, MAX_CARD_ROWS) };
  return cards.map((card) => (card.id === id ? { ...card, ...size } : card));
}

/** The cards after a nudge to one of them; the same when there is nowhere to go. */
export function nudged<T extends PlacedCard>(cards: T[], id: string, nudge: Nudge): T[] {
  const at = cards.findIndex((each) => each.id === id);
  const card = cards[at];
  if (card === undefined) return cards;
  const { width, height } = card;
  switch (nudge) {
    case "earlier":
      return moved(cards, id, at - 1);
    case "later":
      return moved(cards, id, at + 1);
    case "narrower":
      return resized(cards, id, { width: width - 1, height });
    case "wider":
      return resized(cards, id, { width: width + 1, height });
    case "shorter":
      return resized(cards, id, { width, height: height - 1 });
    case "taller":
      return resized(cards, id, { width, height: height + 1 });
  }
}

/**
 * Where each card lies: its column and row, from 0, as a CSS grid with `grid-auto-flow: row` puts it. A card never
 * goes before the one that it follows, so that what is read first is seen first.
 */
export function placesOf(cards: CardSize[]): { column: number; row: number }[] {
  const taken = new Set<number>();
  let [row, column] = [0, 0];
  return cards.map((card) => {
    const width = Math.min(card.width, GRID_COLUMNS);
    while (
      column + width > GRID_COLUMNS ||
      cells({ column, row }, { ...card, width }).some((cell) => taken.has(cell))
    ) {
      column += 1;
      if (column + width > GRID_COLUMNS) [row, column] = [row + 1, 0];
    }
    for (const cell of cells({ column, row }, { ...card, width })) taken.add(cell);
    return { column, row };
  });
}

/** How many rows all cards take together. */
export function rowsOf(cards: CardSize[]): number {
  return placesOf(cards).reduce((most, { row }, index) => Math.max(most, row + (cards[index]?.height ?? 1)), 0);
}

function cells({ column, row }: { column: number; row: number }, { width, height }: CardSize): number[] {
  return Array.from({ length: width * height }, (_, index) => {
    return (row + Math.floor(index / width)) * GRID_COLUMNS + column + (index % width);
  });
}

function within(n: number, least: number, most: number): number {
  return Math.min(Math.max(least, n), most);
}
