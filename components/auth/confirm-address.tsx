import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { FormState } from "@/lib/presenters/view/form-state";
import { AuthHeading } from "./auth-heading";

interface ConfirmAddressProps {
  email: string;
  token: string;
  /** Whether the account the link was mailed for is the one this browser is signed in to. */
  signedIn: "owner" | "somebody else" | "nobody";
  confirm: (before: FormState, form: FormData) => Promise<FormState>;
}

/** What a link to confirm an address opens: its account confirms by a button, anybody else by its password as well. */
export function ConfirmAddress({ email, token, signedIn, confirm }: ConfirmAddressProps) {
  const owner = signedIn === "owner";
  return (
    <>
      <AuthHeading title="Confirm your address">
        <strong className="font-medium text-ink">{email}</strong> was used to sign up. {owner ? "" : WHO[signedIn]}
      </AuthHeading>
      <ActionForm action={confirm} label="Confirm your address">
        <input type="hidden" name="token" value={token} />
        {!owner && (
          <>
            {/* Unseen, for programs that keep passwords: they are told whose it is. */}
            <input type="email" name="email" autoComplete="username" defaultValue={email} hidden readOnly />
            <Field name="password" label="Password" type="password" autoComplete="current-password" required />
          </>
        )}
        <SubmitButton pending="One moment…">{owner ? "Confirm" : "Sign in and confirm"}</SubmitButton>
      </ActionForm>
      <p className="mt-8 text-muted">If it was not you who signed up, close this page: nothing happens then.</p>
    </>
  );
}

const WHO = {
  nobody: "Type the password that was chosen then.",
  "somebody else":
    "You are signed in to another account here: type the password that was chosen then to change over to it.",
};
