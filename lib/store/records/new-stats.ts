import type { StatKind } from "@/lib/domain/stat";
import type { Transaction } from "./transaction";

/** A team with stats that its people have not been told of. */
export interface UntoldTeam {
  id: string;
  name: string;
  toldAt: Date;
}

export interface NewStats {
  /** The first of them, oldest first. */
  first: { id: string; name: string; kind: StatKind }[];
  /** How many there are besides. */
  more: number;
  /** When the newest of all was made. */
  newestAt: Date;
}

/**
 * Teams with a stat that was made before `before` and that their people have not been told of, those left out to whom
 * such a mail was put in line after `mailedAfter`.
 */
export async function findUntoldTeams(
  db: Transaction,
  { before, mailedAfter, most }: { before: Date; mailedAfter: Date; most: number },
): Promise<UntoldTeam[]> {
  return db.$queryRaw<UntoldTeam[]>`
    SELECT t.id, t.name, t.stats_told_at AS "toldAt" FROM team t
    WHERE t.deleted_at IS NULL
      AND EXISTS (
        SELECT 1 FROM stat s WHERE s.team_id = t.id AND s.created_at > t.stats_told_at AND s.created_at <= ${before})
      AND NOT EXISTS (
        SELECT 1 FROM mail m WHERE m.kind = 'new_stats' AND m.team_id = t.id AND m.created_at > ${mailedAfter})
    ORDER BY t.stats_told_at LIMIT ${most}`;
}

/**
 * The stats of a team that came into being by a number after it was told last and not after `until`. Those that
 * somebody made on purpose are in the log; those in the trash and those merged away are no news.
 */
export async function findNewStats(
  tx: Transaction,
  team: Pick<UntoldTeam, "id" | "toldAt">,
  { until, most }: { until: Date; most: number },
): Promise<NewStats> {
  const rows = await tx.$queryRaw<{ id: string; name: string; kind: StatKind; newestAt: Date; isNews: boolean }[]>`
    SELECT s.public_id AS id, s.name, s.kind, max(s.created_at) OVER () AS "newestAt",
      s.trashed_at IS NULL AND s.merged_into_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM audit_event e
        WHERE e.team_id = s.team_id AND e.action = 'stat.made' AND e.subject_id = s.public_id) AS "isNews"
    FROM stat s
    WHERE s.team_id = ${team.id}::uuid AND s.created_at > ${team.toldAt} AND s.created_at <= ${until}
    ORDER BY s.id`;
  const news = rows.filter(({ isNews }) => isNews).map(({ id, name, kind }) => ({ id, name, kind }));
  const first = news.slice(0, most);
  return { first, more: news.length - first.length, newestAt: rows[0]?.newestAt ?? team.toldAt };
}

/** Notes that a team knows of its stats up to a moment. False when somebody else did so since it was looked at. */
export async function markStatsTold(
  tx: Transaction,
  { id, toldAt }: Pick<UntoldTeam, "id" | "toldAt">,
  newestAt: Date,
): Promise<boolean> {
  const { count } = await tx.team.updateMany({
    where: { id, statsToldAt: toldAt, deletedAt: null },
    data: { statsToldAt: newestAt },
  });
  return count === 1;
}

/** The people of a team who want to be told of new stats and whose address is proved. */
export async function findStatWatchers(tx: Transaction, teamId: string): Promise<{ userId: string; email: string }[]> {
  const rows = await tx.membership.findMany({
    where: { teamId, mailNewStats: true, user: { verifiedEmail: { not: null } } },
    select: { userId: true, user: { select: { verifiedEmail: true } } },
    orderBy: { userId: "asc" },
  });
  return rows.flatMap(({ userId, user: { verifiedEmail: email } }) => (email === null ? [] : [{ userId, email }]));
}
