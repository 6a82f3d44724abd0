import { createHash } from "node:crypto";
import type { LinkKind } from "@/lib/domain/mail";
import type { Transaction } from "./transaction";

export interface MailedLink {
  /** The address it was mailed to, which using it proves. */
  email: string;
  /** Whose account it is for; null for a sign-in link. */
  userId: string | null;
}

/** What is kept of a mailed token: SHA-256 is enough for 256 random bits. */
export function hashLink(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}

/** What a link is for, without using it; null when it is unknown, was used or has expired. */
export async function findLink(db: Transaction, kind: LinkKind, token: string, now: Date): Promise<MailedLink | null> {
  return db.mailedLink.findFirst({
    where: { kind, hash: hashLink(token), expiresAt: { gt: now } },
    select: { email: true, userId: true },
  });
}

/**
 * Uses a link: it is gone, and so is every other of its kind for the address. Null when it is unknown, was used or has
 * expired; of several uses at once only one gets it.
 */
export async function useLink(tx: Transaction, kind: LinkKind, token: string, now: Date): Promise<MailedLink | null> {
  const [link] = await tx.$queryRaw<MailedLink[]>`
    DELETE FROM mailed_link WHERE kind = ${kind}::link_kind AND hash = ${hashLink(token)} AND expires_at > ${now}
    RETURNING email, user_id AS "userId"`;
  if (link === undefined) return null;
  await tx.mailedLink.deleteMany({ where: { kind, email: link.email } });
  return link;
}
