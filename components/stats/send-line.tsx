import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { CodeTabs } from "@/components/ui/code-tabs";
import { CopyLine } from "@/components/ui/copy-line";
import { Link } from "@/components/ui/link";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { Snippet } from "@/lib/presenters/view/snippets";

/** The line to paste, in several languages, with the key already in it. */
export function SendLine({ snippets, ezkey }: { snippets: Snippet[]; ezkey: string }) {
  return (
    <>
      <p className="mt-2 mb-5 max-w-prose text-muted">
        Paste this into a terminal and press return. Your key is already in it.
      </p>
      <CodeTabs label="Languages" snippets={snippets} />
      <details className="mt-3">
        <summary className="inline-flex min-h-8 items-center text-small text-muted underline underline-offset-3 hover:text-ink">
          Keep your key: it is shown only now
        </summary>
        <CopyLine text={ezkey} label="Your key" className="mt-2" />
        <p className="mt-2 text-small text-muted">
          It can send numbers and nothing else. In a few minutes this page forgets it; you can always make another in
          the{" "}
          <Link href="/settings" className="prose-link">
            settings
          </Link>
          .
        </p>
      </details>
    </>
  );
}

/** The page was opened too late or in another browser: why there is no key, and a way to a new one. */
export function NoKeyLeft({ make }: { make: (before: FormState, form: FormData) => Promise<FormState> }) {
  return (
    <>
      <p className="mt-2 mb-5 max-w-prose text-muted">
        A key is shown once, right after it is made, and this browser’s time with it is over. The key itself still
        works. If you did not keep it, make a new one here; the old one goes on until you revoke it in the settings.
      </p>
      <ActionForm action={make} label="Make a new key" className="">
        <SubmitButton pending="Making it…">Make a new key</SubmitButton>
      </ActionForm>
    </>
  );
}
