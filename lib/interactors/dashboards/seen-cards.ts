import type { Card, Dashboard } from "@/lib/domain/dashboard";
import type { ListedStat } from "@/lib/domain/stat";
import type { Store } from "@/lib/store/engine/store";
import { findCards, findDashboard } from "@/lib/store/records/dashboards";
import { readStatsById } from "@/lib/store/records/listed-stats";
import { snapshot } from "@/lib/store/records/transaction";
import { isRecordId, noSuchDashboard } from "./locked-dashboard";

/** A card with what whoever looks may see of it. */
export interface SeenCard {
  /** Its chart names only the stats that are seen. */
  card: Card;
  stats: ListedStat[];
  /** How many of its stats are kept from them, such as those that are no longer shared. */
  hidden: number;
}

/** Who looks: a team, and which of its people. */
export interface Onlooker {
  teamId: string;
  userId: string | null;
  /** Whether the stats that others share with the team are kept from them. */
  onlyOwn: boolean;
}

/** A team's dashboard with its cards as somebody sees them. Throws `not_found`. */
export async function seenCards(
  { prisma, pool }: Store,
  id: string,
  { teamId, userId, onlyOwn }: Onlooker,
): Promise<{ dashboard: Dashboard; cards: SeenCard[] }> {
  if (!isRecordId(id)) throw noSuchDashboard();
  const { dashboard, cards } = await snapshot(prisma, async (tx) => {
    const dashboard = await findDashboard(tx, teamId, id);
    if (dashboard === null) throw noSuchDashboard();
    return { dashboard, cards: await findCards(tx, teamId, id) };
  });
  const ids = [...new Set(cards.flatMap(({ chart }) => chart.stats.map((stat) => stat.id)))];
  const found = ids.length === 0 ? [] : await readStatsById(pool, { teamId, userId }, ids);
  const seen = new Map(found.filter(({ sharedBy }) => !onlyOwn || sharedBy === null).map((stat) => [stat.id, stat]));
  return { dashboard, cards: cards.map((card) => asSeen(card, seen)) };
}

function asSeen({ chart, ...size }: Card, seen: Map<string, ListedStat>): SeenCard {
  const stats = chart.stats.filter(({ id }) => seen.has(id));
  return {
    card: { chart: { ...chart, stats }, ...size },
    stats: stats.map(({ id }) => seen.get(id) as ListedStat),
    hidden: chart.stats.length - stats.length,
  };
}
