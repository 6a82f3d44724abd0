import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageKeys } from "@/lib/domain/can";
import { KEY_KINDS } from "@/lib/domain/key";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { insertKey, type KeyRecord } from "@/lib/store/records/keys";

export const createKeyInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(100, "must have at most 100 characters")
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not hold control characters"),
  kind: z.enum(KEY_KINDS),
  expiresAt: z.iso.datetime({ offset: true, error: "must be an RFC 3339 time" }).nullish(),
});

/** Makes a key and returns it in clear, once: from here on only its hash is kept. Throws `unprocessable` for an expiry in the past. */
export async function createKey(
  ctx: Context,
  input: z.input<typeof createKeyInput>,
): Promise<KeyRecord & { key: string }> {
  const { teamId, userId } = permit(ctx.actor, canManageKeys);
  const { name, kind, expiresAt } = parseInput(createKeyInput, input);
  const expiry = expiresAt === undefined || expiresAt === null ? null : new Date(expiresAt);
  if (expiry !== null && expiry <= ctx.clock.now()) {
    const faults = [{ pointer: "#/expiresAt", detail: "is in the past" }];
    throw new Refusal("unprocessable", "a key cannot expire in the past", { faults });
  }
  return insertKey(ctx.store.prisma, { teamId, userId, name, kind, expiresAt: expiry });
}
