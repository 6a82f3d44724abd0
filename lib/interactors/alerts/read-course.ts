import type { Context } from "@/lib/context";
import { type CoursePoint, type CourseRule, courseGrain, courseOf, courseReach } from "@/lib/domain/alert-course";
import { canReadTeam } from "@/lib/domain/can";
import type { ListedStat } from "@/lib/domain/stat";
import { STEP_SECONDS, STEPS, type Step } from "@/lib/domain/step";
import { bucketBounds } from "@/lib/domain/time";
import { bandFor } from "@/lib/domain/usual";
import { permit } from "@/lib/interactors/permit";
import { seenStats } from "@/lib/interactors/series/read-series";
import { withinPatience } from "@/lib/interactors/series/within-patience";
import { findTeam } from "@/lib/store/records/teams";
import { findUsual } from "@/lib/store/records/usual";
import { readBuckets } from "@/lib/store/series/read-buckets";

/** What a rule looked at over a range, drawn as a line. */
export interface Course {
  stat: ListedStat;
  /** Unix seconds. */
  from: number;
  to: number;
  step: Step;
  zone: string;
  points: CoursePoint[];
  /** For an anomaly what was usual at each point, null where nothing was; null for other kinds. */
  usual: ({ low: number; high: number } | null)[] | null;
}

const MOST_POINTS = 800;
const MONTH_SECONDS = 30 * 86_400;

/**
 * What a rule looked at in a stat, in a range of unix seconds or in the last 30 days. Throws `not_found` for a stat that
 * the team does not see; `unavailable` when the database takes too long.
 */
export async function readCourse(
  ctx: Context,
  { statId, rule, range }: { statId: string; rule: CourseRule; range?: { from: number; to: number } },
): Promise<Course> {
  const actor = permit(ctx.actor, canReadTeam);
  const [team, stats] = await Promise.all([findTeam(ctx.store.pool, actor.teamId), seenStats(ctx, actor, [statId])]);
  return readCourseOf(ctx, { stat: stats[0] as ListedStat, zone: team?.zone ?? "UTC", rule, range });
}

/** The same of a stat that may be seen, by the clocks of a zone. */
export async function readCourseOf(
  ctx: Pick<Context, "store" | "clock">,
  asked: { stat: ListedStat; zone: string; rule: CourseRule; range?: { from: number; to: number } },
): Promise<Course> {
  const { stat, zone, rule, range } = asked;
  const now = Math.floor(ctx.clock.now().getTime() / 1_000);
  const { from, to } = range ?? { from: now - MONTH_SECONDS, to: now };
  const step = stepFor(to - from);
  const grain = courseGrain(rule.window, step);
  const first = Math.floor((from - courseReach(rule)) / grain) * grain;
  // What came in since the moment that is asked about is no part of it.
  const bounds = [...gridOf(first, Math.min(to, now), grain).filter((at) => at <= now), now + 1];
  const rows = await withinPatience(readBuckets(ctx.store.pool, { seriesIds: [stat.seriesId], bounds }));
  const grains = rows.map(({ index, n, sum }) => ({ t: bounds[index] as number, n, sum })).sort((a, b) => a.t - b.t);
  const steps = { bounds: bucketBounds(from, to, step, zone), grain, now };
  const points = courseOf({ ...rule, kind: stat.kind, zone }, grains, steps);
  return { stat, from, to, step, zone, points, usual: await usualAt(ctx, stat, rule, points) };
}

async function usualAt(
  { store }: Pick<Context, "store">,
  { seriesId }: ListedStat,
  { condition }: CourseRule,
  points: CoursePoint[],
): Promise<Course["usual"]> {
  if (condition.kind !== "anomaly") return null;
  const usual = (await findUsual(store.pool, [seriesId])).get(seriesId);
  return points.map(({ t }) => (usual === undefined ? null : bandFor(usual, t, condition.sensitivity)));
}

function stepFor(seconds: number): Step {
  return STEPS.find((step) => seconds / STEP_SECONDS[step] <= MOST_POINTS) ?? "1M";
}

function gridOf(from: number, to: number, grain: number): number[] {
  return Array.from({ length: Math.max(2, Math.ceil((to - from) / grain) + 2) }, (_, index) => from + index * grain);
}
