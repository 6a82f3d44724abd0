import type { QuietHours } from "@/lib/domain/channel";
import { quietColumns, toQuiet } from "./channels";
import type { Transaction } from "./transaction";

const QUIET = { quietFrom: true, quietTo: true, quietZone: true } as const;

/** A person's own quiet hours, whatever the team. */
export async function findQuietHours(db: Transaction, userId: string): Promise<QuietHours | null> {
  const user = await db.user.findUnique({ where: { id: userId }, select: QUIET });
  return user && toQuiet(user);
}

/** Sets them, and lets what was held back for the person's address be looked at again. */
export async function setQuietHours(
  tx: Transaction,
  userId: string,
  quiet: QuietHours | null,
  now: Date,
): Promise<void> {
  const { verifiedEmail } = await tx.user.update({
    where: { id: userId },
    data: quietColumns(quiet),
    select: { verifiedEmail: true },
  });
  if (verifiedEmail === null) return;
  await tx.delivery.updateMany({
    where: {
      state: "held",
      channel: { kind: "email", shown: verifiedEmail, team: { memberships: { some: { userId } } } },
    },
    data: { nextAt: now },
  });
}

/** Whoever in a team has proved an address, with their own quiet hours; null when nobody has. */
export async function findMemberAt(
  db: Transaction,
  teamId: string,
  address: string,
): Promise<{ quiet: QuietHours | null } | null> {
  const user = await db.user.findFirst({
    where: { verifiedEmail: address, memberships: { some: { teamId } } },
    select: QUIET,
  });
  return user && { quiet: toQuiet(user) };
}
