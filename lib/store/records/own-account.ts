import type { LinkKind } from "@/lib/domain/mail";
import type { Transaction } from "./transaction";

/** What the person who is signed in may know of their own account; the hash only to compare with. */
export interface OwnAccount {
  userId: string;
  email: string;
  /** The same address once it was proved, else null. */
  verifiedEmail: string | null;
  passwordHash: string | null;
  tokenVersion: number;
  createdAt: Date;
}

const FIELDS = {
  id: true,
  email: true,
  verifiedEmail: true,
  passwordHash: true,
  tokenVersion: true,
  createdAt: true,
} as const;

/** Null when the account was deleted. */
export async function findOwnAccount(db: Transaction, userId: string): Promise<OwnAccount | null> {
  const user = await db.user.findUnique({ where: { id: userId }, select: FIELDS });
  if (user === null) return null;
  const { id, ...rest } = user;
  return { userId: id, ...rest };
}

/** The same, locked until the transaction ends. */
export async function lockOwnAccount(tx: Transaction, userId: string): Promise<OwnAccount | null> {
  await tx.$queryRaw`SELECT 1 FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
  return findOwnAccount(tx, userId);
}

/** Sets the password and raises the version that every session carries. Returns the version sessions must have now. */
export async function replacePassword(tx: Transaction, userId: string, passwordHash: string): Promise<number> {
  const { tokenVersion } = await tx.user.update({
    where: { id: userId },
    data: { passwordHash, tokenVersion: { increment: 1 } },
    select: { tokenVersion: true },
  });
  return tokenVersion;
}

/** Makes an address the account's, as proved. False when another account has proved it. */
export async function setProvedEmail(tx: Transaction, userId: string, email: string): Promise<boolean> {
  const proved = await tx.user.findUnique({ where: { verifiedEmail: email }, select: { id: true } });
  if (proved !== null && proved.id !== userId) return false;
  await tx.user.update({ where: { id: userId }, data: { email, verifiedEmail: email } });
  return true;
}

/** Makes links of these kinds that were mailed for the account worthless, and takes back those that are about to be. */
export async function dropLinks(tx: Transaction, userId: string, kinds: LinkKind[]): Promise<void> {
  await tx.mailedLink.deleteMany({ where: { userId, kind: { in: kinds } } });
  await tx.mail.deleteMany({ where: { userId, kind: { in: kinds }, state: "waiting" } });
}

/** How many mails of a kind were put in line for an account since a moment. */
export async function countMails(db: Transaction, userId: string, kind: string, since: Date): Promise<number> {
  return db.mail.count({ where: { userId, kind, createdAt: { gt: since } } });
}
