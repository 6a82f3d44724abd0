import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { LinkRow } from "@/lib/presenters/view/link-row";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

/** What is done with a link; each action reads `id`. */
export interface LinkActions {
  pause: FormAction;
  resume: FormAction;
  revoke: FormAction;
}

type Controlled = Pick<LinkRow, "id" | "name" | "what" | "target" | "state">;

/** Pausing a link or opening it again, and revoking it after a question. */
export function LinkControls({ row, actions }: { row: Controlled; actions: LinkActions }) {
  const paused = row.state === "paused";
  const label = `${paused ? "Resume" : "Pause"} ${nameOf(row)}`;
  return (
    <div className="flex flex-wrap items-start gap-x-2 gap-y-2">
      <ActionForm action={paused ? actions.resume : actions.pause} label={label} className="grid gap-2">
        <input type="hidden" name="id" value={row.id} />
        <SubmitButton
          tone="plain"
          pending={paused ? "Resuming…" : "Pausing…"}
          aria-label={label}
          className="min-h-8! px-3! py-1! text-small"
        >
          {paused ? "Resume" : "Pause"}
        </SubmitButton>
      </ActionForm>
      <Revoke row={row} revoke={actions.revoke} />
    </div>
  );
}

/** A stat and its embed are called the same. */
function nameOf({ name, what }: Controlled): string {
  return `${name}, ${what.toLowerCase()}`;
}

const GONE: Record<LinkRow["target"], string> = {
  chart:
    "Every page and picture that shows this embed is empty from the next minute on, and the same code never works again.",
  stat: "Its public page is gone from the next moment on. Published again, it gets another address.",
  dashboard: "Its public page is gone from the next moment on. Published again, it gets another address.",
};

/** Asks once more, in place: opening it, the button inside and leaving it all work by keyboard and without JavaScript. */
function Revoke({ row, revoke }: { row: Controlled; revoke: FormAction }) {
  const label = `Revoke ${nameOf(row)}`;
  return (
    <details className="open:basis-full">
      <summary
        aria-label={`${label}…`}
        className="inline-flex min-h-8 items-center rounded-small px-3 text-small font-medium text-bad hover:bg-wash"
      >
        Revoke…
      </summary>
      <ActionForm
        action={revoke}
        label={label}
        className="mt-2 grid gap-3 rounded border border-hairline bg-card p-4 wrap-anywhere"
      >
        <input type="hidden" name="id" value={row.id} />
        <p>
          {GONE[row.target]} {row.state === "open" && "To stop it for a while, pause it instead."}
        </p>
        <div>
          <SubmitButton tone="danger" pending="Revoking…" aria-label={label}>
            Revoke
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
