"use server";

import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { safeNextPath } from "@/app/next-path";
import { formContext } from "@/lib/auth/context";
import { readDevice } from "@/lib/auth/device";
import { forgetFirstKey, rememberFirstKey } from "@/lib/auth/first-key";
import { leaveSession, startSession } from "@/lib/auth/session";
import { requestReset } from "@/lib/interactors/accounts/request-reset";
import { requestSignInLink } from "@/lib/interactors/accounts/request-sign-in-link";
import { resendVerification } from "@/lib/interactors/accounts/resend-verification";
import { resetPassword } from "@/lib/interactors/accounts/reset-password";
import { signIn, signInToVerify } from "@/lib/interactors/accounts/sign-in";
import { signInByLink } from "@/lib/interactors/accounts/sign-in-by-link";
import { signUp } from "@/lib/interactors/accounts/sign-up";
import { verifyEmail } from "@/lib/interactors/accounts/verify-email";
import type { FormState } from "@/lib/presenters/view/form-state";
import { linkMailed, resetMailed, verificationMailed } from "@/lib/presenters/view/mailed";

export async function signUpAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { email = "", password = "", zone }) => {
    const account = await signUp(ctx, { email, password, zone });
    await startSession(ctx, account);
    await rememberFirstKey(account);
    redirect("/welcome");
  });
}

/** The form has two buttons: one signs in, the other has a link mailed. */
export async function signInAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { email = "", password = "", next, by }) => {
    if (by === "link") {
      await requestSignInLink(ctx, { email, next: safeNextPath(next) });
      return linkMailed(email);
    }
    await startSession(ctx, await signIn(ctx, { email, password, device: await readDevice() }));
    redirect(safeNextPath(next));
  });
}

export async function signInByLinkAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { token = "", zone, next }) => {
    const { made, ...person } = await signInByLink(ctx, { token, zone, device: await readDevice() });
    await startSession(ctx, person);
    const path = safeNextPath(next);
    if (made === null) redirect(path);
    await rememberFirstKey(made);
    redirect(path === safeNextPath(undefined) ? "/welcome" : path);
  });
}

export async function requestResetAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { email = "" }) => {
    await requestReset(ctx, { email });
    return resetMailed(email);
  });
}

export async function resetPasswordAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { token = "", password = "" }) => {
    await startSession(ctx, await resetPassword(ctx, { token, password }));
    redirect("/stats");
  });
}

/** With a password it signs in to the link's account first. */
export async function verifyEmailAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { token = "", password }) => {
    if (password === undefined) {
      await verifyEmail(ctx, { token });
    } else {
      const person = await signInToVerify(ctx, { token, password, device: await readDevice() });
      await verifyEmail({ ...ctx, actor: await startSession(ctx, person) }, { token });
    }
    redirect("/verify");
  });
}

export async function resendVerificationAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx) => verificationMailed((await resendVerification(ctx)).email));
}

export async function signOutAction(): Promise<void> {
  await leaveSession(await formContext());
  await forgetFirstKey();
  redirect("/");
}
