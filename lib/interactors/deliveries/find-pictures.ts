import type { Context } from "@/lib/context";
import type { Delivery } from "@/lib/domain/channel";
import { linkClosed } from "@/lib/domain/public-link";
import { findLinksOfStats } from "@/lib/store/records/links";

/** Of the stats that are public, by their id, where anybody sees their chart as a picture. */
export async function findPictures(ctx: Context, deliveries: Delivery[], site: string): Promise<Map<string, string>> {
  const statIds = [...new Set(deliveries.map(({ payload }) => payload.stat.id))];
  const links = await findLinksOfStats(ctx.store.pool, statIds);
  const now = ctx.clock.now();
  const open = [...links].filter(([, link]) => linkClosed(link, now) === null && link.origins.length === 0);
  return new Map(open.map(([statId, { token }]) => [statId, `${site}/s/${token}/image.png`]));
}
