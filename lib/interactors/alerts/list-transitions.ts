import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findAlert } from "@/lib/store/records/alerts";
import { findEvents, type StoryEvent } from "@/lib/store/records/listed-incidents";
import { noSuchAlert } from "./locked-alert";

export const listTransitionsInput = z.strictObject({
  id: z.string().max(64),
  statId: z
    .string()
    .max(64)
    .optional()
    .describe("Of an alert on a pattern the one stat that is meant; all without it."),
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,17}$/, "is not a cursor of this list")
    .optional()
    .describe("`next` of the page before."),
});

/** What happened to an alert and what somebody did about it, the latest first. Throws `not_found`. */
export async function listTransitions(
  ctx: Context,
  input: z.input<typeof listTransitionsInput>,
): Promise<{ data: StoryEvent[]; next: string | null }> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { id, statId, limit, cursor } = parseInput(listTransitionsInput, input);
  const db = ctx.store.prisma;
  const alert = await findAlert(db, teamId, id);
  if (alert === null) throw noSuchAlert();
  const before = cursor === undefined ? null : BigInt(cursor);
  const found = await findEvents(db, { alertId: alert.id, statId }, { limit: limit + 1, before });
  const data = found.slice(0, limit);
  return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
}
