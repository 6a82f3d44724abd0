"use client";

import { type ReactNode, useId } from "react";
import { useSent } from "@/components/ui/action-form";

interface TickFieldProps {
  name: string;
  label: ReactNode;
  hint?: string;
  ticked: boolean;
}

/** A box that, when its form comes back with a fault, is as it was sent. */
export function TickField({ name, label, hint, ticked }: TickFieldProps) {
  const id = useId();
  const { values } = useSent();
  const sent = Object.keys(values).length > 0;
  const now = sent ? values[name] === "on" : ticked;
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-3">
      <input
        key={String(now)}
        id={id}
        type="checkbox"
        name={name}
        defaultChecked={now}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="mt-0.5 size-5"
      />
      <label htmlFor={id} className="min-w-0 wrap-anywhere">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="col-start-2 text-small text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
