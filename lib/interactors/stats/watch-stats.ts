import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { permit } from "@/lib/interactors/permit";
import { subscribeChanges } from "@/lib/store/engine/shared-changes";

export interface Watcher {
  /** Ids of the stats that got numbers or were changed; null when it may be any of the team's. */
  onChange(stats: string[] | null): void;
  /** The process stops: nothing will be told any more. */
  onEnd(): void;
}

/** Tells, within a second of each commit, which stats of the team moved. Returns how to stop watching. */
export function watchStats(ctx: Context, watcher: Watcher): () => void {
  const { teamId } = permit(ctx.actor, canReadTeam);
  return subscribeChanges(ctx.store.url, { teamId, ...watcher });
}
