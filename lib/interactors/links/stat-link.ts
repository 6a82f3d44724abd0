import type { Context } from "@/lib/context";
import type { TeamActor } from "@/lib/domain/can";
import { linkClosed, type PublicLink } from "@/lib/domain/public-link";
import { tellChange } from "@/lib/store/records/change-hint";
import { changeLinkRow, deleteLink, findLinkTo, markStatPublic } from "@/lib/store/records/links";
import type { Transaction } from "@/lib/store/records/transaction";
import { auditLink } from "./audit-link";
import { heldLink, madeLink } from "./made-link";

interface LockedStat {
  id: string;
  seriesId: bigint;
}

/**
 * Makes a stat public, which is locked after its team: with a new link, or with the one it has, paused or expired as it
 * may be. Whoever calls has permitted it.
 */
export async function openStatLink(
  tx: Transaction,
  ctx: Context,
  actor: TeamActor,
  stat: LockedStat,
): Promise<PublicLink> {
  const { teamId, userId } = actor;
  const to = { statId: stat.seriesId };
  const known = await findLinkTo(tx, teamId, to);
  const link =
    known === null ? await madeLink(tx, ctx, { teamId, to, createdById: userId }) : await reopened(tx, ctx, known);
  await markStatPublic(tx, teamId, stat.id, true);
  await tellChange(tx, teamId, stat.id);
  return link;
}

/** Opens a link that is there already: it is not paused and, should it have expired, does so no more. */
export async function reopened(tx: Transaction, ctx: Context, link: PublicLink): Promise<PublicLink> {
  const now = ctx.clock.now();
  if (linkClosed(link, now) === null) return link;
  const expired = link.expiresAt !== null && link.expiresAt <= now;
  await changeLinkRow(tx, link.id, { pausedAt: null, ...(expired ? { expiresAt: null } : {}) });
  await auditLink(tx, ctx, "link.resumed", link, expired ? { expires: null } : {});
  return heldLink(tx, link.teamId, link.id);
}

/** Takes a stat back from the public, for good. The stat is locked. */
export async function closeStatLink(tx: Transaction, ctx: Context, actor: TeamActor, stat: LockedStat): Promise<void> {
  const link = await findLinkTo(tx, actor.teamId, { statId: stat.seriesId });
  if (link !== null) {
    await deleteLink(tx, link.id);
    await auditLink(tx, ctx, "link.revoked", link);
  }
  await markStatPublic(tx, actor.teamId, stat.id, false);
}
