"use client";

import type { ButtonHTMLAttributes, ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { type ButtonTone, buttonLook } from "./button-look";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: ButtonTone;
  /** What the button says while its form is on the way. */
  pending?: string;
  children: ReactNode;
}

/** A form's button: it says that work is under way and does not send twice. */
export function SubmitButton({ tone = "primary", pending, children, className = "", ...rest }: ButtonProps) {
  const status = useFormStatus();
  return (
    <button
      {...rest}
      type="submit"
      aria-disabled={status.pending || undefined}
      onClick={(event) => {
        if (status.pending) event.preventDefault();
      }}
      className={`${buttonLook(tone)} ${className}`}
    >
      {status.pending && pending ? pending : children}
    </button>
  );
}
