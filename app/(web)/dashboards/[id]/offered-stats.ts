import type { Context } from "@/lib/context";
import { listStats } from "@/lib/interactors/stats/list-stats";
import type { CardStat } from "@/lib/presenters/view/card-form";

const OWN = 12;
const SHARED = 4;

/** The stats that got a number last, for a card to be made of. */
export async function offeredStats(ctx: Context): Promise<CardStat[]> {
  const [own, shared] = await Promise.all([
    listStats(ctx, { sort: "-last_at", limit: OWN }),
    listStats(ctx, { sort: "-last_at", limit: SHARED, shared: true }),
  ]);
  return [...own.data, ...shared.data].map(({ id, name, sharedBy }) => ({ id, name, sharedBy, axis: "left" }));
}
