"use client";

import type { ReactNode } from "react";
import { useSent } from "./action-form";

/** A part of a form that is gone once the form shows its secret: sent again, it would take that away. */
export function UntilShown({ children }: { children: ReactNode }) {
  return useSent().shown === undefined ? children : null;
}
