import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageKeys } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { wasDone } from "@/lib/store/records/audit";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { expireAt, insertKey, type KeyRecord } from "@/lib/store/records/keys";
import { transaction } from "@/lib/store/records/transaction";
import { findKeyLocked } from "./find-key";
import { tellOfKey } from "./tell-of-key";

const HOUR_MS = 3_600_000;

export const rotateKeyInput = z.strictObject({
  id: z.string(),
  overlapHours: z
    .int()
    .min(0)
    .max(720)
    .default(24)
    .describe("For how many hours the old key still works beside the new one, unless it expires before."),
});

/**
 * Makes a key that takes the place of another, of the same kind and name and with as long a life, and returns it in
 * clear, once. The old one expires after the overlap. Throws `not_found`, `conflict` for a key that was rotated before
 * or has expired, `unprocessable` for an EZ alias.
 */
export async function rotateKey(
  ctx: Context,
  input: z.input<typeof rotateKeyInput>,
): Promise<KeyRecord & { key: string }> {
  const actor = permit(ctx.actor, canManageKeys);
  const { id, overlapHours } = parseInput(rotateKeyInput, input);
  const { teamId, userId } = actor;
  return transaction(ctx.store, async (tx) => {
    const now = ctx.clock.now();
    const old = await findKeyLocked(tx, teamId, id);
    refuseUnrotatable(old, now);
    // The lock is held: of two rotations at once the second sees what the first wrote down.
    if (await wasDone(tx, teamId, "key.rotated", id)) {
      throw new Refusal("conflict", "this key was rotated before; rotate the one that took its place");
    }
    const { name, kind } = old;
    const made = await insertKey(tx, { teamId, userId, name, kind, expiresAt: newExpiry(old, now), createdAt: now });
    const until = earlier(new Date(now.getTime() + overlapHours * HOUR_MS), old.expiresAt);
    await expireAt(tx, id, until);
    await tellOfKey(tx, ctx, actor, made);
    await audit(tx, ctx, {
      action: "key.rotated",
      subject: { kind: "key", id, name },
      teamId,
      detail: { kind, newKey: made.id, oldUntil: until.toISOString() },
    });
    await bumpChangeMark(tx);
    return made;
  });
}

function refuseUnrotatable({ alias, expiresAt }: KeyRecord, now: Date): void {
  if (alias) throw new Refusal("unprocessable", "a text that was brought along cannot be rotated; make an ingest key");
  if (expiresAt !== null && expiresAt <= now) throw new Refusal("conflict", "this key has expired; make a new one");
}

/** A key that was made for 90 days is followed by one for 90 days. */
function newExpiry({ createdAt, expiresAt }: KeyRecord, now: Date): Date | null {
  return expiresAt === null ? null : new Date(now.getTime() + expiresAt.getTime() - createdAt.getTime());
}

function earlier(a: Date, b: Date | null): Date {
  return b !== null && b < a ? b : a;
}
