"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { rememberFirstKey } from "@/lib/auth/first-key";
import { createTeam } from "@/lib/interactors/team/create-team";
import { switchTeam } from "@/lib/interactors/team/switch-team";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function switchTeamAction(form: FormData): Promise<void> {
  await answer(form, async (ctx, { id = "" }) => {
    await switchTeam(ctx, { id });
    revalidatePath("/", "layout");
    redirect("/stats");
  });
}

export async function createTeamAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { name = "", zone }) => {
    await rememberFirstKey(await createTeam(ctx, { name, zone }));
    revalidatePath("/", "layout");
    redirect("/welcome");
  });
}
