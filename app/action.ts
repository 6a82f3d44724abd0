import { unstable_rethrow } from "next/navigation";
import { pageContext } from "@/lib/auth/context";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { type FormState, UNSENT } from "@/lib/presenters/view/form-state";
import { refusedForm, typed } from "@/lib/presenters/view/refused-form";

/** What a form sent: its fields as text. A checkbox that is not ticked is absent. */
export type Input = Record<string, string>;

/**
 * The one way a server action does its work: it is handed who asks and what was typed, calls one interactor, and
 * may end in a redirect. A refusal becomes a message with what was typed kept; anything else says nothing outside.
 */
export async function answer(
  form: FormData,
  run: (ctx: Context, input: Input) => Promise<Partial<FormState>>,
): Promise<FormState> {
  const input = typed(form);
  try {
    return { ...UNSENT, ...(await run(await pageContext(), input)) };
  } catch (error) {
    unstable_rethrow(error);
    if (!(error instanceof Refusal)) log().error({ err: error }, "a form failed");
    return refusedForm(error, input);
  }
}
