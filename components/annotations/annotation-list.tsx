"use client";

import { useActionState, useEffect, useRef } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import type { AnnotationRow } from "@/lib/presenters/view/annotation-row";
import { type FormState, UNSENT } from "@/lib/presenters/view/form-state";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

interface AnnotationListProps {
  rows: AnnotationRow[];
  /** Whose clocks moments are typed by. */
  zone: string;
  /** Of the page that is about one stat, whose name every row would repeat. */
  statHref?: string;
  /** Reads `id`, `text`, `at`, `until` and what these were; without it, nothing can be changed or deleted. */
  change: FormAction | null;
  /** Reads `id`; with `undo`, brings it back. */
  remove: FormAction | null;
}

/** What happened, the latest first. What is deleted can be undone from above the list, which takes the focus then. */
export function AnnotationList({ rows, zone, statHref, change, remove }: AnnotationListProps) {
  const [removed, send] = useActionState(remove ?? keep, UNSENT);
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (removed.message !== "") outcome.current?.focus();
  }, [removed]);
  return (
    <div className="grid gap-3 empty:hidden">
      {removed.message !== "" && (
        <div
          ref={outcome}
          role="status"
          tabIndex={-1}
          className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-small border-l-4 bg-wash px-3 py-2 ${removed.tone === "bad" ? "border-bad" : "border-good"}`}
        >
          <p className="mr-auto min-w-0 wrap-anywhere">{removed.message}</p>
          {removed.values.deleted !== undefined && (
            <form action={send}>
              <input type="hidden" name="id" value={removed.values.deleted} />
              <input type="hidden" name="undo" value="1" />
              <SubmitButton tone="plain" pending="Bringing it back…">
                Undo
              </SubmitButton>
            </form>
          )}
        </div>
      )}
      {rows.length > 0 && (
        <ul aria-label="Annotations" className="border-t border-hairline">
          {rows.map((row) => (
            <li key={row.id} className="relative border-b border-hairline py-3">
              <div className={`wrap-anywhere ${change === null ? "" : "sm:pr-44"}`}>
                <p className="font-medium">{row.text}</p>
                <p className="text-small text-muted">
                  <time dateTime={row.iso}>{row.when}</time> · <About stat={row.stat} statHref={statHref} /> · by{" "}
                  {row.author}
                </p>
              </div>
              {row.own && change !== null && <ChangeForm row={row} zone={zone} change={change} />}
              {row.own && remove !== null && (
                <form
                  action={send}
                  className="max-sm:-mt-8 max-sm:ml-20 max-sm:peer-open:mt-1 max-sm:peer-open:-ml-3 sm:absolute sm:top-3 sm:right-0"
                >
                  <input type="hidden" name="id" value={row.id} />
                  <button type="submit" className={`${LINK_LOOK} text-bad`}>
                    Delete<span className="sr-only"> {row.text}</span>
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const LINK_LOOK =
  "inline-flex min-h-8 cursor-pointer items-center rounded-small px-3 text-small font-medium hover:bg-wash";

/** Nobody is given a button for it. */
async function keep(before: FormState): Promise<FormState> {
  return before;
}

function About({ stat, statHref }: { stat: AnnotationRow["stat"]; statHref: string | undefined }) {
  if (stat === null) return "all stats";
  if (stat.href === statHref) return "this stat";
  return (
    <Link href={stat.href} className="underline underline-offset-3 hover:text-ink">
      {stat.name}
    </Link>
  );
}

/** Opens in place: opening it, the fields and leaving it all work by keyboard and without JavaScript. */
function ChangeForm({ row, zone, change }: { row: AnnotationRow; zone: string; change: FormAction }) {
  return (
    <details className="peer max-sm:mt-1">
      <summary className={`${LINK_LOOK} max-sm:-ml-3 sm:absolute sm:top-3 sm:right-20`}>
        Change…<span className="sr-only"> {row.text}</span>
      </summary>
      <ActionForm
        action={change}
        label={`Change ${row.text}`}
        className="mt-3 grid gap-4 rounded border border-hairline bg-card p-4"
      >
        <input type="hidden" name="id" value={row.id} />
        <input type="hidden" name="tz" value={zone} />
        <input type="hidden" name="wasAt" value={row.typed.at} />
        <input type="hidden" name="wasUntil" value={row.typed.until} />
        <Field name="text" label="What happened" defaultValue={row.text} autoComplete="off" />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="at" label="When" type="datetime-local" step={1} defaultValue={row.typed.at} />
          <Field name="until" label="Until" type="datetime-local" step={1} defaultValue={row.typed.until} />
        </div>
        <p className="text-small text-muted">Times in {zone.replaceAll("_", " ")}. Without an end it is a moment.</p>
        <div>
          <SubmitButton pending="Saving…">Save</SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
