import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findStat } from "@/lib/interactors/stats/find-stat";
import {
  ALERT_SORTS,
  type AlertPlace,
  type AlertSort,
  type ListedAlert,
  listAlertsOf,
  WORST_FIRST,
} from "@/lib/store/records/alerts";
import { fault } from "./alert-input";

export const listAlertsInput = z.strictObject({
  statId: z.string().max(64).optional().describe("Those that watch this stat, by itself or by a pattern."),
  q: z
    .string()
    .trim()
    .max(255)
    .optional()
    .describe("A part of the alert's name, of its stat's or of its pattern, in any case."),
  state: z.enum(WORST_FIRST).optional().describe("Those whose worst stat stands there."),
  sort: z
    .enum(ALERT_SORTS)
    .default("-created_at")
    .describe("state: the worst first, and of the same state those that have been in it the longest."),
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional().describe("`next` of the page before."),
});

/**
 * A page of the team's alerts, the newest first unless told otherwise, each with where it stands. What is on a stat in
 * the trash, or on one that is no longer shared, is left out. Throws `not_found` for the stat.
 */
export async function listAlerts(
  ctx: Context,
  input: z.input<typeof listAlertsInput> = {},
): Promise<{ data: ListedAlert[]; next: string | null }> {
  const actor = permit(ctx.actor, canReadTeam);
  const { statId, q, state, sort, limit, cursor } = parseInput(listAlertsInput, input);
  const after = cursor === undefined ? null : readCursor(cursor, sort);
  const db = ctx.store.prisma;
  const stat = statId === undefined ? undefined : await findStat(db, actor, statId);
  const filter = { teamId: actor.teamId, q, state, seriesId: stat?.seriesId };
  const found = await listAlertsOf(db, filter, { sort, limit: limit + 1, after });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(({ alert }) => alert),
    next: found.length > limit && last !== undefined ? writeCursor(last.place, sort) : null,
  };
}

function writeCursor({ rank, at, id }: AlertPlace, sort: AlertSort): string {
  return Buffer.from(JSON.stringify([sort, rank, at.getTime(), id])).toString("base64url");
}

const cursorParts = z.tuple([z.enum(ALERT_SORTS), z.int().min(0).max(10), z.int().min(0).max(1e14), z.uuid()]);

function readCursor(cursor: string, sort: AlertSort): AlertPlace {
  try {
    const [madeFor, rank, at, id] = cursorParts.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    if (madeFor === sort) return { rank, at: new Date(at), id };
  } catch {
    // Refused below, like one that was made for another order.
  }
  throw invalid([fault("cursor", "is not a cursor of this list")]);
}
