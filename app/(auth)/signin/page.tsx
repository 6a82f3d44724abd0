import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signInAction } from "@/app/(auth)/actions";
import { safeNextPath } from "@/app/next-path";
import type { QueryProps } from "@/app/page-props";
import { AuthHeading } from "@/components/auth/auth-heading";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { currentActor } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: QueryProps) {
  const next = safeNextPath((await searchParams).next);
  if ((await currentActor()).kind !== "anonymous") redirect(next);
  return (
    <>
      <AuthHeading title="Sign in">Your numbers are where you left them.</AuthHeading>
      <ActionForm action={signInAction} label="Sign in">
        <Field
          name="email"
          label="Email"
          type="email"
          autoComplete="email"
          subject="This"
          advice="It should look like you@example.com."
          required
        />
        <Field name="password" label="Password" type="password" autoComplete="current-password" required />
        <input type="hidden" name="next" value={next} />
        <SubmitButton pending="One moment…">Sign in</SubmitButton>
        <SubmitButton tone="plain" name="by" value="link">
          Mail me a link instead
        </SubmitButton>
      </ActionForm>
      <p className="mt-8 flex flex-wrap justify-between gap-x-6 gap-y-2 text-muted">
        <Link href="/forgot" className="prose-link">
          Forgot your password?
        </Link>
        <span>
          New here?{" "}
          <Link href="/signup" className="prose-link">
            Make an account
          </Link>
        </span>
      </p>
    </>
  );
}
