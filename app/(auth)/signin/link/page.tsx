import type { Metadata } from "next";
import { signInByLinkAction } from "@/app/(auth)/actions";
import { openedLink, SECRET_PAGE } from "@/app/(auth)/mailed-link";
import { safeNextPath } from "@/app/next-path";
import type { QueryProps } from "@/app/page-props";
import { AuthHeading } from "@/components/auth/auth-heading";
import { LinkGone } from "@/components/auth/link-gone";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { ZoneField } from "@/components/ui/zone-field";
import { pageContext } from "@/lib/auth/context";

export const metadata: Metadata = { title: "Sign in by mail", ...SECRET_PAGE };

export default async function SignInLinkPage({ searchParams }: QueryProps) {
  const { token, link, refusal } = await openedLink(await pageContext(), "sign_in", searchParams);
  if (link === null) return <LinkGone refusal={refusal} href="/signin" another="Ask for a new one" />;
  return (
    <>
      <AuthHeading title="Sign in by mail">
        As <strong className="font-medium text-ink">{link.email}</strong>. If that is not you, close this page.
      </AuthHeading>
      <ActionForm action={signInByLinkAction} label="Sign in by mail">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="next" value={safeNextPath((await searchParams).next)} />
        <ZoneField />
        <SubmitButton pending="Signing in…">Sign in</SubmitButton>
      </ActionForm>
    </>
  );
}
