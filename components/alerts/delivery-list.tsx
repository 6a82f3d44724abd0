"use client";

import { useActionState, useEffect, useRef } from "react";
import { SubmitButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { TimeAgo } from "@/components/ui/time-ago";
import type { DeliveryRow } from "@/lib/presenters/view/delivery-row";
import { type FormState, UNSENT } from "@/lib/presenters/view/form-state";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

interface DeliveryListProps {
  rows: DeliveryRow[];
  /** Reads `id`; null for those who only look. */
  replay: FormAction | null;
}

const TONES: Record<DeliveryRow["state"], string> = {
  sent: "text-good",
  waiting: "text-warn",
  held: "text-muted",
  dead: "text-bad",
};

/** What was told here and what came of it, the latest first. What comes of a replay is said above, which takes the focus. */
export function DeliveryList({ rows, replay }: DeliveryListProps) {
  const [outcome, send] = useActionState(replay ?? keep, UNSENT);
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (outcome.message !== "") said.current?.focus();
  }, [outcome]);
  return (
    <div className="grid gap-3">
      {outcome.message !== "" && (
        <p
          ref={said}
          role="status"
          tabIndex={-1}
          className={`rounded-small border-l-4 bg-wash px-3 py-2 ${outcome.tone === "bad" ? "border-bad" : "border-good"}`}
        >
          {outcome.message}
        </p>
      )}
      <ul aria-label="Deliveries" className="border-t border-hairline">
        {rows.map((row) => (
          <li
            key={row.id}
            className="grid gap-x-6 gap-y-1 border-b border-hairline py-3 sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <div className="min-w-0">
              <p className="wrap-anywhere">
                {row.incidentHref === null ? (
                  <span className="font-medium">{row.alert}</span>
                ) : (
                  <Link href={row.incidentHref} className="font-medium hover:underline hover:underline-offset-3">
                    {row.alert}
                  </Link>
                )}
                <span className="text-muted"> · {row.about}</span>
              </p>
              <p className="text-small text-muted wrap-anywhere">
                <span className={`font-medium ${TONES[row.state]}`}>{row.stateWord}</span>{" "}
                {row.sent === null ? (
                  <>
                    since <TimeAgo at={row.made} />
                  </>
                ) : (
                  <TimeAgo at={row.sent} />
                )}
                {` · ${row.attempts}`}
                {row.status !== null && ` · HTTP ${row.status}`}
                {row.next !== null && (
                  <>
                    {" · next "}
                    <TimeAgo at={row.next} />
                  </>
                )}
              </p>
              {row.problem !== "" && <p className="text-small wrap-anywhere">{row.problem}</p>}
            </div>
            {replay !== null && row.state !== "waiting" && (
              <form action={send}>
                <input type="hidden" name="id" value={row.id} />
                <SubmitButton
                  tone="plain"
                  pending="Sending…"
                  aria-label={`Send again: ${row.alert}, ${row.about}`}
                  className="min-h-8! px-3! py-1! text-small"
                >
                  {row.state === "held" ? "Send now" : "Send again"}
                </SubmitButton>
              </form>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Nobody is given a button for it. */
async function keep(before: FormState): Promise<FormState> {
  return before;
}
