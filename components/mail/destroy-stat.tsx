import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Quantity } from "@/components/ui/quantity";
import { TimeAgo } from "@/components/ui/time-ago";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { StatRow } from "@/lib/presenters/view/stat-row";

interface DestroyStatProps {
  stat: StatRow;
  /** A server action that reads `id`. */
  trash: (before: FormState, form: FormData) => Promise<FormState>;
}

/** What is about to go, before it goes. */
export function DestroyStat({ stat: { id, name, kind, href, last, seen }, trash }: DestroyStatProps) {
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight wrap-anywhere">Destroy {name}?</h1>
      <p className="mt-4 text-hero font-medium tracking-tight">
        <Quantity of={last} />
      </p>
      <p className="text-small text-muted">
        {kind}
        {seen !== null && (
          <>
            , last number <TimeAgo at={seen} />
          </>
        )}
      </p>
      <p className="mt-6 max-w-prose">
        It goes to the trash with all its numbers, and what is sent to it from then on is refused. For 48 hours you can
        bring it back as it was; after that it is gone for good.
      </p>
      <ActionForm action={trash} label="Destroy the stat" className="mt-6 flex flex-wrap items-center gap-3">
        <input type="hidden" name="id" value={id} />
        <SubmitButton tone="danger" pending="Destroying…">
          Destroy it
        </SubmitButton>
        <Link href={href} className={buttonLook("quiet")}>
          Look at it first
        </Link>
      </ActionForm>
    </>
  );
}
