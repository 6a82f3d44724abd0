"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState, useTransition } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import type { FormState } from "@/lib/presenters/view/form-state";

interface RuleFormProps {
  /** The path of this very page, without a query. */
  base: string;
  /** Reads the fields of an alert, and `intent` with which nothing is saved and the page only asked for anew. */
  save: (before: FormState, form: FormData) => Promise<FormState>;
  fields: ReactNode;
  preview: ReactNode;
  button: string;
  /** Who is changed; a new alert has none yet. */
  id?: string;
  /** Fields that the address does not hold: what may be long, and makes no difference to what is previewed. */
  unsaid?: readonly string[];
}

const PATIENCE_MS = 300;
const LONG = ["runbook"];

/**
 * A rule beside what it would have done. The address holds what is typed: without JavaScript a button asks for the page
 * anew, with it the preview follows in place, and of several that are asked for only the last is shown. The fields stay
 * those of the first paint, so that nobody's typing or focus is taken.
 */
export function RuleForm({ base, save, fields, preview, button, id, unsaid = LONG }: RuleFormProps) {
  const router = useRouter();
  const [first] = useState(fields);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isTrying, attempt] = useTransition();
  useEffect(() => () => clearTimeout(timer.current), []);
  const follow = (form: HTMLFormElement | null) => {
    if (form === null) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => attempt(() => router.replace(`${base}?${queryOf(form, unsaid)}`, { scroll: false })),
      PATIENCE_MS,
    );
  };
  return (
    <div className="mt-6 grid items-start gap-x-10 gap-y-6 lg:grid-cols-[23rem_minmax(0,1fr)]">
      <div
        onInput={({ target }) => follow((target as HTMLInputElement).form)}
        // A preview that is still to come would take the reader back from where saving leads.
        onSubmitCapture={() => clearTimeout(timer.current)}
        className="min-w-0"
      >
        <ActionForm action={save} label={button} className="group/rule grid gap-5">
          {id !== undefined && <input type="hidden" name="id" value={id} />}
          {first}
          <div className="flex flex-wrap gap-3">
            <SubmitButton pending="Saving…">{button}</SubmitButton>
            <noscript>
              <button type="submit" name="intent" value="try" className={buttonLook("plain")}>
                Try
              </button>
            </noscript>
          </div>
        </ActionForm>
      </div>
      <div
        aria-busy={isTrying}
        className={`grid min-w-0 gap-4 transition-opacity duration-150 max-lg:-order-1 lg:sticky lg:top-6 ${isTrying ? "opacity-70" : ""}`}
      >
        {preview}
      </div>
    </div>
  );
}

/** Without what its field keeps by itself. */
function queryOf(form: HTMLFormElement, unsaid: readonly string[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !unsaid.includes(name) && !name.startsWith("$")) query.set(name, value);
  }
  return query.toString();
}
