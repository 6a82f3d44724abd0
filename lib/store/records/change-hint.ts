import type { Transaction } from "./transaction";

/** The channel on which processes tell each other which stats moved. */
export const CHANGE_CHANNEL = "statnest_change";

/** Tells live pages, once the transaction has committed, that something about a stat changed. */
export async function tellChange(tx: Transaction, teamId: string, publicStatId: string): Promise<void> {
  const hint = JSON.stringify({ [teamId]: [publicStatId] });
  await tx.$executeRaw`SELECT pg_notify(${CHANGE_CHANNEL}, ${hint})`;
}

/** Tells live pages of a team, once the transaction has committed, that something about any of its stats may have changed. */
export async function tellAll(tx: Transaction, teamId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${CHANGE_CHANNEL}, ${JSON.stringify({ all: [teamId] })})`;
}

/** Tells live pages of both teams that a stat is shared now, or no longer; processes then learn anew what they follow. */
export async function tellShare(
  tx: Transaction,
  publicStatId: string,
  { ownerId, receiverId }: { ownerId: string; receiverId: string },
): Promise<void> {
  const hint = JSON.stringify({ [ownerId]: [publicStatId], [receiverId]: [publicStatId], shares: [receiverId] });
  await tx.$executeRaw`SELECT pg_notify(${CHANGE_CHANNEL}, ${hint})`;
}
