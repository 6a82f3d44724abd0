"use server";

import { refresh } from "next/cache";
import { answer } from "@/app/action";
import { annotate } from "@/lib/interactors/annotations/annotate";
import { changeAnnotation } from "@/lib/interactors/annotations/change-annotation";
import { deleteAnnotation } from "@/lib/interactors/annotations/delete-annotation";
import { restoreAnnotation } from "@/lib/interactors/annotations/restore-annotation";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function annotateAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { text = "", at, until, about, statId, stat, tz }) => {
    const concerned = about === "all" ? {} : { statId: given(statId), stat: given(stat) };
    const { annotation } = await annotate(ctx, {
      text,
      at: given(at),
      until: given(until),
      tz: given(tz),
      ...concerned,
    });
    refresh();
    return { message: `Marked “${annotation.text}”.` };
  });
}

/** What was not touched is not sent on: typed by the clocks of a zone, a moment that comes twice would become the first. */
export async function changeAnnotationAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", text, at = "", wasAt, until = "", wasUntil, tz }) => {
    await changeAnnotation(ctx, {
      ...{ id, text, tz: given(tz) },
      ...(at === wasAt ? {} : { at }),
      ...(until === wasUntil ? {} : { until: given(until) ?? null }),
    });
    refresh();
    return { message: "Saved." };
  });
}

/** Deletes an annotation, or with `undo` brings back one that was: a list has one answer to show for both. */
export async function removeAnnotationAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", undo }) => {
    const { text } = undo === "1" ? await restoreAnnotation(ctx, { id }) : await deleteAnnotation(ctx, { id });
    refresh();
    return undo === "1"
      ? { message: `“${text}” is back.` }
      : { message: `Deleted “${text}”.`, values: { deleted: id } };
  });
}

/** A field that was left empty is as if it were not there. */
function given(typed: string | undefined): string | undefined {
  return typed === "" ? undefined : typed;
}
