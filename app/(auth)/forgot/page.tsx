import type { Metadata } from "next";
import { requestResetAction } from "@/app/(auth)/actions";
import { AuthHeading } from "@/components/auth/auth-heading";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";

export const metadata: Metadata = { title: "Forgot your password?" };

export default function ForgotPage() {
  return (
    <>
      <AuthHeading title="Forgot your password?">
        We mail you a link to set another one. What is yours stays as it is.
      </AuthHeading>
      <ActionForm action={requestResetAction} label="Forgot your password?">
        <Field
          name="email"
          label="Email"
          type="email"
          autoComplete="email"
          subject="This"
          advice="It should look like you@example.com."
          required
        />
        <SubmitButton pending="One moment…">Mail me a link</SubmitButton>
      </ActionForm>
      <p className="mt-8 text-muted">
        You remember it?{" "}
        <Link href="/signin" className="prose-link">
          Go and sign in
        </Link>
      </p>
    </>
  );
}
