import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { deleteFarewells } from "@/lib/store/records/deleted-accounts";

/**
 * Deletes the last mails to accounts that were deleted once they were sent or given up: nothing else holds their
 * addresses. Returns how many there were.
 */
export async function purgeFarewells(ctx: Context): Promise<number> {
  permitJob(ctx.actor);
  return deleteFarewells(ctx.store.prisma);
}
