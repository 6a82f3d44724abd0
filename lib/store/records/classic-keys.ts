import { newClassicKey, newUkey } from "./identity";
import type { Transaction } from "./transaction";

/**
 * Gives a stat another classic key and returns it. Stats that were merged into it get others as well, which nobody is
 * told: nothing that was known before feeds it any more.
 */
export async function replaceClassicKey(tx: Transaction, statId: bigint, publicId: string): Promise<string> {
  const classicKey = newClassicKey(publicId);
  await tx.stat.update({ where: { id: statId }, data: { classicKey } });
  const ghosts = await tx.stat.findMany({ where: { mergedIntoId: statId }, select: { id: true, publicId: true } });
  for (const ghost of ghosts) {
    await tx.stat.update({ where: { id: ghost.id }, data: { classicKey: newClassicKey(ghost.publicId) } });
  }
  return classicKey;
}

/** Gives a team another user key. */
export async function replaceUkey(tx: Transaction, teamId: string): Promise<{ name: string }> {
  return tx.team.update({ where: { id: teamId }, data: { ukey: newUkey() }, select: { name: true } });
}
