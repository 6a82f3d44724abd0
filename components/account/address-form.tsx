import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { AccountView } from "@/lib/presenters/view/account";
import { CurrentPassword } from "./current-password";
import type { FormAction } from "./form-action";
import { SignInAgain } from "./sign-in-again";

interface AddressFormProps {
  account: AccountView;
  change: FormAction;
  mailLink: FormAction;
}

export function AddressForm({ account, change, mailLink }: AddressFormProps) {
  const { email, verified, hasPassword, mayChange } = account;
  return (
    <>
      <p>
        <span className="font-medium">{email}</span>{" "}
        <span className="text-muted">{verified ? "· confirmed" : "· not confirmed yet"}</span>
      </p>
      {mayChange ? (
        <ActionForm action={change} label="Change the address" className="grid gap-5 sm:max-w-md">
          <Field
            name="email"
            label="New address"
            type="email"
            autoComplete="off"
            subject="This"
            hint="We mail a link there. Nothing changes until you open it."
            required
          />
          {hasPassword && <CurrentPassword email={email} />}
          <div>
            <SubmitButton tone="plain" pending="Mailing it…">
              Change the address
            </SubmitButton>
          </div>
        </ActionForm>
      ) : (
        <SignInAgain email={email} what="change the address" mailLink={mailLink} />
      )}
    </>
  );
}
