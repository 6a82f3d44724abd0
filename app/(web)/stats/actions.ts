"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { deleteStat } from "@/lib/interactors/stats/delete-stat";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { restoreStat } from "@/lib/interactors/stats/restore-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { updateStat } from "@/lib/interactors/stats/update-stat";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function starAction(form: FormData): Promise<void> {
  await answer(form, async (ctx, { id = "", favourite }) => {
    await updateStat(ctx, { id, favourite: favourite === "1" });
    refresh();
    return {};
  });
}

export async function saveStatAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", name, unit, description, tags = "", retentionDays = "" }) => {
    const days = retentionDays === "" ? null : Number(retentionDays);
    const stat = await updateStat(ctx, { id, name, unit, description, tags: tagList(tags), retentionDays: days });
    refresh();
    return { message: `Saved ${stat.name}.` };
  });
}

export async function trashStatAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await trashStat(ctx, { id });
    redirect(`/stats?trashed=${encodeURIComponent(id)}`);
  });
}

export async function restoreStatAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await restoreStat(ctx, { id });
    redirect(`/stats/${encodeURIComponent(id)}`);
  });
}

export async function deleteStatAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await deleteStat(ctx, { id });
    redirect("/stats?trash=1&deleted=1");
  });
}

export async function mergeStatAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", target = "" }) => {
    const stat = await mergeStat(ctx, { id, into: target });
    redirect(`/stats/${encodeURIComponent(stat.id)}?merged=1`);
  });
}

function tagList(typed: string): string[] {
  return typed
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}
