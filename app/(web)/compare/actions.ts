"use server";

import { refresh } from "next/cache";
import { sentJson } from "@/app/(web)/dashboards/sent-json";
import { answer } from "@/app/action";
import { deleteComparison } from "@/lib/interactors/comparisons/delete-comparison";
import { renameComparison } from "@/lib/interactors/comparisons/rename-comparison";
import { saveComparison } from "@/lib/interactors/comparisons/save-comparison";
import type { FormState } from "@/lib/presenters/view/form-state";
import { specOfQuery } from "@/lib/presenters/view/range";

export async function saveComparisonAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { title = "", stats = "", spec = "" }) => {
    await saveComparison(ctx, { title, stats: sentJson(stats), spec: specOfQuery(new URLSearchParams(spec)) });
    refresh();
    return { message: "Saved. Everybody in the team finds it under Compare." };
  });
}

export async function renameComparisonAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", title = "" }) => {
    await renameComparison(ctx, { id, title });
    refresh();
    return { message: "Renamed." };
  });
}

export async function deleteComparisonAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await deleteComparison(ctx, { id });
    refresh();
    return {};
  });
}
