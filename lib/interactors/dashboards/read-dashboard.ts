import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import type { Card, Dashboard } from "@/lib/domain/dashboard";
import { Refusal } from "@/lib/errors";
import { type ChartData, readChartOf } from "@/lib/interactors/charts/read-chart";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { log } from "@/lib/log";
import { findTeam } from "@/lib/store/records/teams";
import { type Onlooker, type SeenCard, seenCards } from "./seen-cards";

/**
 * Why a card has nothing to draw: its stats were deleted or are in the trash; they are kept from whoever looks; its
 * range cannot be read any more; the database took too long; or a fault of ours.
 */
type EmptyCardReason = "no_stats" | "hidden" | "range" | "slow" | "failed";

export interface ReadCard {
  /** Its chart names only the stats that whoever looks may see. */
  card: Card;
  /** Null when there is nothing to draw: `why` says the reason. */
  data: ChartData | null;
  why: EmptyCardReason | null;
  /** How many of its stats are kept from whoever looks. */
  hidden: number;
}

export interface ReadDashboard {
  dashboard: Dashboard;
  cards: ReadCard[];
  /** The team's zone. */
  zone: string;
}

const schema = z.strictObject({ id: z.string() });

/**
 * A dashboard of the team with what all its cards show now. A card that cannot be read takes no other down. Throws
 * `not_found`.
 */
export async function readDashboard(ctx: Context, input: z.input<typeof schema>): Promise<ReadDashboard> {
  const { teamId, userId } = permit(ctx.actor, canReadTeam);
  const { id } = parseInput(schema, input);
  const team = await findTeam(ctx.store.pool, teamId);
  return readCards(ctx, id, { teamId, userId, onlyOwn: false }, team?.zone ?? "UTC");
}

/**
 * The same of a dashboard that whoever calls has made sure may be seen. With `onlyOwn`, which everything public needs,
 * what others share with the team is left out. Throws `not_found`.
 */
export async function readDashboardOf(
  ctx: Pick<Context, "store" | "clock">,
  dashboardId: string,
  { id, zone }: { id: string; zone: string },
  { onlyOwn }: { onlyOwn: boolean },
): Promise<ReadDashboard> {
  return readCards(ctx, dashboardId, { teamId: id, userId: null, onlyOwn }, zone);
}

async function readCards(
  ctx: Pick<Context, "store" | "clock">,
  id: string,
  onlooker: Onlooker,
  zone: string,
): Promise<ReadDashboard> {
  const { dashboard, cards } = await seenCards(ctx.store, id, onlooker);
  const team = { id: onlooker.teamId, zone };
  return { dashboard, zone, cards: await Promise.all(cards.map((seen) => readCard(ctx, seen, team))) };
}

async function readCard(
  ctx: Pick<Context, "store" | "clock">,
  { card, stats, hidden }: SeenCard,
  team: { id: string; zone: string },
): Promise<ReadCard> {
  if (stats.length === 0) return { card, data: null, why: hidden > 0 ? "hidden" : "no_stats", hidden };
  const { title, spec, stats: charted } = card.chart;
  try {
    const axes = charted.map(({ axis }) => axis);
    return { card, data: await readChartOf(ctx, { title, spec, stats, axes }, team), why: null, hidden };
  } catch (error) {
    return { card, data: null, why: reasonOf(error, card.chart.id), hidden };
  }
}

function reasonOf(error: unknown, card: string): EmptyCardReason {
  if (error instanceof Refusal && error.code === "invalid") return "range";
  if (error instanceof Refusal && error.code === "unavailable") return "slow";
  log().error({ err: error, card }, "a card could not be read");
  return "failed";
}
