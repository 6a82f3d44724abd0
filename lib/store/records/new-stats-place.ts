import type { Transaction } from "./transaction";

/** The team whose stat this is and that the person is in; null when there is none, or the stat is in the trash. */
export async function findPlaceOfStat(
  db: Transaction,
  userId: string,
  publicId: string,
): Promise<{ id: string; name: string } | null> {
  const team = { deletedAt: null, memberships: { some: { userId } } };
  const stat = await db.stat.findFirst({
    where: { publicId, trashedAt: null, mergedIntoId: null, team },
    select: { team: { select: { id: true, name: true } } },
  });
  return stat?.team ?? null;
}
