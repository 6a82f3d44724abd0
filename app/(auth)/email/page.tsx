import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SECRET_PAGE } from "@/app/(auth)/mailed-link";
import type { QueryProps } from "@/app/page-props";
import { AuthHeading } from "@/components/auth/auth-heading";
import { LinkGone } from "@/components/auth/link-gone";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { pageContext } from "@/lib/auth/context";
import { findEmailChange } from "@/lib/interactors/accounts/find-email-change";
import { getAccount } from "@/lib/interactors/accounts/get-account";
import { changeEmailAction } from "./actions";

export const metadata: Metadata = { title: "Change your address", ...SECRET_PAGE };

export default async function EmailPage({ searchParams }: QueryProps) {
  const { token } = await searchParams;
  const asked = typeof token === "string" ? token : "";
  const ctx = await pageContext();
  if (ctx.actor.kind === "anonymous") {
    redirect(`/signin?next=${encodeURIComponent(`/email?token=${encodeURIComponent(asked)}`)}`);
  }
  const [account, change] = await Promise.all([getAccount(ctx), findEmailChange(ctx, { token: asked })]);
  if (change === null) {
    const refusal = `It was used already, has expired, or is for another account than ${account.email}, which you are signed in to. Nothing has changed.`;
    return <LinkGone refusal={refusal} href="/settings/you" another="Go to your settings" />;
  }
  return (
    <>
      <AuthHeading title="Change your address">
        From now on you sign in with <strong className="font-medium text-ink">{change.email}</strong>, and no longer
        with <strong className="font-medium text-ink">{account.email}</strong>. Every other browser is signed out.
      </AuthHeading>
      <ActionForm action={changeEmailAction} label="Change your address">
        <input type="hidden" name="token" value={asked} />
        <SubmitButton pending="One moment…">Change my address</SubmitButton>
      </ActionForm>
    </>
  );
}
