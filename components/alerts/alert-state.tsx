import type { StateName, StateView } from "@/lib/presenters/view/alert-state";

const TONES: Record<StateName, string> = {
  firing: "text-bad",
  error: "text-bad",
  no_data: "text-warn",
  recovering: "text-warn",
  pending: "text-warn",
  ok: "text-good",
  paused: "text-muted",
};

const FILLED: readonly StateName[] = ["firing", "ok"];

/** How an alert stands: a dot and a word, never colour alone. */
export function AlertState({ of }: { of: StateView }) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5 text-small">
      <span title={of.meaning} className={`inline-flex items-center gap-1.5 font-medium ${TONES[of.state]}`}>
        <StateDot state={of.state} />
        {of.word}
      </span>
      {of.over.length > 0 && <span className="text-muted">{of.over.join(", ")}</span>}
    </span>
  );
}

/** The dot alone; whoever uses it says the word. */
export function StateDot({ state }: { state: StateName }) {
  return (
    <span
      aria-hidden="true"
      className={`size-2 shrink-0 rounded-full border border-current ${FILLED.includes(state) ? "bg-current" : ""} ${TONES[state]}`}
    />
  );
}
