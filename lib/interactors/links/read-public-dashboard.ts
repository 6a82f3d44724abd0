import { type ReadCard, type ReadDashboard, readDashboardOf } from "@/lib/interactors/dashboards/read-dashboard";
import { findTeam } from "@/lib/store/records/teams";
import { type Opened, openLink } from "./open-link";
import type { PublicContext } from "./public-context";

/**
 * A dashboard that is public, for its page, as far as its stats are its team's own: of what others share with the team
 * nothing is told, nor of the keys that feed its own.
 */
export async function readPublicDashboard(
  ctx: PublicContext,
  { token }: { token: string },
): Promise<Opened<ReadDashboard>> {
  const opened = await openLink(ctx, token, "dashboard");
  if (opened.closed !== null) return opened;
  const { link } = opened;
  const team = await findTeam(ctx.store.pool, link.teamId);
  if (team === null) return { closed: "empty" };
  const { id, zone } = team;
  const read = await readDashboardOf(ctx, link.targetId, { id, zone }, { onlyOwn: true });
  return { closed: null, link, ...read, cards: read.cards.map(keyless) };
}

function keyless(card: ReadCard): ReadCard {
  if (card.data === null) return card;
  const series = card.data.series.map((each) => ({ ...each, stat: { ...each.stat, classicKey: null } }));
  return { ...card, data: { ...card.data, series } };
}
