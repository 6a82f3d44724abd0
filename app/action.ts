import { unstable_rethrow } from "next/navigation";
import { formContext } from "@/lib/auth/context";
import { pagePath, pageSource } from "@/lib/auth/source";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { type FormState, UNSENT } from "@/lib/presenters/view/form-state";
import { refusedForm, typed } from "@/lib/presenters/view/refused-form";
import { isDenial, noteDenial } from "./denied";

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
  let ctx: Context | null = null;
  try {
    ctx = await formContext();
    return { ...UNSENT, ...(await run(ctx, input)) };
  } catch (error) {
    unstable_rethrow(error);
    if (isDenial(error)) {
      const { address } = await pageSource();
      noteDenial(error, { method: "POST", path: await pagePath(), ctx, address });
    }
    if (!(error instanceof Refusal)) log().error({ err: error }, "a form failed");
    return refusedForm(error, input);
  }
}
