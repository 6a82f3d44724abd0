"use client";

import { useSent } from "@/components/ui/action-form";
import type { AlertKind } from "@/lib/domain/alert";
import { KIND_CHOICES } from "@/lib/presenters/view/alert-choices";

/** What is watched for: one of a few, all in sight. What belongs to each is shown by the form's style alone. */
export function KindChoice({ chosen }: { chosen: AlertKind }) {
  const kind = useSent().values.kind ?? chosen;
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Watch for</legend>
      <div className="flex flex-wrap gap-1.5">
        {KIND_CHOICES.map(({ value, text, about }) => (
          <label key={value} title={about} className="relative">
            <input
              type="radio"
              name="kind"
              value={value}
              defaultChecked={value === kind}
              className="peer absolute inset-0 size-full cursor-pointer opacity-0"
            />
            <span className="inline-flex min-h-9 items-center rounded-small border border-edge bg-card px-3 text-small transition-colors duration-150 peer-checked:border-ink peer-checked:bg-ink peer-checked:text-paper peer-hover:peer-not-checked:bg-wash peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent">
              {text}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
