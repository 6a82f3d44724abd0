import type { Context } from "@/lib/context";
import type { AuditAction, AuditEntry } from "@/lib/domain/audit";
import { log } from "@/lib/log";
import { findKeyName, findPersonName, insertAuditEvent, type NewAuditEvent } from "@/lib/store/records/audit";
import type { Transaction } from "@/lib/store/records/transaction";

type Who = Pick<NewAuditEvent, "actorKind" | "userId" | "keyId" | "actorName">;

/**
 * Writes down, in the transaction that does it, what the actor did to something of a team; with `teamId` null, to
 * something of their own that is no team's business. With `as` somebody who is not signed in yet is named.
 */
export async function audit(
  tx: Transaction,
  ctx: Context,
  entry: AuditEntry & { teamId: string | null; as?: { userId: string | null; name: string } },
): Promise<void> {
  const { as, ...told } = entry;
  const who: Who = as
    ? { actorKind: as.userId === null ? null : "user", userId: as.userId, keyId: null, actorName: as.name }
    : await whoIs(tx, ctx);
  await insertAuditEvent(tx, { ...told, ...who, ...ctx.from, at: ctx.clock.now() });
  if (isAboutSignIn(entry.action)) {
    log().info({ event: entry.action, userId: who.userId, address: ctx.from.address }, "account");
  }
}

/** What concerns who can sign in leaves a line in the process's log too, for whoever watches that. */
function isAboutSignIn(action: AuditAction): boolean {
  return action.startsWith("account.");
}

async function whoIs(tx: Transaction, { actor }: Context): Promise<Who> {
  switch (actor.kind) {
    case "user":
    case "person":
      return {
        actorKind: "user",
        userId: actor.userId,
        keyId: null,
        actorName: await findPersonName(tx, actor.userId),
      };
    case "key":
      return {
        actorKind: "key",
        userId: actor.userId,
        keyId: actor.keyId,
        actorName: await findKeyName(tx, actor.keyId),
      };
    case "job":
      return { actorKind: "job", userId: null, keyId: null, actorName: actor.name };
    case "anonymous":
      return { actorKind: null, userId: null, keyId: null, actorName: "somebody not signed in" };
  }
}
