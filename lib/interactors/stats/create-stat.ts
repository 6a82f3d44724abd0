import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageStats } from "@/lib/domain/can";
import type { ListedStat } from "@/lib/domain/stat";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { permitPublish } from "@/lib/interactors/links/permit-publish";
import { openStatLink } from "@/lib/interactors/links/stat-link";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { tellChange } from "@/lib/store/records/change-hint";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { countStats, insertStat } from "@/lib/store/records/stats";
import { findRetention } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";
import { statDetails, statName } from "./fields";
import { nameTaken } from "./name-taken";

export const createStatInput = z.strictObject({
  name: statName,
  kind: z.enum(["counter", "value"]),
  ...statDetails,
});

/**
 * Makes a stat before its first number; a public one with its link. Throws `conflict` when the name feeds another one,
 * `limited` when the team has too many, and `forbidden` where the team's switch lets the actor publish nothing.
 */
export async function createStat(ctx: Context, input: z.input<typeof createStatInput>): Promise<ListedStat> {
  const actor = permit(ctx.actor, canManageStats);
  const { teamId } = actor;
  const fresh = parseInput(createStatInput, input);
  const limit = env().STATNEST_LIMIT_STATS;
  if ((await countStats(ctx.store.prisma, teamId)) >= limit) {
    throw new Refusal("limited", `the team has its ${limit} stats`, { retryAfterSeconds: 3_600 });
  }
  const stat = await transaction(ctx.store, async (tx) => {
    if (fresh.public) await permitPublish(tx, actor);
    const { retentionDays = await findRetention(tx, teamId) } = fresh;
    const made = await insertStat(tx, { ...fresh, retentionDays, teamId }, ctx.clock.now());
    if (made === null) throw await nameTaken(tx, teamId, fresh.name);
    if (fresh.public) await openStatLink(tx, ctx, actor, made);
    await tellChange(tx, teamId, made.id);
    const subject = { kind: "stat", id: made.id, name: made.name } as const;
    await audit(tx, ctx, { action: "stat.made", subject, teamId, detail: { kind: made.kind } });
    await bumpChangeMark(tx);
    return made;
  });
  return { ...stat, sharedBy: null, favourite: false, lastValue: null, lastAt: null };
}
