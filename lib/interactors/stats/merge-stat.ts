import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageStats } from "@/lib/domain/can";
import type { ListedStat, Stat } from "@/lib/domain/stat";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { log } from "@/lib/log";
import { moveAlerts } from "@/lib/store/records/alerts";
import { tellChange, tellShare } from "@/lib/store/records/change-hint";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { removeSharesOf } from "@/lib/store/records/shares";
import { ensureStandings } from "@/lib/store/records/standings";
import { lockStats, mergeAway } from "@/lib/store/records/stats";
import { transaction } from "@/lib/store/records/transaction";
import { moveMinutes } from "@/lib/store/series/move-series";
import { findStat, NO_SUCH_STAT, notOurs } from "./find-stat";

export const mergeStatInput = z.strictObject({
  id: z.string(),
  into: z.string().describe("The id of the stat that gets the names and the numbers; it must be of the same kind."),
});

/**
 * Merges a stat into another of the same kind, for ever: that one gets its names, its numbers and whoever has it as a
 * favourite, and keeps what it says of itself; the first is gone. Its classic key feeds the other one from now on, and
 * alerts on it watch the other one. The figures of the other are whole at once, though many numbers take a while to move.
 * Teams that the first was shared with see neither, unless the other is shared with them too. Returns the other. Throws
 * `not_found`, and `unprocessable` for two that cannot be one.
 */
export async function mergeStat(ctx: Context, input: z.input<typeof mergeStatInput>): Promise<ListedStat> {
  const actor = permit(ctx.actor, canManageStats);
  const { id, into } = parseInput(mergeStatInput, input);
  const from = await transaction(ctx.store, async (tx) => {
    const stats = await lockStats(tx, actor.teamId, [id, into]);
    const [source, target] = [stats.find((stat) => stat.id === id), stats.find((stat) => stat.id === into)];
    if (source === undefined) throw await notOurs(tx, actor, id);
    if (target === undefined) {
      throw await notOurs(tx, actor, into, `${NO_SUCH_STAT} to merge into`, { faults: [atInto(NO_SUCH_STAT)] });
    }
    refuseUnlike(source, target);
    await mergeAway(tx, source.seriesId, target.seriesId, ctx.clock.now());
    for (const alert of await moveAlerts(tx, source.seriesId, target.seriesId)) {
      await ensureStandings(tx, alert, ctx.clock.now());
    }
    for (const receiverId of await removeSharesOf(tx, source.seriesId)) {
      await tellShare(tx, id, { ownerId: actor.teamId, receiverId });
    }
    await tellChange(tx, actor.teamId, id);
    await tellChange(tx, actor.teamId, into);
    const subject = { kind: "stat", id, name: source.name } as const;
    const detail = { into, intoName: target.name };
    await audit(tx, ctx, { action: "stat.merged", subject, teamId: actor.teamId, detail });
    await bumpChangeMark(tx);
    return source.seriesId;
  });
  await moveFirst(ctx, from);
  return findStat(ctx.store.prisma, actor, into);
}

function refuseUnlike(source: Stat, target: Stat): void {
  if (source.seriesId === target.seriesId) throw unlike("a stat cannot be merged into itself");
  if (source.kind !== target.kind) {
    throw unlike(`a ${source.kind} cannot be merged into a ${target.kind}`);
  }
  if (source.minutesFrom > target.minutesFrom) {
    throw unlike(
      "the first keeps its older numbers by the quarter of an hour, the other by the minute; give the other the same retention, and merge them when its minutes have been folded too",
    );
  }
}

function unlike(detail: string): Refusal {
  return new Refusal("unprocessable", detail, { faults: [atInto(detail)] });
}

function atInto(detail: string) {
  return { pointer: "#/into", detail };
}

/** All minutes of a small stat are moved here. The merge is done already: what fails is left to the worker. */
async function moveFirst({ store }: Context, from: bigint): Promise<void> {
  try {
    await moveMinutes(store.pool, from);
  } catch (error) {
    log().warn({ err: error }, "numbers of a merged stat are left to the worker");
  }
}
