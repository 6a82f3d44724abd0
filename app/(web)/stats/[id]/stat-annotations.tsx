import { annotateAction, changeAnnotationAction, removeAnnotationAction } from "@/app/(web)/annotations/actions";
import { orNotFound } from "@/app/(web)/signed-in";
import { AnnotationPanel } from "@/components/annotations/annotation-panel";
import type { Context } from "@/lib/context";
import { canManageAnnotations } from "@/lib/domain/can";
import type { Series } from "@/lib/domain/series";
import { listAnnotations } from "@/lib/interactors/annotations/list-annotations";
import { annotationRow } from "@/lib/presenters/view/annotation-row";

interface StatAnnotationsProps {
  ctx: Context;
  /** What the chart shows. */
  series: Pick<Series, "from" | "to" | "zone"> & { stat: { id: string } };
  origin: string;
}

const LISTED = 20;
const ACTIONS = { annotate: annotateAction, change: changeAnnotationAction, remove: removeAnnotationAction };

/** What happened in the range of a stat's chart; members of the team add to it. */
export async function StatAnnotations({ ctx, series, origin }: StatAnnotationsProps) {
  const { stat, from, to, zone } = series;
  const range = { from: String(from), to: String(to + 1) };
  const { data, next } = await orNotFound(listAnnotations(ctx, { ...range, statId: stat.id, limit: LISTED }));
  return (
    <AnnotationPanel
      rows={data.map((each) => annotationRow(each, zone))}
      more={next !== null}
      statId={stat.id}
      zone={zone}
      origin={origin}
      actions={ctx.actor.kind === "user" && canManageAnnotations(ctx.actor) ? ACTIONS : null}
    />
  );
}
