import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import type { FormState } from "@/lib/presenters/view/form-state";

interface RemovedNoticeProps {
  id: string;
  /** What `restore` needs to put the card back; null when nothing of it was left to put back. */
  removed: string | null;
  /** Reads `id` and `removed`. */
  restore: (before: FormState, form: FormData) => Promise<FormState>;
}

/** After a card was removed: what happened, and the way back. */
export function RemovedNotice({ id, removed, restore }: RemovedNoticeProps) {
  return (
    <div
      role="status"
      className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded border border-hairline bg-wash px-4 py-3"
    >
      <p className="mr-auto">The card is removed. Its stats keep all their numbers.</p>
      {removed !== null && (
        <ActionForm action={restore} label="Put the card back" className="">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="removed" value={removed} />
          <SubmitButton tone="plain" pending="Putting it back…">
            Undo
          </SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}

/** A dashboard without cards: the next step, for whoever may take it. */
export function NoCards({ id, changes }: { id: string; changes: boolean }) {
  return (
    <section aria-label="No cards yet" className="rounded border border-hairline bg-card p-6 sm:p-8">
      <h2 className="text-lead font-semibold">No cards yet</h2>
      <p className="mt-1 max-w-prose text-muted">
        A card is a graph, a number, a sparkline or a histogram of up to eight stats.{" "}
        {changes
          ? "Add one here, or press “Add to a dashboard” on the page of a stat or a comparison."
          : "Members and above add them."}
      </p>
      {changes && (
        <p className="mt-5">
          <Link href={`/dashboards/${id}/cards/new`} className={buttonLook("primary")}>
            Add a card
          </Link>
        </p>
      )}
    </section>
  );
}
