import type { Context } from "@/lib/context";
import type { PublicLink } from "@/lib/domain/public-link";
import { findLink, insertLink, type NewLink } from "@/lib/store/records/links";
import type { Transaction } from "@/lib/store/records/transaction";
import { auditLink } from "./audit-link";
import { noSuchLink } from "./link-input";
import { leaveRoomForLink } from "./permit-publish";

/** Makes a link and writes that down. The team is locked. Throws `limited` when it has too many. */
export async function madeLink(tx: Transaction, ctx: Context, fresh: NewLink): Promise<PublicLink> {
  await leaveRoomForLink(tx, fresh.teamId);
  const id = await insertLink(tx, fresh, ctx.clock.now());
  const link = await heldLink(tx, fresh.teamId, id);
  await auditLink(tx, ctx, "link.made", link, {
    ...(link.origins.length === 0 ? {} : { origins: link.origins }),
    ...(link.expiresAt === null ? {} : { expires: link.expiresAt.toISOString() }),
  });
  return link;
}

/** A link as it is now, for whoever just made or changed it. Throws `not_found`. */
export async function heldLink(tx: Transaction, teamId: string, id: string): Promise<PublicLink> {
  const link = await findLink(tx, teamId, id);
  if (link === null) throw noSuchLink();
  return link;
}
