"use server";

import { refresh } from "next/cache";
import { answer } from "@/app/action";
import type { Role } from "@/lib/domain/team";
import { changeRole } from "@/lib/interactors/people/change-role";
import { invite } from "@/lib/interactors/people/invite";
import { removeMember } from "@/lib/interactors/people/remove-member";
import { resendInvitation } from "@/lib/interactors/people/resend-invitation";
import { revokeInvitation } from "@/lib/interactors/people/revoke-invitation";
import { setNotices } from "@/lib/interactors/people/set-notices";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function inviteAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { email = "", role }) => {
    const invitation = await invite(ctx, { email, role: role as Role });
    refresh();
    return { message: `We are mailing ${invitation.email} a link, which can be accepted for 7 days.` };
  });
}

export async function resendInvitationAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await resendInvitation(ctx, { id });
    refresh();
    return { message: "A new link is on its way; the one before does not work any more." };
  });
}

export async function revokeInvitationAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await revokeInvitation(ctx, { id });
    refresh();
    return {};
  });
}

export async function changeRoleAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", role }) => {
    await changeRole(ctx, { id, role: role as Role });
    refresh();
    return { message: "Saved." };
  });
}

export async function removeMemberAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", revokeKeys }) => {
    await removeMember(ctx, { id, revokeKeys: revokeKeys === "on" });
    refresh();
    return {};
  });
}

export async function setNoticesAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { mailNewStats }) => {
    await setNotices(ctx, { mailNewStats: mailNewStats === "on" });
    refresh();
    return { message: "Saved." };
  });
}
