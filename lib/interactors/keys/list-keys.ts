import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findKeys, type KeyRecord } from "@/lib/store/records/keys";

export const listKeysInput = z.strictObject({
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.uuid("is not a cursor of this list").optional().describe("`next` of the page before."),
});

/** The team's keys that are not revoked, newest first: their prefixes, never the keys. */
export async function listKeys(
  ctx: Context,
  input: z.input<typeof listKeysInput> = {},
): Promise<{ data: KeyRecord[]; next: string | null }> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { limit, cursor } = parseInput(listKeysInput, input);
  const found = await findKeys(ctx.store.prisma, teamId, { limit: limit + 1, after: cursor ?? null });
  const data = found.slice(0, limit);
  return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
}
