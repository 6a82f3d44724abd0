"use server";

import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { confirmChannel } from "@/lib/interactors/channels/confirm-channel";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function confirmChannelAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { token = "" }) => {
    await confirmChannel(ctx, { token });
    redirect(`/channels/confirm?token=${encodeURIComponent(token)}`);
  });
}
