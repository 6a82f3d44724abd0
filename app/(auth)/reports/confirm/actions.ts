"use server";

import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { confirmRecipient } from "@/lib/interactors/reports/confirm-recipient";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function confirmRecipientAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { token = "" }) => {
    await confirmRecipient(ctx, { token });
    redirect(`/reports/confirm?token=${encodeURIComponent(token)}`);
  });
}
