import type { Transaction } from "./transaction";

/** Puts addresses on a report's list; those that are on it stay as they are. Returns the ids of those that came. */
export async function insertRecipients(
  tx: Transaction,
  reportId: string,
  fresh: { address: string; confirmedAt: Date | null }[],
  now: Date,
): Promise<{ id: string; address: string }[]> {
  return tx.reportRecipient.createManyAndReturn({
    data: fresh.map((each) => ({ ...each, reportId, createdAt: now })),
    skipDuplicates: true,
    select: { id: true, address: true },
  });
}

/**
 * Takes everybody but these addresses off a list, but for those who unsubscribed: that is remembered. Returns how many.
 */
export async function dropOthers(tx: Transaction, reportId: string, addresses: string[]): Promise<number> {
  const { count } = await tx.reportRecipient.deleteMany({
    where: { reportId, address: { notIn: addresses }, unsubscribedAt: null },
  });
  return count;
}

/** Which of these addresses members of a team have proved. */
export async function findMembersAt(db: Transaction, teamId: string, addresses: string[]): Promise<Set<string>> {
  const users = await db.user.findMany({
    where: { verifiedEmail: { in: addresses }, memberships: { some: { teamId } } },
    select: { verifiedEmail: true },
  });
  return new Set(users.flatMap(({ verifiedEmail }) => (verifiedEmail === null ? [] : [verifiedEmail])));
}

/** The addresses that a team's people have proved, in their order. */
export async function findProvedAddresses(db: Transaction, teamId: string): Promise<string[]> {
  const users = await db.user.findMany({
    where: { verifiedEmail: { not: null }, memberships: { some: { teamId } } },
    select: { verifiedEmail: true },
    orderBy: { verifiedEmail: "asc" },
    take: 1_000,
  });
  return users.flatMap(({ verifiedEmail }) => verifiedEmail ?? []);
}

/** To which of these addresses nothing is sent any more, because mail to them came back or was complained of. */
export async function findSilent(db: Transaction, addresses: string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const rows = await db.silentAddress.findMany({ where: { address: { in: addresses } }, select: { address: true } });
  return new Set(rows.map(({ address }) => address));
}

/** Whoever was asked before they joined the team need not agree any more. */
export async function agreeForMembers(tx: Transaction, reportId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE report_recipient p SET confirmed_at = ${now}
    FROM report r JOIN membership m ON m.team_id = r.team_id JOIN app_user u ON u.id = m.user_id
    WHERE p.report_id = ${reportId}::uuid AND r.id = p.report_id AND u.verified_email = p.address
      AND p.confirmed_at IS NULL AND p.unsubscribed_at IS NULL`;
}

/**
 * Whom a report is sent to: all who agreed and have not unsubscribed, but for silent addresses. They stay until the
 * transaction ends.
 */
export async function holdReaders(tx: Transaction, reportId: string): Promise<{ id: string; address: string }[]> {
  return tx.$queryRaw<{ id: string; address: string }[]>`
    SELECT p.id, p.address FROM report_recipient p
    WHERE p.report_id = ${reportId}::uuid AND p.confirmed_at IS NOT NULL AND p.unsubscribed_at IS NULL
      AND NOT EXISTS (SELECT FROM silent_address s WHERE s.address = p.address)
    ORDER BY p.id FOR KEY SHARE`;
}

/** Somebody leaves a team: what they got as one of its people they get no more, until they agree as anybody else. */
export async function endConsent(tx: Transaction, teamId: string, userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE report_recipient p SET confirmed_at = NULL FROM report r, app_user u
    WHERE r.id = p.report_id AND r.team_id = ${teamId}::uuid
      AND u.id = ${userId}::uuid AND u.verified_email = p.address`;
}

/** Somebody's proved address is another now: the reports of their teams come there, if they do not already. */
export async function followAddress(
  tx: Transaction,
  userId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE report_recipient p SET address = ${to} FROM report r JOIN membership m ON m.team_id = r.team_id
    WHERE r.id = p.report_id AND m.user_id = ${userId}::uuid AND p.address = ${from}
      AND NOT EXISTS (SELECT FROM report_recipient o WHERE o.report_id = p.report_id AND o.address = ${to})`;
  await tx.$executeRaw`
    DELETE FROM report_recipient p USING report r, membership m
    WHERE r.id = p.report_id AND m.team_id = r.team_id AND m.user_id = ${userId}::uuid AND p.address = ${from}
      AND p.unsubscribed_at IS NULL`;
}

const CONFIRMING = ["report_confirm", "channel_confirm"];

/** How many mails since a moment asked an address to agree to something, or were sent for that by a team. */
export async function countAsked(
  db: Transaction,
  of: { recipient: string } | { teamId: string },
  since: Date,
): Promise<number> {
  return db.mail.count({ where: { ...of, kind: { in: CONFIRMING }, createdAt: { gt: since } } });
}
