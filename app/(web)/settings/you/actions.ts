"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { formContext } from "@/lib/auth/context";
import { forgetFirstKey } from "@/lib/auth/first-key";
import { forgetSession, keepSession } from "@/lib/auth/session";
import { askEmailChange } from "@/lib/interactors/accounts/ask-email-change";
import { changePassword } from "@/lib/interactors/accounts/change-password";
import { deleteAccount } from "@/lib/interactors/accounts/delete-account";
import { endSession } from "@/lib/interactors/accounts/end-session";
import { endSessions } from "@/lib/interactors/accounts/end-sessions";
import { getAccount } from "@/lib/interactors/accounts/get-account";
import { hearAgain } from "@/lib/interactors/accounts/hear-again";
import { requestSignInLink } from "@/lib/interactors/accounts/request-sign-in-link";
import { setQuietHours } from "@/lib/interactors/people/set-quiet-hours";
import { typedQuiet, underQuietFields } from "@/lib/presenters/view/channel-form";
import type { FormState } from "@/lib/presenters/view/form-state";
import { changeMailed, linkMailed } from "@/lib/presenters/view/mailed";

export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { currentPassword, password = "" }) => {
    await keepSession(await changePassword(ctx, { currentPassword, password }));
    refresh();
    return { message: "Your password is changed. Every other browser is signed out." };
  });
}

export async function askEmailChangeAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { email: typed = "", currentPassword }) => {
    const { email } = await askEmailChange(ctx, { email: typed, currentPassword });
    refresh();
    return changeMailed(email);
  });
}

/** For an account without a password: a link to the address it has, which brings its person back fresh. */
export async function mailOwnLinkAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx) => {
    const { email } = await getAccount(ctx);
    await requestSignInLink(ctx, { email, next: "/settings/you" });
    return linkMailed(email);
  });
}

export async function endSessionAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await endSession(ctx, { id });
    refresh();
    return {};
  });
}

/** When mails of alerts leave the person alone; both times empty is never. */
export async function setQuietHoursAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { quietFrom = "", quietTo = "", quietZone = "" }) => {
    const { quietHours } = typedQuiet({ quietFrom, quietTo, quietZone });
    await underQuietFields(setQuietHours(ctx, { quietHours }));
    refresh();
    return { message: quietHours === null ? "You are told at any hour." : "Saved." };
  });
}

export async function signOutEverywhereAction(): Promise<void> {
  await endSessions(await formContext());
  await forgetFirstKey();
  await forgetSession();
  redirect("/");
}

export async function deleteAccountAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { currentPassword, email }) => {
    await deleteAccount(ctx, { currentPassword, email });
    await forgetFirstKey();
    await forgetSession();
    redirect("/goodbye");
  });
}

/** Asks the person to prove that mail to their address arrives, which ends that none is sent there. */
export async function hearAgainAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx) => {
    const { email } = await hearAgain(ctx);
    return { message: `A link is on its way to ${email}. Once you have followed it, mail goes there again.` };
  });
}
