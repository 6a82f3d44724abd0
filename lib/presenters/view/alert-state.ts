import type { AlertStanding } from "@/lib/domain/alert-state";

export type StateName = AlertStanding["state"];

/** What needs a look first, comes first. */
export const STATE_ORDER: readonly StateName[] = [
  "firing",
  "error",
  "no_data",
  "recovering",
  "pending",
  "ok",
  "paused",
];

const WORDS: Record<StateName, string> = {
  firing: "firing",
  error: "error",
  no_data: "no data",
  recovering: "recovering",
  pending: "pending",
  ok: "ok",
  paused: "paused",
};

/** What a state means, for whoever hovers and in lists of states. */
const MEANINGS: Record<StateName, string> = {
  firing: "It rings: the rule is broken.",
  error: "It could not be judged. It goes on by itself when it can.",
  no_data: "Nothing came that could be judged.",
  recovering: "It is quiet again, and is told so once it stays that way.",
  pending: "The rule is broken, but not yet for as long as you asked.",
  ok: "All is well.",
  paused: "Nobody watches until it is resumed.",
};

/** A state as a page shows it, with what lies over it. */
export interface StateView {
  state: StateName;
  word: string;
  meaning: string;
  /** "acknowledged by Ann", "muted until 14:00". */
  over: string[];
}

export function stateView(state: StateName, over: string[] = []): StateView {
  return { state, word: WORDS[state], meaning: MEANINGS[state], over };
}

/** Whether somebody may have to do something about it. */
export function isRinging(state: StateName): boolean {
  return state === "firing" || state === "recovering" || state === "no_data" || state === "error";
}

/** The state that needs a look most; ok where there is none. */
export function worstState(states: StateName[]): StateName {
  return STATE_ORDER.find((each) => states.includes(each)) ?? "ok";
}
