"use server";

import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { changeEmail } from "@/lib/interactors/accounts/change-email";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function changeEmailAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { token = "" }) => {
    await changeEmail(ctx, { token });
    redirect("/settings/you?address=changed");
  });
}
