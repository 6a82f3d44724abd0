import type { ChannelRow } from "@/lib/presenters/view/channel-row";

const WORDS: Record<ChannelRow["state"], string> = { on: "on", off: "off", unconfirmed: "not confirmed yet" };
const TONES: Record<ChannelRow["state"], string> = { on: "text-good", off: "text-bad", unconfirmed: "text-warn" };

/** Whether anything goes there: a dot and a word, never colour alone. */
export function ChannelState({ state }: { state: ChannelRow["state"] }) {
  return (
    <span className={`inline-flex items-center gap-1.5 text-small font-medium ${TONES[state]}`}>
      <span
        aria-hidden="true"
        className={`size-2 rounded-full border border-current ${state === "on" ? "bg-current" : ""}`}
      />
      {WORDS[state]}
    </span>
  );
}
