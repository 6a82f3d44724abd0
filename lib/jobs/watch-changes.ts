import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { NOWHERE } from "@/lib/domain/source";
import { evaluateChanged, evaluateDue, hastenEvaluation } from "@/lib/interactors/alerts/evaluate-alerts";
import { deliverDue } from "@/lib/interactors/deliveries/deliver-due";
import { type Change, listenChanges } from "@/lib/store/engine/changes";
import type { Loops } from "./loop";

const NAME = "watch changes";
/** From the begin of one round to that of the next, at the least: what moves meanwhile is judged together. */
const EVERY_MS = 200;
const AFTER_ERROR_MS = 1_000;

/** What has moved and was not judged yet. */
interface Moved {
  /** Public ids. */
  stats: Set<string>;
  /** Teams of which any stat may have moved; null for any team. */
  teams: Set<string> | null;
}

/**
 * Judges alerts as soon as numbers have come, and sends off at once what that makes to tell. Hints may be lost: the
 * tick judges everything now and then, whether anything was heard of or not.
 */
export function watchChanges(
  means: Pick<Context, "store" | "clock">,
  onError: (job: string, error: unknown) => void,
): Loops {
  const ctx: Context = { ...means, from: NOWHERE, actor: { kind: "job", name: NAME } };
  const stopping = new AbortController();
  let moved: Moved = nothing();
  let rounds: Promise<void> | null = null;
  let deliveries: Promise<void> | null = null;

  const hear = (change: Change | null) => {
    gather(moved, change);
    if (!stopping.signal.aborted && !isNothing(moved)) rounds ??= runRounds();
  };

  async function runRounds(): Promise<void> {
    while (!isNothing(moved) && !stopping.signal.aborted) {
      const began = performance.now();
      const taken = moved;
      moved = nothing();
      try {
        if (await judge(ctx, taken, stopping.signal)) sendOff();
        await waitFor(EVERY_MS - (performance.now() - began), stopping.signal);
      } catch (error) {
        onError(NAME, error);
        moved = merged(taken, moved);
        await waitFor(AFTER_ERROR_MS, stopping.signal);
      }
    }
    rounds = null;
  }

  // While it has something under way it looks for more by itself. A receiver that takes its time keeps no alert
  // waiting.
  const sendOff = () => {
    deliveries ??= deliverDue(ctx, stopping.signal)
      .then(
        () => {},
        (error) => onError(NAME, error),
      )
      .finally(() => {
        deliveries = null;
      });
  };

  const listener = listenChanges(means.store.url, hear);
  return {
    async stop() {
      stopping.abort();
      await Promise.all([listener.close(), rounds, deliveries]);
    },
  };
}

/** Whether there may be something to tell now. */
async function judge(ctx: Context, { stats, teams }: Moved, stopping: AbortSignal): Promise<boolean> {
  const { told } = await evaluateChanged(ctx, [...stats]);
  if (teams?.size === 0) return told > 0;
  await hastenEvaluation(ctx, teams === null ? undefined : [...teams]);
  await evaluateDue(ctx, stopping);
  return true;
}

function nothing(): Moved {
  return { stats: new Set(), teams: new Set() };
}

function isNothing({ stats, teams }: Moved): boolean {
  return stats.size === 0 && teams?.size === 0;
}

function gather(moved: Moved, change: Change | null): void {
  if (change === null) moved.teams = null;
  // Under `shares` are teams; the stats that they are about are named as well.
  for (const [key, ids] of Object.entries(change ?? {})) {
    const into = key === "all" ? moved.teams : key === "shares" ? null : moved.stats;
    for (const id of ids) into?.add(id);
  }
}

function merged(one: Moved, other: Moved): Moved {
  const teams = one.teams === null || other.teams === null ? null : new Set([...one.teams, ...other.teams]);
  return { stats: new Set([...one.stats, ...other.stats]), teams };
}

/** Does not keep a process from ending that is told to. */
async function waitFor(milliseconds: number, stopping: AbortSignal): Promise<void> {
  if (milliseconds > 0) await pause(milliseconds, undefined, { signal: stopping }).catch(() => {});
}
