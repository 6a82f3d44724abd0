import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { AccountView } from "@/lib/presenters/view/account";
import { CurrentPassword } from "./current-password";
import type { FormAction } from "./form-action";
import { SignInAgain } from "./sign-in-again";

interface PasswordFormProps {
  account: AccountView;
  save: FormAction;
  mailLink: FormAction;
}

export function PasswordForm({ account, save, mailLink }: PasswordFormProps) {
  const { email, hasPassword, mayChange } = account;
  if (!mayChange) return <SignInAgain email={email} what="set a password" mailLink={mailLink} />;
  const what = hasPassword ? "Change the password" : "Set a password";
  return (
    <ActionForm action={save} label={what} className="grid gap-5 sm:max-w-md">
      {hasPassword && <CurrentPassword email={email} label="Password now" />}
      <Field
        name="password"
        label={hasPassword ? "New password" : "Password"}
        type="password"
        autoComplete="new-password"
        hint="Eight characters or more; a few words in a row are good."
        required
      />
      <div>
        <SubmitButton tone="plain" pending="Saving…">
          {what}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
