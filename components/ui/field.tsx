"use client";

import { type InputHTMLAttributes, type ReactNode, useId } from "react";
import { useSent } from "./action-form";

const CONTROL =
  "w-full min-h-10 rounded-small border border-edge bg-card px-3 py-1.5 text-ink aria-invalid:border-bad aria-invalid:border-2";

interface Told {
  name: string;
  label: string;
  hint?: ReactNode;
  /** What a fault is said of: "Password must have …". The label, unless it reads badly. */
  subject?: string;
  /** What to do about a fault, after it. */
  advice?: string;
}

type FieldProps = Told & Omit<InputHTMLAttributes<HTMLInputElement>, "name">;

/** A labelled input. The fault, when there is one, stands beside it and is read with it. */
export function Field({ name, label, hint, subject, advice, defaultValue, className = "", ...input }: FieldProps) {
  const id = useId();
  const { faults, values } = useSent();
  const fault = said(faults[name], subject ?? label, advice);
  return (
    <div className={`grid content-start gap-1.5 ${className}`}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        id={id}
        name={name}
        defaultValue={values[name] ?? defaultValue}
        aria-invalid={fault === undefined ? undefined : true}
        aria-describedby={describedBy(id, fault, hint)}
        className={CONTROL}
        {...input}
      />
      <Beside id={id} fault={fault} hint={hint} />
    </div>
  );
}

interface SelectProps extends Told {
  options: { value: string; text: string }[];
  defaultValue?: string;
  className?: string;
}

export function SelectField({ name, label, hint, options, defaultValue, className = "" }: SelectProps) {
  const id = useId();
  const { faults, values } = useSent();
  const fault = said(faults[name], label);
  const chosen = values[name] ?? defaultValue;
  return (
    <div className={`grid content-start gap-1.5 ${className}`}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {/* A form that was sent is reset, and a select would fall back to its first option: the key makes it anew. */}
      <select
        key={chosen}
        id={id}
        name={name}
        defaultValue={chosen}
        aria-invalid={fault === undefined ? undefined : true}
        aria-describedby={describedBy(id, fault, hint)}
        className={CONTROL}
      >
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <Beside id={id} fault={fault} hint={hint} />
    </div>
  );
}

export function TextField({ name, label, hint, defaultValue }: Told & { defaultValue?: string }) {
  const id = useId();
  const { faults, values } = useSent();
  const fault = said(faults[name], label);
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea
        id={id}
        name={name}
        rows={3}
        defaultValue={values[name] ?? defaultValue}
        aria-invalid={fault === undefined ? undefined : true}
        aria-describedby={describedBy(id, fault, hint)}
        className={CONTROL}
      />
      <Beside id={id} fault={fault} hint={hint} />
    </div>
  );
}

export function CheckField({ name, label, hint, defaultChecked }: Told & { defaultChecked: boolean }) {
  const id = useId();
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
      <input
        key={String(defaultChecked)}
        id={id}
        type="checkbox"
        name={name}
        defaultChecked={defaultChecked}
        aria-describedby={describedBy(id, undefined, hint)}
        className="mt-0.5 size-5"
      />
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="col-start-2">
        <Beside id={id} fault={undefined} hint={hint} />
      </div>
    </div>
  );
}

/** Interactors say what is wrong ("must not be empty"); here it becomes a sentence about the field. */
function said(fault: string | undefined, subject: string, advice?: string): string | undefined {
  if (fault === undefined) return undefined;
  const sentence = /^[a-z]/.test(fault) ? `${subject} ${fault}.` : fault;
  return advice === undefined ? sentence : `${sentence} ${advice}`;
}

function describedBy(id: string, fault: string | undefined, hint: ReactNode): string | undefined {
  const ids = [fault === undefined ? "" : `${id}-fault`, hint === undefined ? "" : `${id}-hint`];
  return ids.filter((id) => id !== "").join(" ") || undefined;
}

function Beside({ id, fault, hint }: { id: string; fault: string | undefined; hint: ReactNode }) {
  return (
    <>
      {fault !== undefined && (
        <p id={`${id}-fault`} className="text-small font-medium text-bad">
          {fault}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-small text-muted">
          {hint}
        </p>
      )}
    </>
  );
}
