import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signedIn } from "@/app/(web)/signed-in";
import { shownOrigin } from "@/app/origin";
import type { QueryProps } from "@/app/page-props";
import { AnnotationForm } from "@/components/annotations/annotation-form";
import { AnnotationList } from "@/components/annotations/annotation-list";
import { NothingAnnotated } from "@/components/annotations/nothing-annotated";
import { Pager } from "@/components/stats/pager";
import { Live } from "@/components/ui/live";
import type { Context } from "@/lib/context";
import { canAnnotate, canManageAnnotations } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { listAnnotations } from "@/lib/interactors/annotations/list-annotations";
import { getTeam } from "@/lib/interactors/team/get-team";
import { annotationRow } from "@/lib/presenters/view/annotation-row";
import { annotateAction, changeAnnotationAction, removeAnnotationAction } from "./actions";

export const metadata: Metadata = { title: "Annotations" };

const PATH = "/annotations";
const PAGE_SIZE = 50;

export default async function AnnotationsPage({ searchParams }: QueryProps) {
  const { cursor: asked } = await searchParams;
  const cursor = typeof asked === "string" ? asked : "";
  const ctx = await signedIn(addressOf(cursor));
  const [team, page, origin] = await Promise.all([getTeam(ctx), listed(ctx, cursor), shownOrigin()]);
  const writes = ctx.actor.kind === "user" && canAnnotate(ctx.actor);
  const manages = ctx.actor.kind === "user" && canManageAnnotations(ctx.actor);
  return (
    <>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-3">
        <h1 className="text-title font-semibold tracking-tight">Annotations</h1>
        <Live />
      </div>
      <p className="mb-6 max-w-prose text-muted">
        What happened, to be seen beside the numbers: a deploy, an outage, a campaign. Each is a flag in the charts of
        one stat, or of all.
      </p>
      <div className="grid gap-6">
        {writes && <AnnotationForm annotate={annotateAction} zone={team.zone} />}
        {page.data.length === 0 && <NothingAnnotated origin={origin} writes={writes} />}
        <AnnotationList
          rows={page.data.map((each) => annotationRow(each, team.zone))}
          zone={team.zone}
          change={manages ? changeAnnotationAction : null}
          remove={manages ? removeAnnotationAction : null}
        />
        <Pager first={cursor === "" ? null : PATH} next={page.next === null ? null : addressOf(page.next)} />
      </div>
    </>
  );
}

function addressOf(cursor: string): string {
  return cursor === "" ? PATH : `${PATH}?cursor=${encodeURIComponent(cursor)}`;
}

/** A page of the list; a cursor that was not made for it leads back to its start. */
async function listed(ctx: Context, cursor: string) {
  try {
    return await listAnnotations(ctx, { limit: PAGE_SIZE, cursor: cursor === "" ? undefined : cursor });
  } catch (error) {
    if (cursor !== "" && error instanceof Refusal && error.code === "invalid") redirect(PATH);
    throw error;
  }
}
