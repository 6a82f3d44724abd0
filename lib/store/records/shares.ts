import type pg from "pg";
import type { Share, ShareDirection } from "@/lib/domain/share";
import type { Prisma } from "@/lib/store/generated/client";
import { trashHorizon } from "./stats";
import type { Transaction } from "./transaction";

export interface ShareFilter {
  teamId: string;
  /** Both when absent. */
  direction?: ShareDirection;
  /** The public id of the only stat that is asked about. */
  statId?: string;
}

const WITH_NAMES = {
  stat: { select: { publicId: true, name: true, teamId: true, trashedAt: true, team: { select: { name: true } } } },
  team: { select: { name: true } },
} as const;
type ShareRow = Prisma.StatShareGetPayload<{ include: typeof WITH_NAMES }>;

/** A page of the shares that a team gave or received, newest first; `after` is the id of the last one seen. */
export async function findShares(
  db: Transaction,
  filter: ShareFilter,
  now: Date,
  page: { limit: number; after: string | null },
): Promise<Share[]> {
  const rows = await db.statShare.findMany({
    where: { AND: [{ OR: sidesOf(filter, now) }, ...(page.after === null ? [] : [{ id: { lt: page.after } }])] },
    include: WITH_NAMES,
    orderBy: { id: "desc" },
    take: page.limit,
  });
  return rows.map((row) => toShare(row, filter.teamId));
}

/** Whoever gave a share sees it while the stat is in the trash too; whoever received it does not. */
function sidesOf({ teamId, direction, statId }: ShareFilter, now: Date): Prisma.StatShareWhereInput[] {
  const asked = { mergedIntoId: null, ...(statId === undefined ? {} : { publicId: statId }) };
  const kept = { OR: [{ trashedAt: null }, { trashedAt: { gte: trashHorizon(now) } }] };
  return [
    ...(direction === "received" ? [] : [{ stat: { ...asked, ...kept, teamId }, team: { deletedAt: null } }]),
    ...(direction === "given" ? [] : [{ teamId, stat: { ...asked, trashedAt: null, team: { deletedAt: null } } }]),
  ];
}

/** Lets a team see a stat, which is locked. Null when it may already. */
export async function insertShare(
  tx: Transaction,
  fresh: { statId: bigint; teamId: string },
  now: Date,
): Promise<Share | null> {
  const [row] = await tx.statShare.createManyAndReturn({
    data: [{ ...fresh, createdAt: now }],
    skipDuplicates: true,
    include: WITH_NAMES,
  });
  return row === undefined ? null : toShare(row, row.stat.teamId);
}

/** With how many teams a stat is shared. */
export async function countShares(tx: Transaction, statId: bigint): Promise<number> {
  return tx.statShare.count({ where: { statId } });
}

/** A share that ended, with the ids of its two teams. */
export interface EndedShare {
  share: Share;
  ownerId: string;
  receiverId: string;
}

/** Ends a share that the team gave, or received. Null when it has no such share. */
export async function removeShare(
  tx: Transaction,
  { id, teamId, direction }: { id: string; teamId: string; direction: ShareDirection },
): Promise<EndedShare | null> {
  const side = direction === "given" ? { stat: { teamId } } : { teamId };
  const row = await tx.statShare.findFirst({ where: { id, ...side }, include: WITH_NAMES });
  if (row === null || (await tx.statShare.deleteMany({ where: { id } })).count === 0) return null;
  return { share: toShare(row, teamId), ownerId: row.stat.teamId, receiverId: row.teamId };
}

/** Ends all shares of a stat. Returns the ids of the teams that saw it. */
export async function removeSharesOf(tx: Transaction, statId: bigint): Promise<string[]> {
  const teams = await tx.$queryRaw<{ team_id: string }[]>`
    DELETE FROM stat_share WHERE stat_id = ${statId} RETURNING team_id`;
  return teams.map((row) => row.team_id);
}

/** What a team is called that stats may be shared with; null when there is none. */
export async function findReceiver(tx: Transaction, id: string): Promise<{ name: string } | null> {
  return tx.team.findFirst({ where: { id, deletedAt: null }, select: { name: true } });
}

const FOLLOWED = `
  SELECT s.team_id AS "teamId", array_agg(s.public_id) AS ids
  FROM stat_share h JOIN stat s ON s.id = h.stat_id WHERE h.team_id = $1 GROUP BY s.team_id`;

/**
 * The public ids of the stats that others share with a team, by the id of the team whose they are. Those in the trash
 * are among them, so that open pages hear when one is restored.
 */
export async function readSharedIds(pool: pg.Pool, teamId: string): Promise<Map<string, Set<string>>> {
  const { rows } = await pool.query<{ teamId: string; ids: string[] }>(FOLLOWED, [teamId]);
  return new Map(rows.map((row) => [row.teamId, new Set(row.ids)]));
}

function toShare({ id, createdAt, teamId, team, stat }: ShareRow, toldTo: string): Share {
  const given = stat.teamId === toldTo;
  return {
    id,
    direction: given ? "given" : "received",
    statId: stat.publicId,
    statName: stat.name,
    team: given ? team.name : stat.team.name,
    teamId: given ? teamId : null,
    inTrash: stat.trashedAt !== null,
    createdAt,
  };
}
