import { z } from "zod";
import type { Context } from "@/lib/context";
import type { ListedAnnotation } from "@/lib/domain/annotation";
import { canManageAnnotations } from "@/lib/domain/can";
import { shortLine } from "@/lib/domain/one-line";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { updateAnnotation } from "@/lib/store/records/annotations";
import { findTeam } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";
import { annotationMoment, annotationText, momentOf, momentZone, occasion } from "./annotation-fields";
import { concernedStat, tellAnnotated } from "./concerned-stat";
import { findOwnAnnotation } from "./find-own-annotation";

export const changeAnnotationInput = z.strictObject({
  id: z.string(),
  text: annotationText.optional(),
  at: annotationMoment.optional().describe("RFC 3339, unix seconds, or a time back such as `-1h`."),
  until: annotationMoment.nullish().describe("Like `at`, and later; null for a moment."),
  statId: z.string().nullish().describe("The only stat it concerns; null for all of the team's."),
  tz: momentZone,
});

/**
 * Changes what an annotation of the team says, of when and of what; what is not named stays, and so does who wrote it.
 * Returns it as it is now. Throws `not_found` for it and for the stat, and `invalid` when it would end before it begins.
 */
export async function changeAnnotation(
  ctx: Context,
  input: z.input<typeof changeAnnotationInput>,
): Promise<ListedAnnotation> {
  const actor = permit(ctx.actor, canManageAnnotations);
  const { id, tz, ...asked } = parseInput(changeAnnotationInput, input);
  const zone = tz ?? (await findTeam(ctx.store.pool, actor.teamId))?.zone ?? "UTC";
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const before = await findOwnAnnotation(tx, actor, id);
    const at = asked.at === undefined ? before.at : momentOf(asked.at, now, zone);
    const until = typeof asked.until === "string" ? momentOf(asked.until, now, zone) : keptUntil(asked, before);
    const when = occasion(at, until);
    const stat = typeof asked.statId === "string" ? await concernedStat(tx, actor, asked.statId) : null;
    const about = asked.statId === undefined ? {} : { seriesId: stat?.seriesId ?? null };
    await updateAnnotation(tx, id, { ...when, ...about, text: asked.text });
    const after = await findOwnAnnotation(tx, actor, id);
    const changed = changesBetween(before, after);
    if (changed.length === 0) return after;
    const subject = { kind: "annotation" as const, id, name: shortLine(after.text, 100) };
    const detail = { changed, from: before.text };
    await audit(tx, ctx, { action: "annotation.changed", subject, detail, teamId: actor.teamId });
    for (const statId of new Set([before.statId, after.statId])) await tellAnnotated(tx, actor.teamId, statId);
    return after;
  });
}

function keptUntil({ until }: { until?: string | null }, before: ListedAnnotation): Date | undefined {
  return until === null ? undefined : (before.until ?? undefined);
}

function changesBetween(before: ListedAnnotation, after: ListedAnnotation): string[] {
  const parts = ["text", "at", "until", "statId"] as const;
  return parts.filter((part) => String(before[part]) !== String(after[part]));
}
