import type { ReactNode } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { AccountView, DeletionView } from "@/lib/presenters/view/account";
import { CurrentPassword } from "./current-password";
import type { FormAction } from "./form-action";

interface DeleteAccountProps {
  account: AccountView;
  deletion: DeletionView;
  remove: FormAction;
}

/** Says what goes, and what is in the way; opens without JavaScript, and asks who is there. */
export function DeleteAccount({ account, deletion, remove }: DeleteAccountProps) {
  const { gone, left, orphaned } = deletion;
  if (orphaned.length > 0) {
    return (
      <p>
        You are the last owner of <Names of={orphaned} />, and others are in there. Make one of them an owner, or delete
        the team: then your account can go.
      </p>
    );
  }
  return (
    <details>
      <summary className="inline-flex min-h-8 items-center rounded-small font-medium text-bad hover:underline">
        Delete my account…
      </summary>
      <ActionForm
        action={remove}
        label="Delete my account"
        className="mt-3 grid gap-4 rounded border border-hairline bg-card p-4"
      >
        <ul className="grid list-disc gap-1 pl-5">
          <li>You are signed out everywhere, and nobody can sign in to the account again.</li>
          {gone.length > 0 && (
            <li>
              <Names of={gone} /> {gone.length === 1 ? "goes" : "go"} with it: all stats, all numbers, all keys. Nobody
              else is in there.
            </li>
          )}
          {left.length > 0 && (
            <li>
              <Names of={left} /> {left.length === 1 ? "goes" : "go"} on without you. What you made there stays; the log
              no longer says who it was.
            </li>
          )}
          <li>It cannot be undone.</li>
        </ul>
        <div className="grid sm:max-w-md">
          {account.hasPassword ? (
            <CurrentPassword email={account.email} />
          ) : (
            <Field
              name="email"
              label={`Type “${account.email}” to delete the account`}
              subject="This"
              type="email"
              autoComplete="off"
            />
          )}
        </div>
        <div>
          <SubmitButton tone="danger" pending="Deleting…">
            Delete my account
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}

function Names({ of }: { of: string[] }): ReactNode {
  return of.map((name, index) => (
    <span key={name}>
      {index > 0 && (index === of.length - 1 ? " and " : ", ")}
      <span className="font-medium">{name}</span>
    </span>
  ));
}
