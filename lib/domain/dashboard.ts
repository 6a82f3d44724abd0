import type { SavedChart } from "./chart-spec";

export const GRID_COLUMNS = 12;
export const MAX_CARDS = 40;
export const MAX_CARD_ROWS = 6;
export const MAX_DASHBOARD_NAME = 100;

export interface Dashboard {
  id: string;
  name: string;
  /** Raised by every change: a change says which version it saw. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** A chart on a dashboard: cards flow from left to right and from top to bottom in their order. */
export interface Card {
  chart: SavedChart;
  /** Columns of the twelve. */
  width: number;
  /** Rows of the grid. */
  height: number;
}
