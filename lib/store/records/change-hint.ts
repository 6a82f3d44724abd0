import type { Transaction } from "./transaction";

/** The channel on which processes tell each other which stats moved. */
export const CHANGE_CHANNEL = "statnest_change";

/** Tells live pages, once the transaction has committed, that something about a stat changed. */
export async function tellChange(tx: Transaction, teamId: string, publicStatId: string): Promise<void> {
  const hint = JSON.stringify({ [teamId]: [publicStatId] });
  await tx.$executeRaw`SELECT pg_notify(${CHANGE_CHANNEL}, ${hint})`;
}
