"use server";

import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { resubscribe, unsubscribe } from "@/lib/interactors/reports/unsubscribe";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function unsubscribeAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { token = "" }) => {
    await unsubscribe(ctx, { token });
    redirect(pageOf(token));
  });
}

export async function resubscribeAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { token = "" }) => {
    await resubscribe(ctx, { token });
    redirect(pageOf(token));
  });
}

function pageOf(token: string): string {
  return `/reports/unsubscribe?token=${encodeURIComponent(token)}`;
}
