import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signInAction } from "@/app/(auth)/actions";
import { safeNextPath } from "@/app/next-path";
import type { QueryProps } from "@/app/page-props";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { currentActor } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: QueryProps) {
  const next = safeNextPath((await searchParams).next);
  if ((await currentActor()).kind === "user") redirect(next);
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Sign in</h1>
      <p className="mt-2 mb-8 text-muted">Your numbers are where you left them.</p>
      <ActionForm action={signInAction} label="Sign in">
        <Field name="email" label="Email" type="email" autoComplete="email" required />
        <Field name="password" label="Password" type="password" autoComplete="current-password" required />
        <input type="hidden" name="next" value={next} />
        <SubmitButton pending="Signing in…">Sign in</SubmitButton>
      </ActionForm>
      <p className="mt-8 text-muted">
        New here?{" "}
        <Link href="/signup" className="prose-link">
          Make an account
        </Link>
      </p>
    </>
  );
}
