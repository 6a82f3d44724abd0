import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findIncidents, type IncidentPlace, type ListedIncident } from "@/lib/store/records/listed-incidents";
import { fault } from "./alert-input";

export const listIncidentsInput = z.strictObject({
  open: z.boolean().optional().describe("Those that last, or those that are over; both without it."),
  alertId: z.string().max(64).optional(),
  statId: z.string().max(64).optional(),
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional().describe("`next` of the page before."),
});

/** A page of what rang, the latest first: from the breach to the rest that was told. */
export async function listIncidents(
  ctx: Context,
  input: z.input<typeof listIncidentsInput> = {},
): Promise<{ data: ListedIncident[]; next: string | null }> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { limit, cursor, ...filter } = parseInput(listIncidentsInput, input);
  const after = cursor === undefined ? null : readCursor(cursor);
  const found = await findIncidents(ctx.store.prisma, { teamId, ...filter }, { limit: limit + 1, after });
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data, next: found.length > limit && last !== undefined ? writeCursor(last) : null };
}

function writeCursor({ beganAt, id }: IncidentPlace): string {
  return Buffer.from(JSON.stringify([beganAt.getTime(), id])).toString("base64url");
}

const cursorParts = z.tuple([z.int().min(0).max(1e14), z.uuid()]);

function readCursor(cursor: string): IncidentPlace {
  try {
    const [beganAt, id] = cursorParts.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { beganAt: new Date(beganAt), id };
  } catch {
    throw invalid([fault("cursor", "is not a cursor of this list")]);
  }
}
