import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findReports } from "@/lib/store/records/reports";
import { type ForeseenReport, foreseen } from "./locked-report";

export const listReportsInput = z.strictObject({
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.uuid("is not a cursor of this list").optional().describe("`next` of the page before."),
});

/** A page of the team's reports, the newest first. */
export async function listReports(
  ctx: Context,
  input: z.input<typeof listReportsInput> = {},
): Promise<{ data: ForeseenReport[]; next: string | null }> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { limit, cursor } = parseInput(listReportsInput, input);
  const found = await findReports(ctx.store.prisma, teamId, { limit: limit + 1, after: cursor ?? null });
  const data = found.slice(0, limit).map(foreseen);
  return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
}
