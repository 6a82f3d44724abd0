"use client";

import { useState } from "react";
import { TextField } from "@/components/ui/field";
import { type KnownReaders, readersWords } from "@/lib/presenters/view/typed-addresses";

interface RecipientsFieldProps {
  typed: string;
  known: KnownReaders;
}

/** Who gets a report; it says who of those that are typed has to agree first. */
export function RecipientsField({ typed, known }: RecipientsFieldProps) {
  const [text, setText] = useState(typed);
  const words = readersWords(text, known);
  return (
    <div
      className="grid gap-1.5"
      onInput={({ target }) => {
        if (target instanceof HTMLTextAreaElement) setText(target.value);
      }}
    >
      <TextField
        name="recipients"
        label="Mail it to"
        hint="One address a line, or commas between. The team’s people get it at once; anybody else is asked by mail first."
        defaultValue={typed}
      />
      <div aria-live="polite" className="grid gap-1 text-small empty:hidden">
        {words.map((sentence) => (
          <p key={sentence} className="rounded-small border-l-4 border-warn bg-wash px-3 py-1.5 wrap-anywhere">
            {sentence}
          </p>
        ))}
      </div>
    </div>
  );
}
