import type { ReportRecipient } from "@/lib/domain/report";

type RecipientState = "receives" | "asked" | "unsubscribed" | "silent";

/** Somebody on the list of a report, and whether they get it. */
export interface RecipientRow {
  address: string;
  state: RecipientState;
  word: string;
  /** Why nothing comes, and who can change that; empty while it comes. */
  meaning: string;
}

const WORDS: Record<RecipientState, string> = {
  receives: "gets it",
  asked: "asked to agree",
  unsubscribed: "unsubscribed",
  silent: "mail comes back",
};

const MEANINGS: Record<RecipientState, string> = {
  receives: "",
  asked: "Nothing is sent until they follow the link that was mailed to them.",
  unsubscribed:
    "They ended it themselves. Nobody in the team can put them back; they can, by the link in a mail that they got.",
  silent:
    "Mail to this address came back or was called spam. Nothing is sent until its owner proves that mail arrives.",
};

export function recipientRow({
  address,
  confirmedAt,
  unsubscribedAt,
  silent,
}: ReportRecipient & { silent: boolean }): RecipientRow {
  const state = stateOf(confirmedAt !== null, unsubscribedAt !== null, silent);
  return { address, state, word: WORDS[state], meaning: MEANINGS[state] };
}

function stateOf(isAgreed: boolean, isGone: boolean, isSilent: boolean): RecipientState {
  if (isGone) return "unsubscribed";
  if (!isAgreed) return "asked";
  return isSilent ? "silent" : "receives";
}
