import { type Stat, type StatKind, TRASH_HOURS } from "@/lib/domain/stat";
import { newClassicKey, newPublicId } from "./identity";
import type { Transaction } from "./transaction";

/** What a person may change of a stat without touching where its numbers go. */
export interface StatDetails {
  unit?: string;
  description?: string;
  tags?: string[];
  public?: boolean;
}

export interface NewStat extends StatDetails {
  teamId: string;
  name: string;
  kind: StatKind;
}

/** A stat as its table keeps it. */
type StatRow = Omit<Stat, "id" | "seriesId"> & { id: bigint; publicId: string };

/** Before this moment a stat in the trash is gone for good: it cannot be restored and its names are free. */
function trashHorizon(now: Date): Date {
  return new Date(now.getTime() - TRASH_HOURS * 3_600_000);
}

/** A stat of the team that is not in the trash, locked until the transaction ends; null when there is none. */
export async function lockStat(tx: Transaction, teamId: string, publicId: string): Promise<Stat | null> {
  await tx.$queryRaw`SELECT 1 FROM stat WHERE public_id = ${publicId} AND team_id = ${teamId}::uuid FOR UPDATE`;
  const row = await tx.stat.findFirst({ where: { publicId, teamId, trashedAt: null } });
  return row && toStat(row);
}

export async function countStats(db: Transaction, teamId: string): Promise<number> {
  return db.stat.count({ where: { teamId } });
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

/** Puts a stat of the team into the trash. False when there is none outside it. */
export async function trash(tx: Transaction, teamId: string, publicId: string, now: Date): Promise<boolean> {
  const { count } = await tx.stat.updateMany({
    where: { publicId, teamId, trashedAt: null },
    data: { trashedAt: now },
  });
  return count === 1;
}

/** Takes a stat of the team out of the trash. False when it is not there, or has been for too long. */
export async function restore(tx: Transaction, teamId: string, publicId: string, now: Date): Promise<boolean> {
  const { count } = await tx.stat.updateMany({
    where: { publicId, teamId, trashedAt: { gte: trashHorizon(now) } },
    data: { trashedAt: null },
  });
  return count === 1;
}

/** Series ids of stats that have been in the trash for too long, oldest first. */
export async function findGoneStats(db: Transaction, now: Date, limit: number): Promise<bigint[]> {
  const rows = await db.stat.findMany({
    where: { trashedAt: { lt: trashHorizon(now) } },
    select: { id: true },
    orderBy: { trashedAt: "asc" },
    take: limit,
  });
  return rows.map((row) => row.id);
}

/** Deletes the records of a stat that has been in the trash for too long: names and favourites go with it. */
export async function deleteGoneStat(tx: Transaction, statId: bigint, now: Date): Promise<boolean> {
  const { count } = await tx.stat.deleteMany({ where: { id: statId, trashedAt: { lt: trashHorizon(now) } } });
  return count === 1;
}

export function toStat(row: StatRow): Stat {
  const { id: seriesId, publicId: id, teamId, name, kind, unit, description, tags, public: isPublic } = row;
  const { classicKey, createdAt, trashedAt, retentionDays, minutesFrom } = row;
  const about = { name, kind, unit, description, tags, public: isPublic };
  return { id, seriesId, teamId, ...about, classicKey, createdAt, trashedAt, retentionDays, minutesFrom };
}
