import type { LinkState as State } from "@/lib/presenters/view/link-row";

const WORDS: Record<State, string> = { open: "live", paused: "paused", expired: "expired" };
const TONES: Record<State, string> = { open: "text-good", paused: "text-warn", expired: "text-muted" };

/** Whether a link shows anything now: a dot and a word, never colour alone. */
export function LinkState({ state }: { state: State }) {
  return (
    <span className={`inline-flex items-center gap-1.5 text-small font-medium ${TONES[state]}`}>
      <span
        aria-hidden="true"
        className={`size-2 rounded-full border border-current ${state === "open" ? "bg-current" : ""}`}
      />
      {WORDS[state]}
    </span>
  );
}
