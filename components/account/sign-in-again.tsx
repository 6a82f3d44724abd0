import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormAction } from "./form-action";

/** For an account without a password whose person signed in a while ago. */
export function SignInAgain({ email, what, mailLink }: { email: string; what: string; mailLink: FormAction }) {
  return (
    <ActionForm action={mailLink} label={`Sign in again to ${what}`} className="grid gap-4">
      <p>
        This account has no password, so we ask you to sign in once more before you {what}: by a link that we mail to{" "}
        <span className="font-medium">{email}</span>. It brings you back here.
      </p>
      <div>
        <SubmitButton tone="plain" pending="Mailing it…">
          Mail me a sign-in link
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
