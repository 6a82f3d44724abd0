import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findTurns, type ListedTurn, type TurnPlace } from "@/lib/store/records/report-turns";
import { findReport } from "@/lib/store/records/reports";
import { noSuchReport } from "./locked-report";

export const listTurnsInput = z.strictObject({
  id: z.string().max(64),
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional().describe("`next` of the page before."),
});

/** What was sent of a report to whom, and what was skipped, the latest first. Throws `not_found`. */
export async function listTurns(
  ctx: Context,
  input: z.input<typeof listTurnsInput>,
): Promise<{ data: ListedTurn[]; next: string | null }> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { id, limit, cursor } = parseInput(listTurnsInput, input);
  const after = cursor === undefined ? null : readCursor(cursor);
  const db = ctx.store.prisma;
  const report = await findReport(db, teamId, id);
  if (report === null) throw noSuchReport();
  const found = await findTurns(db, report.id, { limit: limit + 1, after });
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data, next: found.length > limit && last !== undefined ? writeCursor(last) : null };
}

function writeCursor({ dueAt, id }: TurnPlace): string {
  return Buffer.from(JSON.stringify([dueAt.getTime(), id])).toString("base64url");
}

const cursorParts = z.tuple([z.int().min(0).max(1e14), z.uuid()]);

function readCursor(cursor: string): TurnPlace {
  try {
    const [at, id] = cursorParts.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { dueAt: new Date(at), id };
  } catch {
    throw invalid([{ pointer: "#/cursor", detail: "is not a cursor of this list" }]);
  }
}
