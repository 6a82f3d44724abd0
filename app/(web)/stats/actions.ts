"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { answer } from "@/app/action";
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
  return answer(form, async (ctx, { id = "", name, unit, description, tags = "" }) => {
    const stat = await updateStat(ctx, { id, name, unit, description, tags: tagList(tags) });
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

function tagList(typed: string): string[] {
  return typed
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}
