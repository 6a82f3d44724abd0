import { type Stat, type StatKind, TRASH_HOURS } from "@/lib/domain/stat";
import { newClassicKey, newPublicId } from "./identity";
import type { Transaction } from "./transaction";

/** What a person may change of a stat without touching where its numbers go. */
export interface StatDetails {
  unit?: string;
  description?: string;
  tags?: string[];
  public?: boolean;
  retentionDays?: number | null;
}

export interface NewStat extends StatDetails {
  teamId: string;
  name: string;
  kind: StatKind;
}

/** A stat as its table keeps it. */
type StatRow = Omit<Stat, "id" | "seriesId"> & { id: bigint; publicId: string };

/**
 * A stat that was merged into another stays as a row without names, which only its classic key still finds. Nobody may
 * meet it as a stat.
 */
const NOT_MERGED = { mergedIntoId: null };

/** Before this moment a stat in the trash is gone for good: it cannot be restored and its names are free. */
export function trashHorizon(now: Date): Date {
  return new Date(now.getTime() - TRASH_HOURS * 3_600_000);
}

/**
 * Before this moment the rows of a stat in the trash may be deleted. Later than the horizon: a process hears within a
 * second that a stat went into the trash, and until then may still write minutes of it.
 */
export function purgeHorizon(now: Date): Date {
  return new Date(trashHorizon(now).getTime() - 2 * MINUTE_MS);
}

const MINUTE_MS = 60_000;

/** A stat of the team that is not in the trash, locked until the transaction ends; null when there is none. */
export async function lockStat(tx: Transaction, teamId: string, publicId: string): Promise<Stat | null> {
  const [stat] = await lockStats(tx, teamId, [publicId]);
  return stat ?? null;
}

/** Those of the stats asked for that the team has and that are not in the trash, locked in the order of their ids. */
export async function lockStats(tx: Transaction, teamId: string, publicIds: string[]): Promise<Stat[]> {
  await tx.$queryRaw`
    SELECT 1 FROM stat WHERE public_id = ANY(${publicIds}) AND team_id = ${teamId}::uuid ORDER BY id FOR UPDATE`;
  const rows = await tx.stat.findMany({
    where: { publicId: { in: publicIds }, teamId, trashedAt: null, ...NOT_MERGED },
  });
  return rows.map(toStat);
}

export async function countStats(db: Transaction, teamId: string): Promise<number> {
  return db.stat.count({ where: { teamId, ...NOT_MERGED } });
}

/** Makes a stat with its ids and its name, or returns null when the name feeds another stat. */
export async function insertStat(tx: Transaction, fresh: NewStat, now: Date): Promise<Stat | null> {
  const publicId = newPublicId();
  const row = await tx.stat.create({
    data: { ...fresh, publicId, classicKey: newClassicKey(publicId), createdAt: now },
  });
  return (await claimName(tx, row.teamId, row.name, row.id, now)) ? toStat(row) : null;
}

/**
 * Makes a name feed a stat. True also when it did before, so a stat may be renamed back to a name of its own.
 * A name whose stat has been in the trash for too long is free.
 */
export async function claimName(
  tx: Transaction,
  teamId: string,
  name: string,
  statId: bigint,
  now: Date,
): Promise<boolean> {
  const gone = { trashedAt: { lt: trashHorizon(now) } };
  await tx.statName.deleteMany({ where: { teamId, name, stat: gone } });
  await tx.statName.createMany({ data: [{ teamId, name, statId }], skipDuplicates: true });
  const holder = await tx.statName.findUnique({ where: { teamId_name: { teamId, name } } });
  return holder?.statId === statId;
}

/** Whether a name of the team is kept by a stat in the trash. */
export async function isNameInTrash(db: Transaction, teamId: string, name: string): Promise<boolean> {
  return (await db.statName.count({ where: { teamId, name, stat: { trashedAt: { not: null } } } })) > 0;
}

export async function changeStat(
  tx: Transaction,
  statId: bigint,
  change: StatDetails & { name?: string },
): Promise<void> {
  await tx.stat.update({ where: { id: statId }, data: change });
}

export async function setFavourite(tx: Transaction, userId: string, statId: bigint, favourite: boolean): Promise<void> {
  if (favourite) await tx.favourite.createMany({ data: [{ userId, statId }], skipDuplicates: true });
  else await tx.favourite.deleteMany({ where: { userId, statId } });
}

/** Puts a stat of the team into the trash and returns its name; null when there is none outside it. */
export async function trash(tx: Transaction, teamId: string, publicId: string, now: Date): Promise<string | null> {
  const [stat] = await tx.stat.updateManyAndReturn({
    where: { publicId, teamId, trashedAt: null, ...NOT_MERGED },
    data: { trashedAt: now },
    select: { name: true },
  });
  return stat?.name ?? null;
}

/** Takes a stat of the team out of the trash. False when it is not there, or has been for too long. */
export async function restore(tx: Transaction, teamId: string, publicId: string, now: Date): Promise<boolean> {
  const { count } = await tx.stat.updateMany({
    where: { publicId, teamId, trashedAt: { gte: trashHorizon(now) } },
    data: { trashedAt: null },
  });
  return count === 1;
}

/**
 * Makes a stat in the trash be gone at once, as if it had been there for too long: its names are free. Returns what it
 * was called; null when it is not in the trash, or is gone already.
 */
export async function makeGone(tx: Transaction, teamId: string, publicId: string, now: Date): Promise<string | null> {
  const [stat] = await tx.stat.updateManyAndReturn({
    where: { publicId, teamId, trashedAt: { gte: trashHorizon(now) } },
    data: { trashedAt: new Date(trashHorizon(now).getTime() - MINUTE_MS) },
    select: { name: true },
  });
  if (stat === undefined) return null;
  await tx.statName.deleteMany({ where: { stat: { publicId } } });
  return stat.name;
}

/** Makes every stat of a team be gone at once, in the trash or not; the names are free. */
export async function makeAllGone(tx: Transaction, teamId: string, now: Date): Promise<void> {
  const horizon = trashHorizon(now);
  await tx.stat.updateMany({
    where: { teamId, OR: [{ trashedAt: null }, { trashedAt: { gte: horizon } }], ...NOT_MERGED },
    data: { trashedAt: new Date(horizon.getTime() - MINUTE_MS) },
  });
  await tx.statName.deleteMany({ where: { teamId } });
}

/** A stat that is past its time in the trash, with the series that were merged into it. */
export interface GoneStat {
  seriesId: bigint;
  mergedIds: bigint[];
}

/** Stats that have been in the trash for too long, oldest first. */
export async function findGoneStats(db: Transaction, now: Date, limit: number): Promise<GoneStat[]> {
  const rows = await db.stat.findMany({
    where: { trashedAt: { lt: purgeHorizon(now) }, ...NOT_MERGED },
    select: { id: true, merged: { select: { id: true } } },
    orderBy: { trashedAt: "asc" },
    take: limit,
  });
  return rows.map(({ id, merged }) => ({ seriesId: id, mergedIds: merged.map((each) => each.id) }));
}

/**
 * Makes one stat's names feed another, marks it as merged away, and takes along what was merged into it before, what
 * was written about it and whose favourite it was. Both are locked, of one team and one kind.
 */
export async function mergeAway(tx: Transaction, from: bigint, into: bigint, now: Date): Promise<void> {
  await tx.statName.updateMany({ where: { statId: from }, data: { statId: into } });
  await tx.stat.updateMany({ where: { mergedIntoId: from }, data: { mergedIntoId: into } });
  await tx.annotation.updateMany({ where: { statId: from }, data: { statId: into } });
  await tx.$executeRaw`
    INSERT INTO favourite (user_id, stat_id) SELECT user_id, ${into}::bigint FROM favourite WHERE stat_id = ${from}::bigint
    ORDER BY user_id ON CONFLICT DO NOTHING`;
  await tx.favourite.deleteMany({ where: { statId: from } });
  await tx.stat.update({ where: { id: from }, data: { mergedIntoId: into, mergedAt: now, moving: true } });
}

/** The stat outside the trash that one of the team's was merged into; null when it was not. */
export async function findMergedInto(db: Transaction, teamId: string, publicId: string): Promise<string | null> {
  const row = await db.stat.findFirst({
    where: { publicId, teamId, mergedInto: { trashedAt: null } },
    select: { mergedInto: { select: { publicId: true } } },
  });
  return row?.mergedInto?.publicId ?? null;
}

/** Stats that were merged away and may still have numbers of their own. */
export async function findMovingStats(db: Transaction): Promise<{ seriesId: bigint; mergedAt: Date }[]> {
  const rows = await db.stat.findMany({
    where: { moving: true },
    select: { id: true, mergedAt: true },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id, mergedAt }) => ({ seriesId: id, mergedAt: mergedAt ?? new Date(0) }));
}

export function toStat(row: StatRow): Stat {
  const { id: seriesId, publicId: id, teamId, name, kind, unit, description, tags, public: isPublic } = row;
  const { classicKey, createdAt, trashedAt, retentionDays, minutesFrom } = row;
  const about = { name, kind, unit, description, tags, public: isPublic };
  return { id, seriesId, teamId, ...about, classicKey, createdAt, trashedAt, retentionDays, minutesFrom };
}
