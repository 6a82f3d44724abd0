import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import type { ListedStat } from "@/lib/domain/stat";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findStats, STAT_SORTS, type StatPlace, type StatSort } from "@/lib/store/records/listed-stats";
import { trashHorizon } from "@/lib/store/records/stats";

export const listStatsInput = z.strictObject({
  q: z.string().max(255).optional().describe("A part of the name, in any case."),
  kind: z.enum(["counter", "value"]).optional(),
  tag: z.string().max(50).optional(),
  favourite: z.boolean().optional(),
  trash: z.boolean().optional().describe("The stats in the trash instead of the others."),
  shared: z.boolean().optional().describe("The stats that other teams share with this one instead of its own."),
  sort: z.enum(STAT_SORTS).default("name"),
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.string().max(2_000).optional().describe("`next` of the page before."),
});

/** A page of the stats that the team has or, `shared`, that others let it see; with the cursor of the page after it, or null when this is the last. */
export async function listStats(
  ctx: Context,
  input: z.input<typeof listStatsInput>,
): Promise<{ data: ListedStat[]; next: string | null }> {
  const { teamId, userId } = permit(ctx.actor, canReadTeam);
  const { sort, limit, cursor, q, trash, ...rest } = parseInput(listStatsInput, input);
  if (trash && rest.shared) throw invalid([{ pointer: "#/trash", detail: "holds only the team's own stats" }]);
  const filter = trash ? { ...rest, trashedAfter: trashHorizon(ctx.clock.now()) } : rest;
  const after = cursor === undefined ? null : readCursor(cursor, sort);
  const found = await findStats(
    ctx.store.prisma,
    { ...filter, ...(q === undefined || q === "" ? {} : { q: q.normalize("NFC") }), teamId, userId },
    { sort, limit: limit + 1, after },
  );
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => row.stat),
    next: found.length > limit && last !== undefined ? writeCursor(last.place, sort) : null,
  };
}

function writeCursor(place: StatPlace, sort: StatSort): string {
  const key = place.key instanceof Date ? place.key.getTime() : place.key;
  return Buffer.from(JSON.stringify([sort, key, place.id])).toString("base64url");
}

const cursorParts = z.tuple([z.string(), z.union([z.string(), z.number().int().min(0).max(1e15)]), z.string()]);

function readCursor(cursor: string, sort: StatSort): StatPlace {
  try {
    const [madeFor, key, id] = cursorParts.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    const isTime = typeof key === "number";
    if (madeFor === sort && isTime === !sort.endsWith("name") && !`${key}${id}`.includes("\0")) {
      return { key: isTime ? new Date(key) : key, id };
    }
  } catch {
    // Refused below, like one that was made for another order.
  }
  throw invalid([{ pointer: "#/cursor", detail: "is not a cursor of this list" }]);
}
