import { setImmediate as giveWay } from "node:timers/promises";
import type { Context } from "@/lib/context";
import type { Alert, AlertCondition, AlertReading } from "@/lib/domain/alert";
import { type Grain, type ReplayedRule, type ReplayedStep, replay } from "@/lib/domain/alert-replay";
import { earlierBy, windowSeconds, windowStart } from "@/lib/domain/alert-window";
import { gentlerCondition } from "@/lib/domain/alert-words";
import type { ListedStat } from "@/lib/domain/stat";
import { STEP_SECONDS, type Step } from "@/lib/domain/step";
import { bucketBounds } from "@/lib/domain/time";
import { bandFor, hourlyPoints, learnUsual, USUAL_WEEKS, type UsualOfStat } from "@/lib/domain/usual";
import { withinPatience } from "@/lib/interactors/series/within-patience";
import { findUsual } from "@/lib/store/records/usual";
import { readBuckets } from "@/lib/store/series/read-buckets";
import { readLastAt } from "@/lib/store/series/read-last-at";

/** The past that a rule is played over: seconds. */
const MONTH = 30 * 86_400;
const HOUR = 3_600;
const WEEK = 604_800;
/** As many rows of the series tables are read for one question at the most, about. */
const MOST_ROWS = 500_000;
const MOST_STATS = 50;
/** An anomaly says itself how sensitive it is; only the team's watch goes by a budget. */
const NO_BUDGET = 1;

/** A rule, as far as playing it goes. */
export type PlayedRule = Pick<
  Alert,
  "condition" | "window" | "missing" | "pendingSeconds" | "holdSeconds" | "automatic"
>;

/** Something that would have been told of a stat. */
export interface Ring {
  statId: string;
  statName: string;
  /** `no_data` only where silence is told. */
  kind: "triggered" | "no_data";
  at: Date;
  /** When it would have ended; null while it lasted. */
  until: Date | null;
  /** The value, or the change in percent; null without data. */
  value: number | null;
}

export interface PlayedBack {
  /** The latest first. */
  rings: Ring[];
  /** How often the gentler rule would have rung; null where there is none. */
  gentler: { condition: AlertCondition; count: number } | null;
  from: Date;
  to: Date;
  /** How far apart the moments lie at which it was judged. */
  everySeconds: number;
  /** How many of the stats were played, and whether those are not all. */
  stats: number;
  truncated: boolean;
}

/**
 * Plays a rule, and a gentler one, over the last 30 days of stored numbers, as if it had been made 30 days ago, with
 * the evaluator's own state machine and windows. It is judged every five minutes for windows of up to a day (over
 * several stats every quarter of an hour, but for those of five minutes), every quarter of an hour for a week and the
 * month so far, and every hour for longer ones and for anomalies; over no more stats than can be read in reasonable
 * time. Whoever calls has made sure that the stats may be seen. Throws `unavailable` when the database takes too long.
 */
export async function playBack(
  { store, clock }: Pick<Context, "store" | "clock">,
  rule: PlayedRule,
  { stats, zone }: { stats: ListedStat[]; zone: string },
): Promise<PlayedBack> {
  const step = stepOf(rule, stats.length > 1);
  const now = Math.floor(clock.now().getTime() / 1_000);
  const to = bucketBounds(now, now, step, zone)[0] as number;
  const from = to - MONTH;
  const moments = bucketBounds(from, to, step, zone).filter((moment) => moment > from && moment <= to);
  const stretches = stretchesOf(rule, { from, to, step, zone });
  const played = stats.slice(0, mostStats(stretches, step));
  const [grains, bands] = await withinPatience(
    Promise.all([
      readGrains(store, rule, played, stretches),
      rule.condition.kind === "anomaly" ? readBands(store, rule, played, { from, zone }) : null,
    ]),
  );
  const milder = gentlerCondition(rule.condition);
  const rings: Ring[] = [];
  let count = 0;
  for (const stat of played) {
    const play = (condition: AlertCondition): ReplayedStep[] =>
      replay(replayed({ ...rule, condition }, stat, zone), grains(stat), moments, {
        ...(bands === null ? {} : { band: bands(stat, condition) }),
      });
    rings.push(...ringsOf(stat, play(rule.condition)));
    if (milder !== null) count += ringsOf(stat, play(milder)).length;
    if (played.length > 1) await giveWay();
  }
  return {
    rings: rings.sort((a, b) => b.at.getTime() - a.at.getTime()),
    gentler: milder === null ? null : { condition: milder, count },
    from: new Date(from * 1_000),
    to: new Date(to * 1_000),
    everySeconds: STEP_SECONDS[step],
    stats: played.length,
    truncated: played.length < stats.length,
  };
}

/** The most stats that one question is played over; pass no more. */
export const MOST_PLAYED = MOST_STATS + 1;

function stepOf({ condition, window }: PlayedRule, several: boolean): Step {
  if (condition.kind === "anomaly") return "1h";
  switch (window) {
    case "5m":
      return "5m";
    case "1w":
    case "this_month":
      return "15m";
    case "1M":
    case "1y":
      return "1h";
    default:
      return several ? "15m" : "5m";
  }
}

interface Stretch {
  bounds: number[];
}

/**
 * What has to be read: as far back as the rule looks from the first moment; of a delta also where it compares with, if
 * that lies apart.
 */
function stretchesOf(
  { condition, window }: PlayedRule,
  { from, to, step, zone }: { from: number; to: number; step: Step; zone: string },
): Stretch[] {
  const stretch = (since: number, until: number) => ({ bounds: bucketBounds(since, until, step, zone) });
  const start = windowStart(window, from, zone);
  if (condition.kind !== "delta") return [stretch(start, to)];
  const earlierStart = windowStart(window, earlierBy(condition.timeDelta, from, zone), zone);
  const earlierEnd = earlierBy(condition.timeDelta, to, zone);
  if (earlierEnd + 2 * STEP_SECONDS[step] >= start) return [stretch(earlierStart, to)];
  return [stretch(earlierStart, earlierEnd), stretch(start, to)];
}

function mostStats(stretches: Stretch[], step: Step): number {
  const grain = STEP_SECONDS[step] < STEP_SECONDS["15m"] ? 60 : 900;
  const seconds = stretches.reduce((sum, { bounds }) => sum + (bounds.at(-1) as number) - (bounds[0] as number), 0);
  return Math.max(1, Math.min(MOST_STATS, Math.floor((MOST_ROWS * grain) / seconds)));
}

type OfStat<T> = (stat: ListedStat) => T;

async function readGrains(
  { pool }: Context["store"],
  { condition }: PlayedRule,
  stats: ListedStat[],
  stretches: Stretch[],
): Promise<OfStat<Grain[]>> {
  const seriesIds = stats.map(({ seriesId }) => seriesId);
  const first = stretches[0]?.bounds[0] as number;
  const [earlier, ...read] = await Promise.all([
    condition.kind === "data"
      ? readLastAt(
          pool,
          seriesIds.map((seriesId) => ({ seriesId, before: first })),
        )
      : [],
    ...stretches.map(({ bounds }) => readBuckets(pool, { seriesIds, bounds })),
  ]);
  const grains = new Map<bigint, Grain[]>(stats.map(({ seriesId }) => [seriesId, []]));
  // Silence counts only once something came: a sign of that lies before everything that a window reaches.
  for (const [i, { seriesId }] of stats.entries()) {
    if ((earlier[i] ?? null) !== null) grains.get(seriesId)?.push({ t: first - 1, n: 1, sum: 0 });
  }
  for (const [i, rows] of read.entries()) {
    const bounds = stretches[i]?.bounds ?? [];
    for (const { seriesId, index, n, sum } of rows.sort((a, b) => a.index - b.index)) {
      grains.get(seriesId)?.push({ t: bounds[index] as number, n, sum });
    }
  }
  if (condition.kind !== "anomaly") return ({ seriesId }) => grains.get(seriesId) ?? [];
  const bounds = stretches[0]?.bounds ?? [];
  return ({ seriesId, kind }) => withQuietHours(grains.get(seriesId) ?? [], kind, bounds);
}

/** An hour in which a counter received nothing counted 0, for what is usual: so it does here. */
function withQuietHours(grains: Grain[], kind: ListedStat["kind"], bounds: number[]): Grain[] {
  const [first] = grains;
  if (kind !== "counter" || first === undefined) return grains;
  const received = new Map(grains.map((grain) => [grain.t, grain]));
  return bounds
    .slice(0, -1)
    .filter((t) => t >= first.t)
    .map((t) => received.get(t) ?? { t, n: 1, sum: 0 });
}

type Band = (at: number) => AlertReading["band"];

/** What was usual at a moment; of stats that nobody has learned about, what was so before the month began. */
async function readBands(
  { pool }: Context["store"],
  { automatic }: PlayedRule,
  stats: ListedStat[],
  { from, zone }: { from: number; zone: string },
): Promise<(stat: ListedStat, condition: AlertCondition) => Band> {
  const known = await findUsual(
    pool,
    stats.map(({ seriesId }) => seriesId),
  );
  const strange = stats.filter(({ seriesId }) => !known.has(seriesId));
  for (const [seriesId, usual] of await learnBefore(pool, strange, { from, zone })) known.set(seriesId, usual);
  return ({ seriesId }, condition) => {
    const usual = known.get(seriesId);
    const sensitivity = condition.kind === "anomaly" && !automatic ? condition.sensitivity : undefined;
    return (at) => (usual === undefined ? null : bandFor(usual, at - HOUR, sensitivity));
  };
}

async function learnBefore(
  pool: Context["store"]["pool"],
  stats: ListedStat[],
  { from, zone }: { from: number; zone: string },
): Promise<[bigint, UsualOfStat][]> {
  if (stats.length === 0) return [];
  const bounds = bucketBounds(from - USUAL_WEEKS * WEEK, from, "1h", zone);
  const rows = await readBuckets(pool, { seriesIds: stats.map(({ seriesId }) => seriesId), bounds });
  return stats.map(({ seriesId, kind }) => {
    const received = rows.filter((row) => row.seriesId === seriesId);
    const learned = learnUsual(hourlyPoints(kind, bounds, received), zone, NO_BUDGET);
    return [seriesId, { ...learned, madeAt: new Date(from * 1_000) }];
  });
}

function replayed(rule: PlayedRule, { kind }: ListedStat, zone: string): ReplayedRule {
  const { condition, window, missing, pendingSeconds, holdSeconds } = rule;
  const patience = { pendingSeconds, holdSeconds: holdSeconds ?? windowSeconds(window), missing };
  return { condition, window, missing, patience, kind, zone };
}

/** What of a replay would have been told, each with its end. */
function ringsOf({ id, name }: ListedStat, steps: ReplayedStep[]): Ring[] {
  const rings: Ring[] = [];
  let open: Ring | null = null;
  for (const { at, event, verdict } of steps) {
    if (event === null) continue;
    const moment = new Date(at * 1_000);
    if (open !== null) open.until = moment;
    open = null;
    if (event === "resolved") continue;
    open = { statId: id, statName: name, kind: event, at: moment, until: null, value: verdict.value };
    rings.push(open);
  }
  return rings;
}
