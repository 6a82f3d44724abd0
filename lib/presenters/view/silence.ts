type Reason = "bounced" | "complained" | "suppressed";

const WORDS: Record<Reason, string> = {
  bounced: "a mail came back for good.",
  complained: "a mail was marked as spam.",
  suppressed: "the mail provider sends nothing there.",
};

/** Why nothing is mailed to somebody's address, as it is told to them. */
export function silenceWords(reason: Reason): string {
  return WORDS[reason];
}
