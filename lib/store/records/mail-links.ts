import type { LinkKind } from "@/lib/domain/mail";
import type { Transaction } from "./transaction";

export interface NewLink {
  /** The id of its mail. */
  id: string;
  kind: LinkKind;
  /** The address it is mailed to. */
  email: string;
  /** Whose account it is for; null for a sign-in link. */
  userId: string | null;
  hash: Uint8Array<ArrayBuffer>;
  createdAt: Date;
  expiresAt: Date;
}

/** Stores a link before it is mailed. */
export async function insertLink(tx: Transaction, link: NewLink): Promise<void> {
  await tx.mailedLink.create({ data: link });
}

/** Whether the link of a mail can still be used: it was not yet, and no other was in its place. */
export async function isLinkThere(tx: Transaction, mailId: string): Promise<boolean> {
  return (await tx.mailedLink.count({ where: { id: mailId } })) === 1;
}

/** Makes an invitation be accepted by this link alone; until when, or null when it was accepted, taken back or has expired. */
export async function linkInvitation(
  tx: Transaction,
  { id, email, hash, now }: { id: string; email: string; hash: Uint8Array<ArrayBuffer>; now: Date },
): Promise<Date | null> {
  const [row] = await tx.invitation.updateManyAndReturn({
    where: { id, email, expiresAt: { gt: now } },
    data: { hash },
    select: { expiresAt: true },
  });
  return row?.expiresAt ?? null;
}

/** The id of the account that has proved an address; null when none has. */
export async function findProver(tx: Transaction, email: string): Promise<string | null> {
  const user = await tx.user.findUnique({ where: { verifiedEmail: email }, select: { id: true } });
  return user?.id ?? null;
}

/** The address an account claims and the one it has proved; null when it is gone. */
export async function findClaim(
  tx: Transaction,
  userId: string,
): Promise<{ email: string; verifiedEmail: string | null } | null> {
  return tx.user.findUnique({ where: { id: userId }, select: { email: true, verifiedEmail: true } });
}

/** Whether a person is in a team, now that it is about to be written to them. */
export async function isInTeam(tx: Transaction, teamId: string, userId: string): Promise<boolean> {
  return (await tx.membership.count({ where: { teamId, userId } })) === 1;
}
