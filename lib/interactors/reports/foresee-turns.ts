import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { nextTurns } from "@/lib/domain/report-schedule";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findReport } from "@/lib/store/records/reports";
import { findTeam } from "@/lib/store/records/teams";
import { nextAtOf, noSuchReport } from "./locked-report";
import { foreseeTurnsInput, scheduleOf } from "./report-input";

const FORESEEN = 5;

/**
 * When a report would be sent the next five times by a schedule that is not saved; that of `id`, on days after all that it
 * was sent on. Throws `invalid`, `not_found`.
 */
export async function foreseeTurns(
  ctx: Context,
  input: z.input<typeof foreseeTurnsInput>,
): Promise<{ zone: string; times: Date[] }> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { id, ...asked } = parseInput(foreseeTurnsInput, input);
  const schedule = scheduleOf(asked, (await findTeam(ctx.store.pool, teamId))?.zone ?? "UTC");
  const now = ctx.clock.now();
  const report = id === undefined ? null : await findReport(ctx.store.prisma, teamId, id);
  if (id !== undefined && report === null) throw noSuchReport();
  const first = await nextAtOf(ctx.store.prisma, schedule, report?.id ?? null, now);
  const others = nextTurns(schedule, Math.floor(first.getTime() / 1_000), FORESEEN - 1);
  return { zone: schedule.zone, times: [first, ...others.map(({ at }) => new Date(at * 1_000))] };
}
