import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { permit } from "@/lib/interactors/permit";
import { subscribeChanges } from "@/lib/store/engine/shared-changes";
import { readSharedIds } from "@/lib/store/records/shares";

export interface Watcher {
  /** Ids of the stats that got numbers or were changed; null when it may be any that the team sees. */
  onChange(stats: string[] | null): void;
  /** The process stops: nothing will be told any more. */
  onEnd(): void;
}

/**
 * Tells, within a second of each commit, which stats of the team moved and which that others share with it. Returns how
 * to stop watching.
 */
export function watchStats(ctx: Context, watcher: Watcher): () => void {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const readShared = () => readSharedIds(ctx.store.pool, teamId);
  return subscribeChanges(ctx.store.url, { teamId, readShared, ...watcher });
}
