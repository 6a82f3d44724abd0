import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { RecipientRow } from "@/lib/presenters/view/recipient-row";

interface RecipientListProps {
  id: string;
  rows: RecipientRow[];
  /** Reads `id` and `address`; null for those who only look. */
  askAgain: ((before: FormState, form: FormData) => Promise<FormState>) | null;
}

const TONES: Record<RecipientRow["state"], string> = {
  receives: "text-good",
  asked: "text-warn",
  unsubscribed: "text-muted",
  silent: "text-bad",
};

/** Who is on the list of a report, and whether they get it. */
export function RecipientList({ id, rows, askAgain }: RecipientListProps) {
  return (
    <ul aria-label="Recipients" className="border-t border-hairline">
      {rows.map(({ address, state, word, meaning }) => (
        <li key={address} className="grid gap-1 border-b border-hairline py-2.5">
          <p className="flex flex-wrap justify-between gap-x-6">
            <span className="min-w-0 wrap-anywhere">{address}</span>
            <span className={`inline-flex items-center gap-1.5 text-small font-medium ${TONES[state]}`}>
              <span
                aria-hidden="true"
                className={`size-2 rounded-full border border-current ${state === "receives" ? "bg-current" : ""}`}
              />
              {word}
            </span>
          </p>
          {meaning !== "" && <p className="text-small text-muted">{meaning}</p>}
          {state === "asked" && askAgain !== null && (
            <ActionForm action={askAgain} label={`Ask ${address} again`} className="grid gap-2">
              <input type="hidden" name="id" value={id} />
              <input type="hidden" name="address" value={address} />
              <div>
                <SubmitButton tone="plain" pending="Sending…" className="min-h-8! px-3! py-1! text-small">
                  Ask again
                </SubmitButton>
              </div>
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  );
}
