import { z } from "zod";
import type { Context } from "@/lib/context";
import type { ListedAnnotation } from "@/lib/domain/annotation";
import { canReadTeam } from "@/lib/domain/can";
import { LATEST_MOMENT } from "@/lib/domain/zone";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findStat } from "@/lib/interactors/stats/find-stat";
import { type AnnotationPlace, listAnnotationsOf } from "@/lib/store/records/annotations";
import { findTeam } from "@/lib/store/records/teams";
import { fault, momentOf, momentZone, NOT_A_MOMENT } from "./annotation-fields";

const moment = z.string().max(64);

export const listAnnotationsInput = z.strictObject({
  from: moment.optional().describe("RFC 3339, unix seconds, or a time back such as `-1w`; without it, all there are."),
  to: moment.optional().describe("Like `from`; what began before it."),
  tz: momentZone,
  statId: z
    .string()
    .optional()
    .describe(
      "What the chart of this stat can show: what was written about it, or about all stats, and, where another team shares it, what they wrote about it.",
    ),
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional().describe("`next` of the page before."),
});

/**
 * What happened, the latest first: all that the team wrote down, or what concerns one stat. What was written about a stat
 * that is in the trash, or no longer shared, is left out. Throws `invalid`, and `not_found` for the stat.
 */
export async function listAnnotations(
  ctx: Context,
  input: z.input<typeof listAnnotationsInput> = {},
): Promise<{ data: ListedAnnotation[]; next: string | null }> {
  const actor = permit(ctx.actor, canReadTeam);
  const { teamId } = actor;
  const { from, to, tz, statId, limit, cursor } = parseInput(listAnnotationsInput, input);
  const after = cursor === undefined ? null : readCursor(cursor);
  const [range, stat] = await Promise.all([
    rangeOf(ctx, teamId, { from, to, tz }),
    statId === undefined ? null : findStat(ctx.store.prisma, actor, statId),
  ]);
  const filter = { teamId, seriesId: stat?.seriesId ?? null, ...range };
  const found = await listAnnotationsOf(ctx.store.prisma, filter, { limit: limit + 1, after });
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data, next: found.length > limit && last !== undefined ? writeCursor(last) : null };
}

async function rangeOf(
  { store, clock }: Context,
  teamId: string,
  asked: { from?: string; to?: string; tz?: string },
): Promise<{ from?: Date; to?: Date }> {
  if (asked.from === undefined && asked.to === undefined) return {};
  const zone = asked.tz ?? (await findTeam(store.pool, teamId))?.zone ?? "UTC";
  const now = clock.now();
  const from = asked.from === undefined ? undefined : momentOf(asked.from, now, zone);
  const to = asked.to === undefined ? undefined : momentOf(asked.to, now, zone);
  const faults = [
    ...(from === null ? [fault("from", NOT_A_MOMENT)] : []),
    ...(to === null ? [fault("to", NOT_A_MOMENT)] : []),
    ...(from && to && from >= to ? [fault("from", "must be before to")] : []),
  ];
  if (from === null || to === null || faults.length > 0) throw invalid(faults);
  return { ...(from && { from }), ...(to && { to }) };
}

function writeCursor({ at, id }: AnnotationPlace): string {
  return Buffer.from(JSON.stringify([at.getTime() / 1_000, id])).toString("base64url");
}

const cursorParts = z.tuple([z.number().int().min(-LATEST_MOMENT).max(LATEST_MOMENT), z.uuid()]);

function readCursor(cursor: string): AnnotationPlace {
  try {
    const [at, id] = cursorParts.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { at: new Date(at * 1_000), id };
  } catch {
    throw invalid([fault("cursor", "is not a cursor of this list")]);
  }
}
