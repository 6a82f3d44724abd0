import type { Context } from "@/lib/context";
import { canManageLinks } from "@/lib/domain/can";
import { linkClosed } from "@/lib/domain/public-link";
import { Refusal } from "@/lib/errors";
import { permit } from "@/lib/interactors/permit";
import { findLinks } from "@/lib/store/records/links";
import { pauseLink } from "./pause-link";

/**
 * Pauses everything of the team that is public, one link after the other, so that what is paused stays so whatever
 * happens on the way. Returns how many it paused.
 */
export async function pauseAllLinks(ctx: Context): Promise<number> {
  const { teamId } = permit(ctx.actor, canManageLinks);
  const now = ctx.clock.now();
  const open = (await findLinks(ctx.store.prisma, teamId)).filter((link) => linkClosed(link, now) === null);
  let paused = 0;
  for (const { id } of open) if (await isPaused(ctx, id)) paused += 1;
  return paused;
}

/** False for one that was revoked in the meantime. */
async function isPaused(ctx: Context, id: string): Promise<boolean> {
  try {
    await pauseLink(ctx, { id });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_found") return false;
    throw error;
  }
}
