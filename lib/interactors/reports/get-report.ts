import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { type ForeseenReport, heldReport } from "./locked-report";
import { reportId } from "./report-input";

/** A report of the team, who gets it, and when it is sent next. Throws `not_found`. */
export async function getReport(ctx: Context, input: z.input<typeof reportId>): Promise<ForeseenReport> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  return heldReport(ctx.store.prisma, teamId, parseInput(reportId, input).id);
}
