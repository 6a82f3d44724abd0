"use client";

import { createContext, type ReactNode, useActionState, useContext, useEffect, useRef } from "react";
import { type FormState, UNSENT } from "@/lib/presenters/view/form-state";
import { CopyLine } from "./copy-line";

const Sent = createContext<FormState>(UNSENT);

/** What the surrounding form was answered; for its fields. */
export function useSent(): FormState {
  return useContext(Sent);
}

/** What a form is sent to. */
export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

interface ActionFormProps {
  action: FormAction;
  /** What the form does, for those who hear the page. */
  label: string;
  className?: string;
  children: ReactNode;
}

/**
 * A form around a server action. It works before and without JavaScript, keeps what was typed, says what
 * came of it, and takes the reader to the first field at fault.
 */
export function ActionForm({ action, label, className = "grid gap-5", children }: ActionFormProps) {
  const [state, send] = useActionState(action, UNSENT);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.tone === "bad") form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state]);
  return (
    <Sent value={state}>
      <form ref={form} action={send} aria-label={label} noValidate className={className}>
        <Outcome state={state} />
        {children}
      </form>
    </Sent>
  );
}

function Outcome({ state }: { state: FormState }) {
  return (
    <div aria-live="polite" className="col-span-full empty:hidden">
      {state.message !== "" && (
        <p
          className={`rounded-small border-l-4 bg-wash px-3 py-2 ${state.tone === "bad" ? "border-bad" : "border-good"}`}
        >
          {state.message}
        </p>
      )}
      {state.shown !== undefined && <CopyLine text={state.shown} label="New key" className="mt-3" />}
    </div>
  );
}
