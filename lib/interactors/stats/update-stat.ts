import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Context } from "@/lib/context";
import type { AuditEntry } from "@/lib/domain/audit";
import { canKeepFavourites, canManageStats, type TeamActor } from "@/lib/domain/can";
import type { ListedStat, Stat } from "@/lib/domain/stat";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { permitPublish } from "@/lib/interactors/links/permit-publish";
import { closeStatLink, openStatLink } from "@/lib/interactors/links/stat-link";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { tellChange } from "@/lib/store/records/change-hint";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { changeStat, claimName, lockStat, type StatDetails, setFavourite } from "@/lib/store/records/stats";
import { lockTeam } from "@/lib/store/records/teams";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { statDetails, statName } from "./fields";
import { findStat, notOurs } from "./find-stat";
import { nameTaken } from "./name-taken";

export const updateStatInput = z.strictObject({
  id: z.string(),
  name: statName.optional(),
  ...statDetails,
  favourite: z.boolean().optional().describe("Of the person who asks; a key asks for the person who made it."),
});

type StatChange = StatDetails & { name?: string };

/**
 * Changes what is named and leaves the rest. A stat that is renamed keeps its old names as aliases that still feed
 * it. One that another team shares may be a favourite and no more. To make it public is to publish it with a link, and
 * the other way round. Throws `not_found`, `forbidden` for what is another team's to change and where the team's switch
 * lets the actor publish nothing, and `conflict` when the new name feeds another stat.
 */
export async function updateStat(ctx: Context, input: z.input<typeof updateStatInput>): Promise<ListedStat> {
  const { id, favourite, ...change } = parseInput(updateStatInput, input);
  const changesStat = Object.values(change).some((value) => value !== undefined);
  const actor = permit(ctx.actor, changesStat ? canManageStats : canKeepFavourites);
  return transaction(ctx.store, async (tx) => {
    if (change.public === true) await lockTeam(tx, actor.teamId);
    const own = await lockStat(tx, actor.teamId, id);
    if (own === null && changesStat) throw await notOurs(tx, actor, id);
    const stat = own ?? (await findStat(tx, actor, id));
    const keepsOtherwise = change.retentionDays !== undefined && change.retentionDays !== stat.retentionDays;
    const renamed = change.name !== undefined && change.name !== stat.name;
    if (renamed && !(await claimName(tx, actor.teamId, change.name ?? stat.name, stat.seriesId, ctx.clock.now()))) {
      throw await nameTaken(tx, actor.teamId, change.name ?? stat.name);
    }
    if (favourite !== undefined) await setFavourite(tx, personOf(actor), stat.seriesId, favourite);
    if (changesStat) {
      await changeStat(tx, stat.seriesId, change);
      if (change.public !== undefined && change.public !== stat.public)
        await showStat(tx, ctx, actor, stat, change.public);
      await tellChange(tx, actor.teamId, id);
      await auditChange(tx, ctx, stat, change);
    }
    if (renamed || keepsOtherwise) await bumpChangeMark(tx);
    return findStat(tx, actor, id);
  });
}

/** What a stat says of itself in `public` is whether a link shows it. */
async function showStat(
  tx: Transaction,
  ctx: Context,
  actor: TeamActor,
  stat: Pick<Stat, "id" | "seriesId">,
  open: boolean,
): Promise<void> {
  if (!open) return closeStatLink(tx, ctx, actor, stat);
  await permitPublish(tx, actor);
  await openStatLink(tx, ctx, actor, stat);
}

/** Writes down which fields became other than they were; a form sends all of them, most as they are. */
async function auditChange(
  tx: Transaction,
  ctx: Context,
  stat: Omit<Stat, "classicKey">,
  change: StatChange,
): Promise<void> {
  const named = (Object.keys(change) as (keyof StatChange)[]).filter((field) => change[field] !== undefined);
  const changed = named.filter((field) => !isDeepStrictEqual(change[field], stat[field]));
  if (changed.length === 0) return;
  const { id, name, teamId } = stat;
  const newName = change.name ?? name;
  const detail: AuditEntry["detail"] = newName === name ? { changed } : { changed, from: name, to: newName };
  await audit(tx, ctx, { action: "stat.changed", subject: { kind: "stat", id, name: newName }, teamId, detail });
}

function personOf(actor: TeamActor): string {
  if (actor.userId !== null) return actor.userId;
  throw new Refusal("unprocessable", "favourites belong to a person, and the one who made this key is gone", {
    faults: [{ pointer: "#/favourite", detail: "needs a person" }],
  });
}
