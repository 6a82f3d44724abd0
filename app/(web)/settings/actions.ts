"use server";

import { refresh, revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { deleteTeam } from "@/lib/interactors/team/delete-team";
import { leaveTeam } from "@/lib/interactors/team/leave-team";
import { updateTeam } from "@/lib/interactors/team/update-team";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function saveTeamAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { name, zone, verboseReplies, ezEnabled, retentionDays = "" }) => {
    await updateTeam(ctx, {
      name,
      zone,
      verboseReplies: verboseReplies === "on",
      ezEnabled: ezEnabled === "on",
      retentionDays: retentionDays === "" ? null : Number(retentionDays),
    });
    refresh();
    return { message: "Saved." };
  });
}

export async function leaveTeamAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx) => {
    await leaveTeam(ctx);
    revalidatePath("/", "layout");
    redirect("/stats");
  });
}

export async function deleteTeamAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { name = "" }) => {
    await deleteTeam(ctx, { name });
    revalidatePath("/", "layout");
    redirect("/stats");
  });
}
