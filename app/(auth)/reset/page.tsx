import type { Metadata } from "next";
import { resetPasswordAction } from "@/app/(auth)/actions";
import { openedLink, SECRET_PAGE } from "@/app/(auth)/mailed-link";
import type { QueryProps } from "@/app/page-props";
import { AuthHeading } from "@/components/auth/auth-heading";
import { LinkGone } from "@/components/auth/link-gone";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { pageContext } from "@/lib/auth/context";

export const metadata: Metadata = { title: "Set a new password", ...SECRET_PAGE };

export default async function ResetPage({ searchParams }: QueryProps) {
  const { token, link, refusal } = await openedLink(await pageContext(), "reset_password", searchParams);
  if (link === null) return <LinkGone refusal={refusal} href="/forgot" another="Ask for a new one" />;
  return (
    <>
      <AuthHeading title="Set a new password">
        For <strong className="font-medium text-ink">{link.email}</strong>. It signs you in here and out everywhere
        else.
      </AuthHeading>
      <ActionForm action={resetPasswordAction} label="Choose a password">
        <input type="hidden" name="token" value={token} />
        {/* Unseen, for programs that keep passwords: they are told whose it is. */}
        <input type="email" name="email" autoComplete="username" defaultValue={link.email} hidden readOnly />
        <Field
          name="password"
          label="New password"
          type="password"
          autoComplete="new-password"
          subject="The password"
          hint="Eight characters or more; a few words in a row are good."
          required
        />
        <SubmitButton pending="One moment…">Set it and sign in</SubmitButton>
      </ActionForm>
    </>
  );
}
