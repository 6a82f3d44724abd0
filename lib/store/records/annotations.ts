import type pg from "pg";
import type { Annotation, ListedAnnotation } from "@/lib/domain/annotation";
import { Prisma } from "@/lib/store/generated/client";
import type { Transaction } from "./transaction";

/** More than so many marks in one chart tell nothing: the newest are kept. */
const MOST_IN_A_CHART = 200;

// A team's own, and what the team whose stat it is wrote about that stat; who of that team did is not for others.
const FIND = `
  SELECT a.id, s.public_id AS "statId", a.at, a.until, a.text,
    CASE WHEN a.team_id = $1 THEN a.author ELSE t.name END AS author, a.created_at AS "createdAt"
  FROM annotation a JOIN team t ON t.id = a.team_id LEFT JOIN stat s ON s.id = a.stat_id
  WHERE (a.team_id = $1 AND (a.stat_id IS NULL OR a.stat_id = ANY ($2::bigint[]))
      OR a.stat_id = ANY ($2::bigint[]) AND a.team_id = s.team_id)
    AND a.at < to_timestamp($4) AND coalesce(a.until, a.at) >= to_timestamp($3)
  ORDER BY a.at DESC, a.id DESC LIMIT ${MOST_IN_A_CHART}`;

/** What happened in [from, to), unix seconds, to these stats or to all of a team's; oldest first. */
export async function findAnnotations(
  pool: pg.Pool,
  { teamId, seriesIds, from, to }: { teamId: string; seriesIds: bigint[]; from: number; to: number },
): Promise<Annotation[]> {
  const { rows } = await pool.query<Annotation>(FIND, [teamId, seriesIds.map(String), from, to]);
  return rows.reverse();
}

interface AnnotationFilter {
  teamId: string;
  /** What the chart of this stat, which the team sees, can show; null is everything that the team wrote. */
  seriesId: bigint | null;
  /** What was still so at this moment or later. */
  from?: Date;
  /** What began before this moment. */
  to?: Date;
}

/** The place after which a page begins: the last annotation's moment and id. */
export interface AnnotationPlace {
  at: Date;
  id: string;
}

// What was written about a stat hides with it: in the trash, and when the team that shares it no longer does.
const listed = (teamId: string) => Prisma.sql`
  SELECT a.id, s.public_id AS "statId", s.name AS "statName", a.at, a.until, a.text, a.created_at AS "createdAt",
    a.team_id = ${teamId}::uuid AS own,
    CASE WHEN a.team_id = ${teamId}::uuid THEN a.author ELSE t.name END AS author
  FROM annotation a JOIN team t ON t.id = a.team_id LEFT JOIN stat s ON s.id = a.stat_id
  WHERE (s.id IS NULL OR s.trashed_at IS NULL AND (s.team_id = ${teamId}::uuid OR EXISTS (
      SELECT FROM stat_share h JOIN team o ON o.id = s.team_id
      WHERE h.stat_id = s.id AND h.team_id = ${teamId}::uuid AND o.deleted_at IS NULL)))`;

/** A page of what was written down, the latest to have happened first. */
export async function listAnnotationsOf(
  db: Transaction,
  { teamId, seriesId, from, to }: AnnotationFilter,
  page: { limit: number; after: AnnotationPlace | null },
): Promise<ListedAnnotation[]> {
  const conditions = [
    seriesId === null
      ? Prisma.sql`a.team_id = ${teamId}::uuid`
      : Prisma.sql`(a.team_id = ${teamId}::uuid AND a.stat_id IS NULL
          OR a.stat_id = ${seriesId}::bigint AND a.team_id IN (${teamId}::uuid, s.team_id))`,
    ...(from === undefined ? [] : [Prisma.sql`coalesce(a.until, a.at) >= ${from}`]),
    ...(to === undefined ? [] : [Prisma.sql`a.at < ${to}`]),
    ...(page.after === null
      ? []
      : [Prisma.sql`(a.at, a.id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`]),
  ];
  return db.$queryRaw<ListedAnnotation[]>`
    ${listed(teamId)} AND ${Prisma.join(conditions, " AND ")} ORDER BY a.at DESC, a.id DESC LIMIT ${page.limit}`;
}

/** One that the team wrote, locked until the transaction ends; null when there is none that it sees. */
export async function lockAnnotation(tx: Transaction, teamId: string, id: string): Promise<ListedAnnotation | null> {
  const [row] = await tx.$queryRaw<ListedAnnotation[]>`
    ${listed(teamId)} AND a.id = ${id}::uuid AND a.team_id = ${teamId}::uuid FOR UPDATE OF a`;
  return row ?? null;
}

/** What is kept of an annotation. */
export interface KeptAnnotation {
  teamId: string;
  /** Null concerns all stats of the team. */
  seriesId: bigint | null;
  at: Date;
  until: Date | null;
  text: string;
  author: string;
  createdAt: Date;
}

/** Returns its id. */
export async function insertAnnotation(
  tx: Transaction,
  { seriesId: statId, ...fresh }: KeptAnnotation,
): Promise<string> {
  const { id } = await tx.annotation.create({ data: { ...fresh, statId }, select: { id: true } });
  return id;
}

/** Inserts one that was removed under the id that it had. False when there is one. */
export async function reinsertAnnotation(
  tx: Transaction,
  { seriesId: statId, ...kept }: KeptAnnotation & { id: string },
): Promise<boolean> {
  const { count } = await tx.annotation.createMany({ data: [{ ...kept, statId }], skipDuplicates: true });
  return count === 1;
}

/** What the same author wrote in the same words of the same stat since a moment, the latest first. */
export async function findSaidSince(
  tx: Transaction,
  { teamId, seriesId: statId, text, author }: Pick<KeptAnnotation, "teamId" | "seriesId" | "text" | "author">,
  since: Date,
): Promise<{ id: string; at: Date; until: Date | null }[]> {
  return tx.annotation.findMany({
    where: { teamId, statId, text, author, createdAt: { gt: since } },
    select: { id: true, at: true, until: true },
    orderBy: { id: "desc" },
  });
}

/** How many the team has, or has written since a moment. */
export async function countAnnotations(tx: Transaction, teamId: string, since?: Date): Promise<number> {
  return tx.annotation.count({ where: { teamId, createdAt: { gt: since } } });
}

export async function updateAnnotation(
  tx: Transaction,
  id: string,
  { seriesId: statId, ...change }: Partial<Pick<KeptAnnotation, "seriesId" | "at" | "until" | "text">>,
): Promise<void> {
  await tx.annotation.update({ where: { id }, data: { ...change, statId } });
}

export async function removeAnnotation(tx: Transaction, id: string): Promise<void> {
  await tx.annotation.delete({ where: { id } });
}

/**
 * Keeps a stat from being merged away or deleted until the transaction ends, so that what is written about it stays
 * with it. False when it is gone, or in the trash.
 */
export async function holdStat(tx: Transaction, seriesId: bigint): Promise<boolean> {
  const held = await tx.$queryRaw<object[]>`
    SELECT 1 FROM stat WHERE id = ${seriesId}::bigint AND trashed_at IS NULL AND merged_into_id IS NULL FOR KEY SHARE`;
  return held.length === 1;
}

/** The public id of the team's own stat, outside the trash, that this name feeds; null when there is none. */
export async function findNamedStat(tx: Transaction, teamId: string, name: string): Promise<string | null> {
  const row = await tx.statName.findFirst({
    where: { teamId, name, stat: { trashedAt: null } },
    select: { stat: { select: { publicId: true } } },
  });
  return row?.stat.publicId ?? null;
}

/** What the log says of an annotation of the team that was deleted since a moment; null when it says nothing. */
export async function findDeletedAnnotation(
  tx: Transaction,
  teamId: string,
  id: string,
  since: Date,
): Promise<unknown | null> {
  const event = await tx.auditEvent.findFirst({
    where: { teamId, action: "annotation.deleted", subjectId: id, at: { gte: since } },
    select: { detail: true },
    orderBy: { id: "desc" },
  });
  return event?.detail ?? null;
}
