"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { answer, type Input } from "@/app/action";
import { forgetFirstKey } from "@/lib/auth/first-key";
import { leaveSession, startSession } from "@/lib/auth/session";
import { acceptAsNew } from "@/lib/interactors/people/accept-as-new";
import { acceptInvitation } from "@/lib/interactors/people/accept-invitation";
import { declineInvitation } from "@/lib/interactors/people/decline-invitation";
import type { FormState } from "@/lib/presenters/view/form-state";

/** With a link's token or, from a list of one's own, an invitation's id. */
export async function acceptInvitationAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, input) => {
    await acceptInvitation(ctx, named(input));
    revalidatePath("/", "layout");
    redirect("/stats");
  });
}

export async function acceptAsNewAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { token = "", password = "" }) => {
    await startSession(ctx, await acceptAsNew(ctx, { token, password }));
    redirect("/stats");
  });
}

export async function declineInvitationAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, input) => {
    await declineInvitation(ctx, named(input));
    redirect("/");
  });
}

/** Signs out and opens the same invitation again, for its true owner. */
export async function signOutForInvitationAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { token = "" }) => {
    await forgetFirstKey();
    await leaveSession(ctx);
    redirect(`/invitation?token=${encodeURIComponent(token)}`);
  });
}

function named({ token, id = "" }: Input): { token: string } | { id: string } {
  return token === undefined ? { id } : { token };
}
