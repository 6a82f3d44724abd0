"use server";

import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { safeNextPath } from "@/app/next-path";
import { forgetFirstKey, rememberFirstKey } from "@/lib/auth/first-key";
import { endSession, startSession } from "@/lib/auth/session";
import { signIn } from "@/lib/interactors/accounts/sign-in";
import { signUp } from "@/lib/interactors/accounts/sign-up";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function signUpAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { email = "", password = "", zone = "" }) => {
    const account = await signUp(ctx, { email, password, zone: zone === "" ? undefined : zone });
    await startSession(account);
    await rememberFirstKey(account);
    redirect("/welcome");
  });
}

export async function signInAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { email = "", password = "", next }) => {
    await startSession(await signIn(ctx, { email, password }));
    redirect(safeNextPath(next));
  });
}

export async function signOutAction(): Promise<void> {
  await forgetFirstKey();
  await endSession();
  redirect("/");
}
