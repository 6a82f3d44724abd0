import { z } from "zod";
import type { Context } from "@/lib/context";
import type { ListedAnnotation } from "@/lib/domain/annotation";
import { canManageAnnotations } from "@/lib/domain/can";
import { shortLine } from "@/lib/domain/one-line";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { removeAnnotation } from "@/lib/store/records/annotations";
import { transaction } from "@/lib/store/records/transaction";
import { tellAnnotated } from "./concerned-stat";
import { findOwnAnnotation } from "./find-own-annotation";

const schema = z.strictObject({ id: z.string() });

/**
 * Deletes an annotation of the team and returns what it was. The log keeps that, so `restoreAnnotation` can bring it
 * back for 48 hours. Throws `not_found`.
 */
export async function deleteAnnotation(ctx: Context, input: z.input<typeof schema>): Promise<ListedAnnotation> {
  const actor = permit(ctx.actor, canManageAnnotations);
  const { id } = parseInput(schema, input);
  return transaction(ctx.store, async (tx) => {
    const gone = await findOwnAnnotation(tx, actor, id);
    await removeAnnotation(tx, id);
    await audit(tx, ctx, {
      action: "annotation.deleted",
      subject: { kind: "annotation", id, name: shortLine(gone.text, 100) },
      detail: {
        text: gone.text,
        at: gone.at.toISOString(),
        until: gone.until?.toISOString() ?? null,
        stat: gone.statId,
        author: gone.author,
        createdAt: gone.createdAt.toISOString(),
      },
      teamId: actor.teamId,
    });
    await tellAnnotated(tx, actor.teamId, gone.statId);
    return gone;
  });
}
