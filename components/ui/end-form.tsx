import type { ReactNode } from "react";
import { ActionForm, type FormAction } from "./action-form";
import { SubmitButton } from "./button";
import { Field } from "./field";

export interface EndProps {
  id: string;
  /** What is to be typed. */
  name: string;
  /** Reads `id`, `name`, which is typed, and `called`, which it has to be. */
  remove: FormAction;
}

/** The end of something that does not come back: it opens without JavaScript, says what goes, and asks for the name. */
export function EndForm({ noun, id, name, remove, children }: EndProps & { noun: string; children: ReactNode }) {
  return (
    <details>
      <summary className="-ml-3 inline-flex min-h-10 items-center rounded-small px-3 font-medium text-bad hover:bg-wash">
        Delete the {noun}…
      </summary>
      <ActionForm
        action={remove}
        label={`Delete the ${noun}`}
        className="mt-3 grid gap-3 rounded border border-hairline bg-card p-4"
      >
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="called" value={name} />
        <p>{children}</p>
        <Field name="name" label={`Type “${name}” to delete it`} subject="This name" autoComplete="off" />
        <div>
          <SubmitButton tone="danger" pending="Deleting…">
            Delete this {noun}
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
