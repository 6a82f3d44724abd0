import type { Team } from "@/lib/domain/team";
import type { Transaction } from "./transaction";

const FIELDS = { id: true, name: true, zone: true, ukey: true, verboseReplies: true, ezEnabled: true } as const;

export async function findTeam(db: Transaction, id: string): Promise<Team | null> {
  return db.team.findUnique({ where: { id }, select: FIELDS });
}

/** Changes what is named and leaves the rest. */
export async function changeTeam(
  db: Transaction,
  id: string,
  change: Partial<Omit<Team, "id" | "ukey">>,
): Promise<Team> {
  return db.team.update({ where: { id }, data: change, select: FIELDS });
}
