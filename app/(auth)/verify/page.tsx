import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { resendVerificationAction, verifyEmailAction } from "@/app/(auth)/actions";
import { openedLink, SECRET_PAGE } from "@/app/(auth)/mailed-link";
import type { QueryProps } from "@/app/page-props";
import { AddressConfirmed } from "@/components/auth/address-confirmed";
import { AuthHeading } from "@/components/auth/auth-heading";
import { ConfirmAddress } from "@/components/auth/confirm-address";
import { LinkGone } from "@/components/auth/link-gone";
import { VerifyBanner } from "@/components/team/verify-banner";
import { pageContext } from "@/lib/auth/context";
import type { Context } from "@/lib/context";
import { getAccount } from "@/lib/interactors/accounts/get-account";

export const metadata: Metadata = { title: "Confirm your address", ...SECRET_PAGE };

export default async function VerifyPage({ searchParams }: QueryProps) {
  const ctx = await pageContext();
  const own = await ownAccount(ctx);
  const { token, link, refusal } = await openedLink(ctx, "verify_email", searchParams);
  if (link !== null) {
    const signedIn = own === null ? "nobody" : own.userId === link.userId ? "owner" : "somebody else";
    return <ConfirmAddress email={link.email} token={token} signedIn={signedIn} confirm={verifyEmailAction} />;
  }
  const isAsked = (await searchParams).token !== undefined;
  if (own === null && !isAsked) redirect("/signin?next=/verify");
  if (own === null) return <LinkGone refusal={refusal} href="/signin?next=/verify" another="Sign in for a new one" />;
  if (own.verified) return <AddressConfirmed email={own.email} />;
  return (
    <>
      {isAsked ? (
        <LinkGone refusal={refusal} href="/stats" another="Go to your stats" />
      ) : (
        <AuthHeading title="Confirm your address">So that links to sign in can go there.</AuthHeading>
      )}
      <VerifyBanner email={own.email} resend={resendVerificationAction} className="mt-8" />
    </>
  );
}

async function ownAccount(ctx: Context) {
  return ctx.actor.kind === "user" || ctx.actor.kind === "person" ? getAccount(ctx) : null;
}
