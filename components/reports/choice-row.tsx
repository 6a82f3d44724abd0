"use client";

import type { ComponentProps } from "react";
import { useSent } from "@/components/ui/action-form";
import { RadioRow } from "@/components/ui/radio-row";

/** One of a few, as it was sent when the form comes back. What belongs to each is shown by the form's style alone. */
export function ChoiceRow({ name, chosen, ...row }: ComponentProps<typeof RadioRow>) {
  return <RadioRow name={name} chosen={useSent().values[name] ?? chosen} {...row} />;
}
