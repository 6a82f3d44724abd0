import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageKeys } from "@/lib/domain/can";
import { KEY_KINDS } from "@/lib/domain/key";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { insertKey, type KeyRecord } from "@/lib/store/records/keys";
import { transaction } from "@/lib/store/records/transaction";
import { keyName } from "./key-name";
import { tellOfKey } from "./tell-of-key";

export const createKeyInput = z.strictObject({
  name: keyName,
  kind: z.enum(KEY_KINDS),
  expiresAt: z.iso.datetime({ offset: true, error: "must be an RFC 3339 time" }).nullish(),
});

/**
 * Makes a key and returns it in clear, once: from here on only its hash is kept. Of one that reads or manages, the
 * team's owners and admins are told by mail. Throws `unprocessable` for an expiry in the past.
 */
export async function createKey(
  ctx: Context,
  input: z.input<typeof createKeyInput>,
): Promise<KeyRecord & { key: string }> {
  const actor = permit(ctx.actor, canManageKeys);
  const { name, kind, expiresAt } = parseInput(createKeyInput, input);
  const expiry = expiresAt === undefined || expiresAt === null ? null : new Date(expiresAt);
  const now = ctx.clock.now();
  if (expiry !== null && expiry <= now) {
    const faults = [{ pointer: "#/expiresAt", detail: "is in the past" }];
    throw new Refusal("unprocessable", "a key cannot expire in the past", { faults });
  }
  const { teamId, userId } = actor;
  return transaction(ctx.store, async (tx) => {
    const made = await insertKey(tx, { teamId, userId, name, kind, expiresAt: expiry, createdAt: now });
    await tellOfKey(tx, ctx, actor, made);
    await audit(tx, ctx, {
      action: "key.made",
      subject: { kind: "key", id: made.id, name },
      teamId,
      detail: { kind, expires: expiry?.toISOString() ?? null },
    });
    return made;
  });
}
