import { z } from "zod";
import type { Context } from "@/lib/context";
import type { AuditEvent } from "@/lib/domain/audit";
import { canSeeAudit } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findAuditEvents } from "@/lib/store/records/audit-log";
import { askedEvents, settleAsked } from "./asked-events";

export const listAuditEventsInput = askedEvents.extend({
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,17}$/, "is not a cursor of this list")
    .optional()
    .describe("`next` of the page before."),
});

/** Who did what in the team, the latest first: what people, keys and the house itself changed in the last 400 days. */
export async function listAuditEvents(
  ctx: Context,
  input: z.input<typeof listAuditEventsInput> = {},
): Promise<{ data: AuditEvent[]; next: string | null }> {
  const { teamId } = permit(ctx.actor, canSeeAudit);
  const { limit, cursor, ...asked } = parseInput(listAuditEventsInput, input);
  const filter = await settleAsked(ctx, teamId, asked);
  const found = await findAuditEvents(ctx.store.prisma, teamId, filter, { limit: limit + 1, before: cursor ?? null });
  const data = found.slice(0, limit);
  return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
}
