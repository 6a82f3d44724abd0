"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState, useTransition } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormState } from "@/lib/presenters/view/form-state";

interface EmbedBuilderProps {
  /** The path of this very page, without a query. */
  base: string;
  /** What is previewed, as a query. */
  query: string;
  options: ReactNode;
  preview: ReactNode;
  /** Reads `query`, and `id` where there is one; null for those who may not, with the reason beside the preview. */
  save: ((before: FormState, form: FormData) => Promise<FormState>) | null;
  id?: string;
  button: string;
  pending: string;
}

const PATIENCE_MS = 250;
/** Fields that come more than once, each time to be kept. */
const REPEATED = ["value", "label", "side", "right"];

/**
 * Options beside a preview. The address holds them all: without JavaScript the form asks for the page anew, with it the
 * preview follows each change in place. What is made is what was chosen last, seen or not.
 */
export function EmbedBuilder({ base, query, options, preview, save, id, button, pending }: EmbedBuilderProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isDrawing, draw] = useTransition();
  useEffect(() => () => clearTimeout(timer.current), []);
  const follow = (patience: number) => {
    if (form.current === null) return;
    const said = queryOf(form.current);
    setChosen(said);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => draw(() => router.replace(`${base}?${said}`, { scroll: false })), patience);
  };
  return (
    <div className="mt-6 grid items-start gap-x-10 gap-y-6 lg:grid-cols-[22rem_minmax(0,1fr)]">
      <form
        ref={form}
        action={base}
        aria-label="Options"
        onInput={() => follow(PATIENCE_MS)}
        onSubmit={(event) => {
          event.preventDefault();
          follow(0);
        }}
        className="grid gap-5 max-lg:order-2"
      >
        {options}
      </form>
      <div
        aria-busy={isDrawing}
        className={`grid min-w-0 gap-6 transition-opacity duration-150 lg:sticky lg:top-6 ${isDrawing ? "opacity-70" : ""}`}
      >
        {preview}
      </div>
      {save !== null && (
        // A preview that is still to come would take the reader back from where saving leads.
        <div onSubmitCapture={() => clearTimeout(timer.current)} className="max-lg:order-3 lg:col-start-1">
          <ActionForm action={save} label={button} className="grid gap-4">
            <input type="hidden" name="query" value={chosen ?? query} />
            {id !== undefined && <input type="hidden" name="id" value={id} />}
            <div>
              <SubmitButton pending={pending}>{button}</SubmitButton>
            </div>
          </ActionForm>
        </div>
      )}
    </div>
  );
}

function queryOf(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") continue;
    if (REPEATED.includes(name)) query.append(name, value);
    else query.set(name, value);
  }
  return query.toString();
}
