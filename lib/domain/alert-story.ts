import type { AlertStanding } from "./alert-state";

/** What the rows of an alert's story are about: its own transitions, and what somebody did. Closed. */
export const STORY_KINDS = [
  "pending",
  "calmed",
  "triggered",
  "recovering",
  "relapsed",
  "resolved",
  "no_data",
  "failed",
  "restored",
  "acknowledged",
  "muted",
  "unmuted",
  "reminded",
  "closed",
] as const;
export type StoryKind = (typeof STORY_KINDS)[number];

type State = AlertStanding["state"];

/**
 * What a transition is called: `calmed` is a breach that was not told, `relapsed` one that came back, `restored` the
 * end of an error.
 */
export function storyKind(from: State, to: State, event: "triggered" | "resolved" | "no_data" | null): StoryKind {
  if (event !== null) return event;
  if (to === "error") return "failed";
  if (from === "error") return "restored";
  if (to === "pending" || to === "recovering") return to;
  return to === "firing" ? "relapsed" : "calmed";
}
