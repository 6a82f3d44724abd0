import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { deleteExpiredInvitations } from "@/lib/store/records/invitations";

const KEPT_MS = 30 * 86_400_000;

/** Forgets invitations that expired 30 days ago. Returns how many went. */
export async function purgeInvitations(ctx: Context): Promise<number> {
  permitJob(ctx.actor);
  return deleteExpiredInvitations(ctx.store.prisma, new Date(ctx.clock.now().getTime() - KEPT_MS));
}
