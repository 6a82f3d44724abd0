import { randomBytes } from "node:crypto";
import type pg from "pg";
import { type EmbedLook, PLAIN_LOOK } from "@/lib/domain/embed-look";
import { base62 } from "@/lib/domain/key";
import type { LinkTarget, PublicLink } from "@/lib/domain/public-link";
import { Prisma } from "@/lib/store/generated/client";
import type { Transaction } from "./transaction";

const TOKEN_LENGTH = 22;

interface LinkRow {
  id: string;
  token: string;
  team_id: string;
  target: LinkTarget;
  target_id: string;
  name: string;
  look: Partial<EmbedLook>;
  origins: string[];
  created_at: Date;
  paused_at: Date | null;
  expires_at: Date | null;
  /** A bigint from Prisma, its digits from the pool. */
  views: bigint | string;
  last_viewed_at: Date | null;
}

// A chart without a title is called by its stats, and one that has lost them all by what it is.
const LINKS = Prisma.sql`
  SELECT l.*, coalesce(l.chart_id::text, l.dashboard_id::text, s.public_id) AS target_id,
    CASE l.target
      WHEN 'stat' THEN s.name
      WHEN 'dashboard' THEN d.name
      ELSE coalesce(nullif(c.title, ''), (
        SELECT string_agg(u.name, ', ' ORDER BY u.position)
        FROM (
          SELECT DISTINCT ON (t.id) t.name, cs.position
          FROM chart_stat cs JOIN stat k ON k.id = cs.stat_id JOIN stat t ON t.id = coalesce(k.merged_into_id, k.id)
          WHERE cs.chart_id = c.id AND t.trashed_at IS NULL ORDER BY t.id, cs.position) u), 'an empty chart')
    END AS name
  FROM public_link l
  JOIN team o ON o.id = l.team_id AND o.deleted_at IS NULL
  LEFT JOIN chart c ON c.id = l.chart_id
  LEFT JOIN dashboard d ON d.id = l.dashboard_id
  LEFT JOIN stat s ON s.id = l.stat_id`;

/** The team's links, newest first. */
export async function findLinks(db: Transaction, teamId: string): Promise<PublicLink[]> {
  const rows = await db.$queryRaw<LinkRow[]>`
    ${LINKS} WHERE l.team_id = ${teamId}::uuid ORDER BY l.created_at DESC, l.id DESC`;
  return rows.map(toLink);
}

export async function findLink(db: Transaction, teamId: string, id: string): Promise<PublicLink | null> {
  const [row] = await db.$queryRaw<LinkRow[]>`${LINKS} WHERE l.team_id = ${teamId}::uuid AND l.id = ${id}::uuid`;
  return row === undefined ? null : toLink(row);
}

/** The link of a stat or of a dashboard of the team, which has one at the most. */
export async function findLinkTo(db: Transaction, teamId: string, to: LinkedTo): Promise<PublicLink | null> {
  const [row] = await db.$queryRaw<LinkRow[]>`${LINKS} WHERE l.team_id = ${teamId}::uuid AND ${targetOf(to)}`;
  return row === undefined ? null : toLink(row);
}

/** The same, locked until the transaction ends; of a stat's link the stat too, and first, as by whoever changes the stat. */
export async function lockLink(tx: Transaction, teamId: string, id: string): Promise<PublicLink | null> {
  await tx.$queryRaw`
    SELECT 1 FROM stat
    WHERE id = (SELECT stat_id FROM public_link WHERE id = ${id}::uuid AND team_id = ${teamId}::uuid) FOR UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM public_link WHERE id = ${id}::uuid AND team_id = ${teamId}::uuid FOR UPDATE`;
  return findLink(tx, teamId, id);
}

/** Whoever has a token may ask for what it opens, so this one asks for no team. Null for a token of nothing. */
export async function findLinkByToken(pool: pg.Pool, token: string): Promise<PublicLink | null> {
  const { text, values } = Prisma.sql`${LINKS} WHERE l.token = ${token}`;
  const { rows } = await pool.query<LinkRow>({ name: "find_link", text, values });
  return rows[0] === undefined ? null : toLink(rows[0]);
}

/**
 * The links of these stats, whatever team they are of, by the public id that was asked for: of one that was merged
 * away, the link of the stat that has its numbers now.
 */
export async function findLinksOfStats(pool: pg.Pool, publicIds: string[]): Promise<Map<string, PublicLink>> {
  const { text, values } = Prisma.sql`
    WITH asked AS (
      SELECT k.public_id AS asked_id, coalesce(k.merged_into_id, k.id) AS stat_id
      FROM stat k WHERE k.public_id = ANY(ARRAY(SELECT unnest(${publicIds}::text[]))))
    SELECT f.*, a.asked_id FROM (${LINKS}) f JOIN asked a ON a.stat_id = f.stat_id`;
  const { rows } = await pool.query<LinkRow & { asked_id: string }>({ name: "find_stat_links", text, values });
  return new Map(rows.map((row) => [row.asked_id, toLink(row)]));
}

export async function countLinks(db: Transaction, teamId: string): Promise<number> {
  return db.publicLink.count({ where: { teamId } });
}

/** What a link is made for; a chart that was made for it, a stat by its series id, or a dashboard. */
export type LinkedTo = { chartId: string } | { statId: bigint } | { dashboardId: string };

export interface NewLink {
  teamId: string;
  to: LinkedTo;
  look?: EmbedLook;
  origins?: string[];
  expiresAt?: Date | null;
  createdById: string | null;
}

/** Makes a link with a fresh token and returns its id. */
export async function insertLink(
  tx: Transaction,
  { to, look = PLAIN_LOOK, ...fresh }: NewLink,
  now: Date,
): Promise<string> {
  const target: LinkTarget = "chartId" in to ? "chart" : "statId" in to ? "stat" : "dashboard";
  const token = base62(randomBytes(TOKEN_LENGTH * 4), TOKEN_LENGTH);
  const data = { ...fresh, ...to, target, token, look: { ...look }, createdAt: now };
  const { id } = await tx.publicLink.create({ data, select: { id: true } });
  return id;
}

/** Changes what is named and leaves the rest. The link is locked. */
export async function changeLinkRow(
  tx: Transaction,
  id: string,
  change: { look?: EmbedLook; origins?: string[]; expiresAt?: Date | null; pausedAt?: Date | null },
): Promise<void> {
  const { look, ...rest } = change;
  await tx.publicLink.update({
    where: { id },
    data: { ...rest, ...(look === undefined ? {} : { look: { ...look } }) },
  });
}

export async function deleteLink(tx: Transaction, id: string): Promise<void> {
  await tx.publicLink.deleteMany({ where: { id } });
}

/** Whether the team has such a dashboard, which then stays until the transaction ends. */
export async function lockDashboard(tx: Transaction, teamId: string, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM dashboard WHERE id = ${id}::uuid AND team_id = ${teamId}::uuid FOR UPDATE`;
  return rows.length > 0;
}

/** Says of a stat whether a link shows it to everybody; of one that was merged away nothing. */
export async function markStatPublic(tx: Transaction, teamId: string, publicId: string, open: boolean): Promise<void> {
  await tx.stat.updateMany({ where: { teamId, publicId, mergedIntoId: null }, data: { public: open } });
}

/** Adds views to links, in one statement; what has been revoked since is left out. `at` is when the last of them was. */
export async function addViews(pool: pg.Pool, views: { id: string; views: number; at: Date }[]): Promise<void> {
  await pool.query(
    `UPDATE public_link l SET views = l.views + v.views, last_viewed_at = greatest(l.last_viewed_at, v.at)
     FROM (
       SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS t (id, views, at) ORDER BY id) v
     WHERE l.id = v.id`,
    [views.map(({ id }) => id), views.map((each) => each.views), views.map(({ at }) => at)],
  );
}

function targetOf(to: LinkedTo): Prisma.Sql {
  if ("chartId" in to) return Prisma.sql`l.chart_id = ${to.chartId}::uuid`;
  return "statId" in to ? Prisma.sql`l.stat_id = ${to.statId}` : Prisma.sql`l.dashboard_id = ${to.dashboardId}::uuid`;
}

function toLink(row: LinkRow): PublicLink {
  return {
    id: row.id,
    token: row.token,
    teamId: row.team_id,
    target: row.target,
    targetId: row.target_id,
    name: row.name,
    look: { ...PLAIN_LOOK, ...row.look },
    origins: row.origins,
    createdAt: row.created_at,
    pausedAt: row.paused_at,
    expiresAt: row.expires_at,
    views: Number(row.views),
    lastViewedAt: row.last_viewed_at,
  };
}
