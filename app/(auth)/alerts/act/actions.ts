"use server";

import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { actByLink, type LinkAct } from "@/lib/interactors/alerts/act-by-link";
import type { FormState } from "@/lib/presenters/view/form-state";

/** Whatever was done, the page then says how the alert stands. */
export async function actOnAlertAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { token = "", act = "" }) => {
    await actByLink(ctx, { token, act: act as LinkAct });
    redirect(`/alerts/act?token=${encodeURIComponent(token)}`);
  });
}
