import { createHash } from "node:crypto";
import type { Transaction } from "./transaction";

/** Why an address is not written to: mail came back for good, somebody called it spam, or the provider keeps it from us. */
export type SilenceReason = "bounced" | "complained" | "suppressed";

export interface Silence {
  reason: SilenceReason;
  since: Date;
  problem: string;
}

/** Null for an address that mail reaches, as far as is known. */
export async function findSilence(db: Transaction, address: string): Promise<Silence | null> {
  return db.silentAddress.findUnique({
    where: { address },
    select: { reason: true, since: true, problem: true },
  });
}

/**
 * Notes that an address is not to be written to. In whatever order its reasons are heard of, what stays is when it began
 * and the gravest of them: a complaint, then a bounce. What is older than the last proof that mail arrives changes
 * nothing. True when the address was written to until now.
 */
export async function putSilence(tx: Transaction, address: string, heard: Silence): Promise<boolean> {
  const proof = await tx.mailEvent.findFirst({ where: { id: proofOf(address), heardAt: { gte: heard.since } } });
  if (proof !== null) return false;
  const created = await tx.silentAddress.createMany({ data: { address, ...heard }, skipDuplicates: true });
  if (created.count > 0) return true;
  const known = await lockSilence(tx, address);
  if (known === null) return false;
  const since = new Date(Math.min(known.since.getTime(), heard.since.getTime()));
  const isGraver = GRAVITY.indexOf(heard.reason) > GRAVITY.indexOf(known.reason);
  const told = isGraver ? { reason: heard.reason, problem: heard.problem } : {};
  await tx.silentAddress.update({ where: { address }, data: { since, ...told } });
  return false;
}

/** Writes to an address again, which has proved at a moment that mail arrives; what came of it since then stays. */
export async function endSilence(tx: Transaction, address: string, at: Date): Promise<void> {
  await tx.silentAddress.deleteMany({ where: { address, since: { lte: at } } });
  const id = proofOf(address);
  await tx.mailEvent.upsert({ where: { id }, create: { id, heardAt: at }, update: { heardAt: at } });
}

/** Notes that an event of the provider is heard. False when it was before. */
export async function noteMailEvent(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.mailEvent.createMany({ data: { id: `event/${id}`, heardAt: now }, skipDuplicates: true });
  return count === 1;
}

/** Forgets up to `batch` events that were heard before a moment, and returns how many there were. */
export async function deleteMailEvents(db: Transaction, before: Date, batch: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM mail_event WHERE id IN (SELECT id FROM mail_event WHERE heard_at < ${before} LIMIT ${batch})`;
}

/** The channels of all teams that lead to an address and are on. */
export async function findChannelsAt(db: Transaction, address: string): Promise<string[]> {
  const rows = await db.channel.findMany({
    where: { kind: "email", shown: address, disabledAt: null },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id }) => id);
}

const GRAVITY: SilenceReason[] = ["suppressed", "bounced", "complained"];

async function lockSilence(tx: Transaction, address: string): Promise<Silence | null> {
  await tx.$queryRaw`SELECT 1 FROM silent_address WHERE address = ${address} FOR UPDATE`;
  return findSilence(tx, address);
}

/** The proof that mail arrives stands among what was heard: an event from before it may come long after. It names nobody. */
function proofOf(address: string): string {
  return `proof/${createHash("sha256").update(address).digest("base64url")}`;
}
