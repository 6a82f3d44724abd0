import type pg from "pg";
import type { Team } from "@/lib/domain/team";
import type { Transaction } from "./transaction";

const FIELDS = { id: true, name: true, zone: true, ukey: true, verboseReplies: true, ezEnabled: true } as const;

const FIND = `
  SELECT id, name, zone, ukey, verbose_replies AS "verboseReplies", ez_enabled AS "ezEnabled" FROM team WHERE id = $1`;

/** Null when it has been deleted. Every read of numbers asks for the team's zone, so it is plain SQL. */
export async function findTeam(pool: pg.Pool, id: string): Promise<Team | null> {
  const { rows } = await pool.query<Team>({ name: "find_team", text: FIND, values: [id] });
  return rows[0] ?? null;
}

/** Changes what is named and leaves the rest. */
export async function changeTeam(
  db: Transaction,
  id: string,
  change: Partial<Omit<Team, "id" | "ukey">>,
): Promise<Team> {
  return db.team.update({ where: { id }, data: change, select: FIELDS });
}
