import { z } from "zod";
import { type CardSize, MIN_CARD_WIDTH } from "@/lib/domain/arrangement";
import type { ChartKind } from "@/lib/domain/chart-spec";
import { GRID_COLUMNS, MAX_CARD_ROWS } from "@/lib/domain/dashboard";

export const cardWidth = z.number().int().min(MIN_CARD_WIDTH).max(GRID_COLUMNS).describe("Columns of the twelve.");
export const cardHeight = z.number().int().min(1).max(MAX_CARD_ROWS).describe("Rows of the grid.");

const CHART: CardSize = { width: 6, height: 4 };
const WORDS: CardSize = { width: 3, height: 2 };

/** How large a card of so many stats is unless it is said: each number and each sparkline is a line of its own. */
export function usualSize(kind: ChartKind, stats: number): CardSize {
  if (kind === "graph" || kind === "histogram") return CHART;
  const rows = kind === "number" ? (stats + 3) / 3 : (stats * 2) / 3 + 1;
  return { ...WORDS, height: Math.min(MAX_CARD_ROWS, Math.max(WORDS.height, Math.ceil(rows))) };
}
