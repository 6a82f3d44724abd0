import type pg from "pg";
import type { ListedStat, StatKind } from "@/lib/domain/stat";
import { Prisma } from "@/lib/store/generated/client";
import type { Transaction } from "./transaction";

export const STAT_SORTS = ["name", "-name", "last_at", "-last_at", "created_at", "-created_at"] as const;
export type StatSort = (typeof STAT_SORTS)[number];

export interface StatFilter {
  teamId: string;
  /** The stats that other teams share with this one instead of its own. */
  shared?: boolean;
  /** Whose favourites; null when a key of nobody asks. */
  userId: string | null;
  /** A part of the name, in any case. */
  q?: string;
  kind?: StatKind;
  tag?: string;
  favourite?: boolean;
  /** The stats in the trash instead of the others, as far as they were put there after this moment. */
  trashedAfter?: Date;
}

/** The place after which a page begins: the last row's sort key and id. */
export interface StatPlace {
  key: string | Date;
  id: string;
}

interface ListedRow {
  /** A bigint from Prisma, its digits from the pool. */
  id: bigint | string;
  public_id: string;
  team_id: string;
  name: string;
  kind: StatKind;
  unit: string;
  description: string;
  tags: string[];
  public: boolean;
  classic_key: string;
  created_at: Date;
  trashed_at: Date | null;
  retention_days: number | null;
  minutes_from: Date;
  shared_by: string | null;
  favourite: boolean;
  last: number | null;
  last_at: Date | null;
}

// Of the stat itself and of those whose numbers are still moving into it. Where minutes have been folded the last
// number may be in a quarter; elsewhere quarters are not looked at.
const LAST = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT newest.last, newest.last_at
    FROM (
      SELECT s.id, s.minutes_from UNION ALL SELECT m.id, m.minutes_from FROM moving m WHERE m.merged_into_id = s.id) part
    CROSS JOIN LATERAL (
      (SELECT last, last_at FROM series_minute WHERE stat_id = part.id ORDER BY minute DESC LIMIT 1)
      UNION ALL
      (SELECT last, last_at FROM series_quarter WHERE stat_id = part.id AND part.minutes_from > 'epoch'
        ORDER BY quarter DESC LIMIT 1)) newest
    ORDER BY newest.last_at DESC, newest.last DESC LIMIT 1) l ON true`;
// Few, and found by the index: looking for each stat's own would take as long as looking for its minutes.
const MOVING = Prisma.sql`
  moving AS MATERIALIZED (
    SELECT id, merged_into_id, minutes_from FROM stat WHERE merged_into_id IS NOT NULL AND moving)`;

// Of a team's own stats neither of the two looks into a table.
const sharedWith = (teamId: string) => Prisma.sql`
  s.team_id <> ${teamId}::uuid AND EXISTS (
    SELECT FROM stat_share h JOIN team o ON o.id = s.team_id
    WHERE h.stat_id = s.id AND h.team_id = ${teamId}::uuid AND o.deleted_at IS NULL)`;
const sharedBy = (teamId: string) => Prisma.sql`
  CASE WHEN s.team_id <> ${teamId}::uuid THEN (SELECT o.name FROM team o WHERE o.id = s.team_id) END AS shared_by`;

// ICU's order and folding, whatever locale the cluster was made with: Ä beside A, and found by ä.
const FOLDED_NAME = Prisma.sql`lower(s.name COLLATE "und-x-icu")`;

/** A page of stats in the order asked for, with the place of each, at most `limit` of them. */
export async function findStats(
  db: Transaction,
  filter: StatFilter,
  page: { sort: StatSort; limit: number; after: StatPlace | null },
): Promise<{ stat: ListedStat; place: StatPlace }[]> {
  const falling = page.sort.startsWith("-");
  const order = page.sort.replace("-", "");
  const key =
    order === "name"
      ? FOLDED_NAME
      : order === "created_at"
        ? Prisma.sql`s.created_at`
        : Prisma.sql`coalesce(l.last_at, 'epoch')`;
  const direction = falling ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const conditions = [...conditionsOf(filter), ...(page.after === null ? [] : [beyond(key, falling, page.after)])];
  // The page is cut first: last values are then looked up for its rows only, unless they are what it is sorted by.
  const rows = await db.$queryRaw<(ListedRow & { sort_key: string | Date })[]>`
    WITH ${MOVING}, page AS (
      SELECT s.*, ${key} AS sort_key
      FROM stat s ${order === "last_at" ? LAST : Prisma.empty}
      WHERE ${Prisma.join(conditions, " AND ")}
      ORDER BY ${key} ${direction}, s.public_id COLLATE "C" ${direction}
      LIMIT ${page.limit})
    SELECT s.*, ${sharedBy(filter.teamId)}, f.user_id IS NOT NULL AS favourite, l.last, l.last_at
    FROM page s
    LEFT JOIN favourite f ON f.stat_id = s.id AND f.user_id = ${filter.userId}::uuid ${LAST}
    ORDER BY s.sort_key ${direction}, s.public_id COLLATE "C" ${direction}`;
  return rows.map((row) => ({ stat: toListedStat(row), place: { key: row.sort_key, id: row.public_id } }));
}

interface Asker {
  teamId: string;
  userId: string | null;
}

/**
 * Those of the stats asked for that the team has, or that another shares with it, and that are not in the trash, in no
 * particular order.
 */
export async function findStatsById(db: Transaction, asker: Asker, ids: string[]): Promise<ListedStat[]> {
  return (await db.$queryRaw<ListedRow[]>(byId(asker, ids))).map(toListedStat);
}

/** The same outside a transaction, planned once for each connection: every read of numbers asks. */
export async function readStatsById(pool: pg.Pool, asker: Asker, ids: string[]): Promise<ListedStat[]> {
  const { text, values } = byId(asker, ids);
  const { rows } = await pool.query<ListedRow>({ name: "read_stats", text, values });
  return rows.map(toListedStat);
}

// The ids come by way of a SELECT, which hides their number from the planner: one plan is then as good for all.
function byId({ teamId, userId }: Asker, ids: string[]): Prisma.Sql {
  return Prisma.sql`
    WITH ${MOVING}
    SELECT s.*, ${sharedBy(teamId)}, f.user_id IS NOT NULL AS favourite, l.last, l.last_at
    FROM stat s
    LEFT JOIN favourite f ON f.stat_id = s.id AND f.user_id = ${userId}::uuid ${LAST}
    WHERE s.public_id = ANY(ARRAY(SELECT unnest(${ids}::text[]))) AND s.trashed_at IS NULL AND s.merged_into_id IS NULL
      AND (s.team_id = ${teamId}::uuid OR ${sharedWith(teamId)})`;
}

function conditionsOf(filter: StatFilter): Prisma.Sql[] {
  const conditions = [
    filter.shared ? sharedWith(filter.teamId) : Prisma.sql`s.team_id = ${filter.teamId}::uuid`,
    Prisma.sql`s.merged_into_id IS NULL`,
    filter.trashedAfter === undefined
      ? Prisma.sql`s.trashed_at IS NULL`
      : Prisma.sql`s.trashed_at >= ${filter.trashedAfter}`,
  ];
  if (filter.q !== undefined) {
    conditions.push(Prisma.sql`strpos(${FOLDED_NAME}, lower(${filter.q}::text COLLATE "und-x-icu")) > 0`);
  }
  if (filter.kind !== undefined) conditions.push(Prisma.sql`s.kind = ${filter.kind}::stat_kind`);
  if (filter.tag !== undefined) conditions.push(Prisma.sql`${filter.tag}::text = ANY(s.tags)`);
  if (filter.favourite !== undefined) {
    const mark = Prisma.sql`EXISTS (SELECT 1 FROM favourite WHERE stat_id = s.id AND user_id = ${filter.userId}::uuid)`;
    conditions.push(filter.favourite ? mark : Prisma.sql`NOT ${mark}`);
  }
  return conditions;
}

function beyond(key: Prisma.Sql, falling: boolean, after: StatPlace): Prisma.Sql {
  const place = after.key instanceof Date ? Prisma.sql`${after.key}::timestamptz` : Prisma.sql`${after.key}::text`;
  return Prisma.sql`(${key}, s.public_id COLLATE "C") ${falling ? Prisma.sql`<` : Prisma.sql`>`} (${place}, ${after.id})`;
}

function toListedStat(row: ListedRow): ListedStat {
  return {
    id: row.public_id,
    seriesId: BigInt(row.id),
    teamId: row.team_id,
    name: row.name,
    kind: row.kind,
    unit: row.unit,
    description: row.description,
    tags: row.tags,
    public: row.public,
    classicKey: row.shared_by === null ? row.classic_key : null,
    sharedBy: row.shared_by,
    createdAt: row.created_at,
    trashedAt: row.trashed_at,
    retentionDays: row.retention_days,
    minutesFrom: row.minutes_from,
    favourite: row.favourite,
    lastValue: row.last,
    lastAt: row.last_at,
  };
}
