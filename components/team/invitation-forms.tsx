import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import type { FormState } from "@/lib/presenters/view/form-state";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

interface WithToken {
  token: string;
}

export function AcceptForm({ token, accept }: WithToken & { accept: FormAction }) {
  return (
    <ActionForm action={accept} label="Accept the invitation">
      <input type="hidden" name="token" value={token} />
      <SubmitButton pending="Joining…">Accept</SubmitButton>
    </ActionForm>
  );
}

export function AcceptAsNewForm({ token, email, accept }: WithToken & { email: string; accept: FormAction }) {
  return (
    <ActionForm action={accept} label="Make an account and accept">
      <input type="hidden" name="token" value={token} />
      {/* Unseen, for programs that keep passwords: they are told whose it is. */}
      <input type="email" name="email" autoComplete="username" defaultValue={email} hidden readOnly />
      <Field
        name="password"
        label="Choose a password"
        type="password"
        autoComplete="new-password"
        subject="The password"
        hint="Eight characters or more; a few words in a row are good."
        required
      />
      <SubmitButton pending="Joining…">Make an account and accept</SubmitButton>
    </ActionForm>
  );
}

export function SignInToAccept({ token }: WithToken) {
  return (
    <Link href={signInHref(token)} className={buttonLook("primary")}>
      Sign in to accept
    </Link>
  );
}

/** For those who signed up and never confirmed their address: another account would leave them two. */
export function SignInInstead({ token, email }: WithToken & { email: string }) {
  return (
    <p className="mt-6 text-muted">
      You have signed up as {email} before?{" "}
      <Link href={signInHref(token)} className="prose-link">
        Sign in to that account
      </Link>
    </p>
  );
}

function signInHref(token: string): string {
  return `/signin?next=${encodeURIComponent(`/invitation?token=${token}`)}`;
}

export function SignOutToAccept({ token, signOut }: WithToken & { signOut: FormAction }) {
  return (
    <ActionForm action={signOut} label="Sign out and go on">
      <input type="hidden" name="token" value={token} />
      <SubmitButton pending="Signing out…">Sign out and go on</SubmitButton>
    </ActionForm>
  );
}

export function DeclineForm({ token, decline }: WithToken & { decline: FormAction }) {
  return (
    <ActionForm action={decline} label="Decline the invitation" className="mt-3 grid gap-2">
      <input type="hidden" name="token" value={token} />
      <SubmitButton tone="plain" pending="Declining…">
        Decline
      </SubmitButton>
    </ActionForm>
  );
}
