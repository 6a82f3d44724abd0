import type { Context } from "@/lib/context";
import { knownRefusal } from "@/lib/interactors/known-refusal";
import { permitJob } from "@/lib/interactors/permit-job";
import { CHORES, type Chore, type Done, doChore } from "./chores";
import { readTicks } from "./ticks";

/** Two rounds, of which one has to wait for the other, end before a proxy thinks that no answer comes. */
const MAY_TAKE_MS = 25_000;

export interface DueWork {
  tookMs: number;
  /** What each chore did, by its name. */
  done: Record<string, Done>;
  /** What each chore that failed threw; a Refusal when it is only that the database is away. */
  failed: Record<string, unknown>;
  /** Chores for which the time did not suffice: they come first in the next call. */
  left: string[];
}

/**
 * One round of every chore, for hosts without a worker; with one it does no harm. The chore whose last round is the
 * longest ago comes first. One that fails stops no other. Throws only when the database cannot be asked what is due.
 */
export async function doDueWork(
  ctx: Context,
  { chores = CHORES, mayTakeMs = MAY_TAKE_MS }: { chores?: readonly Chore[]; mayTakeMs?: number } = {},
): Promise<DueWork> {
  permitJob(ctx.actor);
  const began = performance.now();
  const work: DueWork = { tookMs: 0, done: {}, failed: {}, left: [] };
  const due = await longestAgoFirst(ctx, chores);
  const stopping = AbortSignal.timeout(mayTakeMs);
  for (const chore of due) {
    if (stopping.aborted) work.left.push(chore.name);
    else await attempt(ctx, chore, stopping, work);
  }
  work.tookMs = Math.round(performance.now() - began);
  return work;
}

async function attempt(ctx: Context, chore: Chore, stopping: AbortSignal, work: DueWork): Promise<void> {
  try {
    work.done[chore.name] = await doChore(ctx, chore, stopping);
  } catch (error) {
    work.failed[chore.name] = knownRefusal(error);
  }
}

async function longestAgoFirst(ctx: Context, chores: readonly Chore[]): Promise<Chore[]> {
  const ticks = new Map((await readTicks(ctx)).map(({ name, lastAt }) => [name, lastAt.getTime()]));
  const lastRound = ({ name }: Chore) => ticks.get(name) ?? Number.NEGATIVE_INFINITY;
  return chores.toSorted((a, b) => (lastRound(a) < lastRound(b) ? -1 : lastRound(a) > lastRound(b) ? 1 : 0));
}
