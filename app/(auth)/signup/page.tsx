import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signUpAction } from "@/app/(auth)/actions";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { ZoneField } from "@/components/ui/zone-field";
import { currentActor } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Sign up" };

export default async function SignUpPage() {
  if ((await currentActor()).kind !== "anonymous") redirect("/stats");
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Sign up</h1>
      <p className="mt-2 mb-8 text-muted">You get a key, and the one line that sends your first number.</p>
      <ActionForm action={signUpAction} label="Sign up">
        <Field
          name="email"
          label="Email"
          type="email"
          autoComplete="email"
          subject="This"
          advice="It should look like you@example.com."
          required
        />
        <Field
          name="password"
          label="Password"
          type="password"
          autoComplete="new-password"
          hint="Eight characters or more; a few words in a row are good."
          required
        />
        <ZoneField />
        <SubmitButton pending="Signing up…">Sign up</SubmitButton>
      </ActionForm>
      <p className="mt-8 text-muted">
        You have an account?{" "}
        <Link href="/signin" className="prose-link">
          Go and sign in
        </Link>
      </p>
    </>
  );
}
