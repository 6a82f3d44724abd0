import type { MailContent } from "@/lib/domain/mail";
import type { Prisma } from "@/lib/store/generated/client";
import type { Transaction } from "./transaction";

export interface NewMail {
  content: MailContent;
  /** The address, as `parseEmail` returns it. */
  recipient: string;
  /** Whose business it is: the team's, an account's, or neither's. */
  teamId?: string;
  userId?: string;
}

/** Puts a mail in line, in the transaction of what it tells of; a worker sends it within seconds of the commit. */
export async function queueMail(tx: Transaction, { content, ...mail }: NewMail, now: Date): Promise<void> {
  const { kind, ...rest } = content;
  const data = { ...mail, kind, content: rest as object as Prisma.InputJsonObject, createdAt: now, nextAt: now };
  await tx.mail.create({ data });
}
