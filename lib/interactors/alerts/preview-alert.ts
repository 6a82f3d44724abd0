import type { z } from "zod";
import type { Context } from "@/lib/context";
import type { AlertCondition } from "@/lib/domain/alert";
import { canReadTeam } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findTeam } from "@/lib/store/records/teams";
import { backtestAlertInput, ruleOf } from "./alert-input";
import { type Backtest, backtestAlert } from "./backtest-alert";
import { type Course, readCourse } from "./read-course";

const input = backtestAlertInput.omit({ alertId: true });

/** What a rule would have done, and what it would have looked at. */
export interface RulePreview {
  played: Backtest;
  condition: AlertCondition;
  /** Null on a pattern. */
  course: Course | null;
  /** The team's. */
  zone: string;
}

/** Plays an unsaved rule over the last 30 days, for a page to draw. Throws what `backtestAlert` throws. */
export async function previewAlert(ctx: Context, asked: z.input<typeof input>): Promise<RulePreview> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { statId, pattern: _, channels: __, ...fields } = parseInput(input, asked);
  const rule = ruleOf(fields);
  const [played, course, team] = await Promise.all([
    backtestAlert(ctx, asked),
    statId === undefined ? null : readCourse(ctx, { statId, rule }),
    findTeam(ctx.store.pool, teamId),
  ]);
  return { played, condition: rule.condition, course, zone: team?.zone ?? "UTC" };
}
