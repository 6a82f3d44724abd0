import type { Context } from "@/lib/context";
import type { QuietHours } from "@/lib/domain/channel";
import { permitPerson } from "@/lib/interactors/permit";
import { findQuietHours } from "@/lib/store/records/quiet-people";

/** When alerts leave the person who asks alone; null for never. */
export async function getQuietHours(ctx: Context): Promise<QuietHours | null> {
  const { userId } = permitPerson(ctx.actor);
  return findQuietHours(ctx.store.prisma, userId);
}
