import type { Transaction } from "./transaction";

/**
 * Tells every process to forget what it remembers of keys, names, roles and limits. Call it last in the transaction
 * that changes them: the row stays locked until the commit, so it is held as shortly as possible.
 */
export async function bumpChangeMark(tx: Transaction): Promise<void> {
  await tx.$executeRaw`UPDATE change_mark SET version = version + 1 WHERE id = 1`;
}
