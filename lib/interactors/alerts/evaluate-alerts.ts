import type { Context } from "@/lib/context";
import { LONGEST_HOURLY_PAUSE, LONGEST_PAUSE, missedMoments } from "@/lib/domain/alert-due";
import { play } from "@/lib/domain/alert-replay";
import { permitJob } from "@/lib/interactors/permit-job";
import { log } from "@/lib/log";
import { isDatabaseAway } from "@/lib/store/engine/database-away";
import type { Store } from "@/lib/store/engine/store";
import {
  claimStandings,
  findWatching,
  hastenStandings,
  type JudgedStanding,
  restStandings,
} from "@/lib/store/records/due-standings";
import { addStandings, findOverreaching, removeStandings, type StandingScope } from "@/lib/store/records/standings";
import { transaction } from "@/lib/store/records/transaction";
import { isOwed, type Judged, restOf } from "./conclude";
import { type FoundReading, type ReadRule, readReadings } from "./read-readings";
import { recordMoves } from "./record-moves";
import { type StoredRule, storedRule } from "./stored-rule";

/** What a round of judging came to. */
export interface Evaluation {
  judged: number;
  /** Deliveries that were put in line. */
  told: number;
}

const BATCH = 1_000;
/** Whoever takes standings and dies leaves them for so long: seconds. */
const LEASE_SECONDS = 60;
const MOST_READ_AT_ONCE = 5_000;
const NOTHING = { first: null, lastAt: null };

/**
 * Judges every standing that is due, and tells what came of it. Several may do so at once, and be killed anywhere: what
 * is taken is leased, and what moved is written together with all that is told of it, by the first to find it unmoved.
 * Returns how many were judged. Throws what the database throws when it cannot be asked; then they are due again after
 * a minute.
 */
export async function evaluateDue(ctx: Context, stopping: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  let judged = 0;
  for (;;) {
    const now = ctx.clock.now();
    const leasedTo = new Date(now.getTime() + LEASE_SECONDS * 1_000);
    const { claimed, standings } = await claimStandings(ctx.store.pool, { now, leasedTo, limit: BATCH });
    judged += (await evaluate(ctx, standings, "all")).judged;
    if (claimed < BATCH || stopping.aborted) return judged;
  }
}

/**
 * Judges what watches these stats (public ids), which have moved: some got numbers, others their names, some were put
 * into the trash. What watches them only now gets its standing here. Nothing is claimed and, where nothing came of it,
 * nothing written: what is due stays so.
 */
export async function evaluateChanged(ctx: Context, statIds: string[]): Promise<Evaluation> {
  permitJob(ctx.actor);
  const total: Evaluation = { judged: 0, told: 0 };
  for (let from = 0; from < statIds.length; from += BATCH) {
    const ids = statIds.slice(from, from + BATCH);
    await settleStandings(ctx, { statIds: ids });
    const { judged, told } = await evaluate(ctx, await findWatching(ctx.store.pool, ids), "what came of it");
    total.judged += judged;
    total.told += told;
  }
  return total;
}

/** Makes due what may have moved without anybody having heard of it; of these teams, or of all. */
export async function hastenEvaluation(ctx: Context, teamIds?: string[]): Promise<void> {
  permitJob(ctx.actor);
  await hastenStandings(ctx.store.pool, ctx.clock.now(), teamIds);
}

/** Makes the standings that are missing and takes those away of what is watched no more. Returns how many. */
export async function coverStats(ctx: Context): Promise<number> {
  permitJob(ctx.actor);
  return settleStandings(ctx, "all");
}

async function settleStandings(ctx: Context, scope: StandingScope): Promise<number> {
  const { store } = ctx;
  const now = ctx.clock.now();
  let settled = 0;
  for (const alertId of await findOverreaching(store.prisma, scope)) {
    for (let removed = 1; removed > 0; settled += removed) {
      removed = await transaction(store, (tx) => removeStandings(tx, alertId, now));
    }
  }
  return settled + (await addStandings(store.prisma, scope, now));
}

async function evaluate(
  ctx: Context,
  standings: JudgedStanding[],
  written: "all" | "what came of it",
): Promise<Evaluation> {
  const now = ctx.clock.now();
  const judged = await judgeAll(ctx.store, standings, Math.ceil(now.getTime() / 1_000));
  const moves = (each: Judged) => each.steps.length > 0 || isOwed(each, each.was);
  const moved = judged.filter(moves);
  const rest = judged.flatMap((each) => {
    if (moves(each)) return [];
    const found = restOf(each);
    // A number that is dated back ends its window before anybody would have looked.
    return written === "all" || found.worst !== null || found.dueAt < each.was.dueAt ? [found] : [];
  });
  await restStandings(ctx.store.pool, rest, now);
  return { judged: judged.length, told: await recordMoves(ctx, moved) };
}

/** A standing with the moments at which it is to be judged now: those that were missed, and this one. */
interface Planned {
  was: JudgedStanding;
  rule: StoredRule | null;
  trouble: string | null;
  moments: number[];
}

async function judgeAll(store: Store, standings: JudgedStanding[], at: number): Promise<Judged[]> {
  const planned = standings.map((was) => plan(was, at));
  const asked = planned.flatMap(({ rule, moments }) =>
    rule === null ? [] : moments.map((each) => ({ rule, at: each })),
  );
  const found = await readAll(store, asked);
  let next = 0;
  return planned.map((each) => {
    const from = next;
    if (each.rule !== null) next += each.moments.length;
    return judgeOne(each, at, found.slice(from, next));
  });
}

function plan(was: JudgedStanding, at: number): Planned {
  try {
    const rule = storedRule(was);
    return { was, rule, trouble: null, moments: [...missedMoments(expectedAt(was, rule), at), at] };
  } catch (error) {
    return { was, rule: null, trouble: wordsOf(error), moments: [at] };
  }
}

/** When it should have been judged at the latest; one that never was is not late. Unix seconds. */
function expectedAt({ judgedAt, dueAt }: JudgedStanding, { condition }: StoredRule): number {
  if (judgedAt === null) return Number.POSITIVE_INFINITY;
  const due = dueAt.getTime() / 1_000;
  if (condition.kind === "data") return due;
  const pause = condition.kind === "anomaly" ? LONGEST_HOURLY_PAUSE : LONGEST_PAUSE;
  // A lease may have moved it on.
  return Math.min(due, judgedAt.getTime() / 1_000 + pause);
}

function judgeOne({ was, rule, trouble, moments }: Planned, at: number, found: (FoundReading | Error)[]): Judged {
  const failure = found.find((each) => each instanceof Error);
  const last = found.at(-1);
  const readings = moments.map((moment, i) => {
    const each = found[i];
    return { at: moment, reading: each === undefined || each instanceof Error ? null : each.reading };
  });
  const judgedBy = rule ?? { condition: { kind: "data" as const }, missing: "keep" as const, patience: NO_PATIENCE };
  return {
    ...{ was, rule, at, trouble: trouble ?? (failure === undefined ? null : wordsOf(failure)) },
    ...play(judgedBy, was.standing, readings),
    findings: last === undefined || last instanceof Error ? NOTHING : last.findings,
  };
}

/** Of a rule that is not understood: without a reading it is not asked. */
const NO_PATIENCE = { pendingSeconds: 0, holdSeconds: 0, missing: "keep" as const };

async function readAll(store: Store, asked: { rule: ReadRule; at: number }[]): Promise<(FoundReading | Error)[]> {
  const found: (FoundReading | Error)[] = [];
  for (let from = 0; from < asked.length; from += MOST_READ_AT_ONCE) {
    found.push(...(await readOrHalve(store, asked.slice(from, from + MOST_READ_AT_ONCE))));
  }
  return found;
}

/** What cannot be read together is read apart, until the one that spoils it stands alone with its error. */
async function readOrHalve(store: Store, asked: { rule: ReadRule; at: number }[]): Promise<(FoundReading | Error)[]> {
  try {
    return await readReadings(store, asked);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    if (asked.length === 1) return [error instanceof Error ? error : new Error(String(error))];
    const half = asked.length >> 1;
    return [...(await readOrHalve(store, asked.slice(0, half))), ...(await readOrHalve(store, asked.slice(half)))];
  }
}

/** What may be told of an error to people: that the rule is nonsense, and of all else only that it failed. */
function wordsOf(error: unknown): string {
  if (error instanceof Error && error.name === "ZodError") return "what is kept of the rule makes no sense";
  log().warn({ err: error }, "an alert could not be read");
  return "its numbers could not be read";
}
