import type { Channel, ChannelKind, QuietHours } from "@/lib/domain/channel";
import type { Prisma } from "@/lib/store/generated/client";
import type { Transaction } from "./transaction";

/** A channel with where it leads, sealed: see lib/delivery/seal.ts. */
export interface SealedChannel extends Channel {
  sealed: Uint8Array;
}

/** A page of the team's channels, newest first; `after` is the id of the last one seen. */
export async function findChannels(
  db: Transaction,
  teamId: string,
  page: { limit: number; after: string | null },
): Promise<Channel[]> {
  const rows = await db.channel.findMany({
    where: { teamId, ...(page.after === null ? {} : { id: { lt: page.after } }) },
    orderBy: { id: "desc" },
    take: page.limit,
    select: FIELDS,
  });
  return rows.map(toChannel);
}

export async function findChannel(db: Transaction, teamId: string, id: string): Promise<Channel | null> {
  const row = await db.channel.findFirst({ where: { id, teamId }, select: FIELDS });
  return row && toChannel(row);
}

/** A channel of any team with where it leads, for whoever delivers to it. */
export async function findSealedChannel(db: Transaction, id: string): Promise<SealedChannel | null> {
  const row = await db.channel.findUnique({ where: { id }, select: { ...FIELDS, sealed: true } });
  return row && { ...toChannel(row), sealed: row.sealed };
}

/**
 * A channel of the team, or of any with `teamId` null, locked until the transaction ends. What an alert tells is put in
 * line for it meanwhile: transitions wait for nobody's form.
 */
export async function lockChannel(tx: Transaction, teamId: string | null, id: string): Promise<SealedChannel | null> {
  await tx.$queryRaw`SELECT 1 FROM channel WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const found = await findSealedChannel(tx, id);
  return teamId === null || found?.teamId === teamId ? found : null;
}

export async function countChannels(db: Transaction, teamId: string): Promise<number> {
  return db.channel.count({ where: { teamId } });
}

export interface NewChannel {
  teamId: string;
  kind: ChannelKind;
  name: string;
  shown: string;
  quiet: QuietHours | null;
  confirmedAt: Date | null;
}

/** Makes a channel; `seal` says, once its id is known, what is kept of where it leads. */
export async function insertChannel(
  tx: Transaction,
  { quiet, ...fresh }: NewChannel,
  seal: (id: string) => Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<Channel> {
  const data = { ...fresh, ...quietColumns(quiet), sealed: new Uint8Array(), createdAt: now };
  const { id } = await tx.channel.create({ data, select: { id: true } });
  return toChannel(await tx.channel.update({ where: { id }, data: { sealed: seal(id) }, select: FIELDS }));
}

export interface ChannelChange {
  name?: string;
  shown?: string;
  sealed?: Uint8Array<ArrayBuffer>;
  quiet?: QuietHours | null;
  confirmedAt?: Date | null;
  disabledAt?: Date | null;
  problem?: string;
}

/** Changes what is named and leaves the rest. The channel is locked. */
export async function changeChannel(
  tx: Transaction,
  id: string,
  { quiet, ...change }: ChannelChange,
): Promise<Channel> {
  const data = { ...change, ...(quiet === undefined ? {} : quietColumns(quiet)) };
  return toChannel(await tx.channel.update({ where: { id }, data, select: FIELDS }));
}

/** Ends a channel, with what waits for it and the log of what went there. */
export async function deleteChannel(tx: Transaction, id: string): Promise<void> {
  await tx.channel.deleteMany({ where: { id } });
}

/** How many alerts tell a channel, by its id. */
export async function countAlertsOf(db: Transaction, channelIds: string[]): Promise<Map<string, number>> {
  const rows = await db.alertChannel.groupBy({
    by: ["channelId"],
    where: { channelId: { in: channelIds } },
    _count: true,
  });
  return new Map(rows.map(({ channelId, _count }) => [channelId, _count]));
}

/** The team's name, and the proved addresses of its owners: whom a channel that stopped is told to. */
export async function findOwners(
  db: Transaction,
  teamId: string,
): Promise<{ team: string; owners: { userId: string; email: string }[] }> {
  const { name, memberships } = await db.team.findUniqueOrThrow({
    where: { id: teamId },
    select: {
      name: true,
      memberships: {
        where: { role: "owner", user: { verifiedEmail: { not: null } } },
        select: { userId: true, user: { select: { verifiedEmail: true } } },
        orderBy: { userId: "asc" },
      },
    },
  });
  const owners = memberships.flatMap(({ userId, user }) =>
    user.verifiedEmail === null ? [] : [{ userId, email: user.verifiedEmail }],
  );
  return { team: name, owners };
}

/** How many mails since a moment asked an address to agree, or were sent for that by a team. */
export async function countConfirmMails(
  db: Transaction,
  of: { recipient: string } | { teamId: string },
  since: Date,
): Promise<number> {
  return db.mail.count({ where: { ...of, kind: "channel_confirm", createdAt: { gt: since } } });
}

const FIELDS = {
  id: true,
  teamId: true,
  kind: true,
  name: true,
  shown: true,
  quietFrom: true,
  quietTo: true,
  quietZone: true,
  confirmedAt: true,
  disabledAt: true,
  problem: true,
  createdAt: true,
} satisfies Prisma.ChannelSelect;

type ChannelRow = Prisma.ChannelGetPayload<{ select: typeof FIELDS }>;

function toChannel({ quietFrom, quietTo, quietZone, ...row }: ChannelRow): Channel {
  const { id, teamId, kind, name, shown, confirmedAt, disabledAt, problem, createdAt } = row;
  const quiet = toQuiet({ quietFrom, quietTo, quietZone });
  return { id, teamId, kind, name, shown, quiet, confirmedAt, disabledAt, problem, createdAt };
}

interface QuietColumns {
  quietFrom: number | null;
  quietTo: number | null;
  quietZone: string | null;
}

/** Quiet hours as columns have them, of channels and of people. */
export function toQuiet({ quietFrom: from, quietTo: to, quietZone: zone }: QuietColumns): QuietHours | null {
  return from === null || to === null || zone === null ? null : { from, to, zone };
}

export function quietColumns(quiet: QuietHours | null): QuietColumns {
  return { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null, quietZone: quiet?.zone ?? null };
}
