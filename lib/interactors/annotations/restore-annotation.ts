import { z } from "zod";
import type { Context } from "@/lib/context";
import type { ListedAnnotation } from "@/lib/domain/annotation";
import { canManageAnnotations, type TeamActor } from "@/lib/domain/can";
import { shortLine } from "@/lib/domain/one-line";
import { TRASH_HOURS } from "@/lib/domain/stat";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findDeletedAnnotation, lockAnnotation, reinsertAnnotation } from "@/lib/store/records/annotations";
import { findMergedInto } from "@/lib/store/records/stats";
import { lockTeam } from "@/lib/store/records/teams";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { refuseTooMany } from "./annotate";
import { concernedStat, tellAnnotated } from "./concerned-stat";
import { noSuchAnnotation } from "./find-own-annotation";

const schema = z.strictObject({ id: z.string() });

const instant = z.iso.datetime().transform((text) => new Date(text));
const logged = z.object({
  text: z.string(),
  at: instant,
  until: instant.nullable(),
  stat: z.string().nullable(),
  author: z.string(),
  createdAt: instant,
});

/**
 * Brings back an annotation that was deleted in the last 48 hours, as it was and by whom it was; one that is there
 * already is left as it is. Throws `not_found` for it, and for a stat that is gone meanwhile.
 */
export async function restoreAnnotation(ctx: Context, input: z.input<typeof schema>): Promise<ListedAnnotation> {
  const actor = permit(ctx.actor, canManageAnnotations);
  const { id } = parseInput(schema, input);
  if (!z.uuid().safeParse(id).success) throw noSuchAnnotation();
  const { teamId } = actor;
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    await lockTeam(tx, teamId);
    const there = await lockAnnotation(tx, teamId, id);
    if (there !== null) return there;
    const since = new Date(now.getTime() - TRASH_HOURS * 3_600_000);
    const known = logged.safeParse(await findDeletedAnnotation(tx, teamId, id, since));
    if (!known.success) throw noSuchAnnotation();
    await refuseTooMany(tx, teamId, now);
    const { stat: statId, ...said } = known.data;
    const stat = statId === null ? null : await statOf(tx, actor, statId);
    const kept = { id, teamId, seriesId: stat?.seriesId ?? null, ...said };
    if (!(await reinsertAnnotation(tx, kept))) throw noSuchAnnotation();
    const subject = { kind: "annotation" as const, id, name: shortLine(said.text, 100) };
    await audit(tx, ctx, { action: "annotation.restored", subject, teamId });
    await tellAnnotated(tx, teamId, stat?.id ?? null);
    return (await lockAnnotation(tx, teamId, id)) as ListedAnnotation;
  });
}

/** The stat it was about, or the one that this was merged into since. */
async function statOf(tx: Transaction, actor: TeamActor, id: string) {
  return concernedStat(tx, actor, (await findMergedInto(tx, actor.teamId, id)) ?? id);
}
