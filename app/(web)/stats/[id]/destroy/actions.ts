"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { switchTeam } from "@/lib/interactors/team/switch-team";
import type { FormState } from "@/lib/presenters/view/form-state";

/** Takes a person who came from a mail to the team that it is about, and back to the page. */
export async function goToTeamAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { team = "", id = "" }) => {
    await switchTeam(ctx, { id: team });
    revalidatePath("/", "layout");
    redirect(`/stats/${encodeURIComponent(id)}/destroy`);
  });
}
