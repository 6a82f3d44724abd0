import type { AlertVerdict, MissingChoice } from "./alert";

/** Closed. `paused` is put on and taken off by people, never by a reading. */
type AlertState = "ok" | "pending" | "firing" | "recovering" | "no_data" | "error" | "paused";

/** Where an alert stands for one stat. Times are unix seconds. */
export interface AlertStanding {
  state: AlertState;
  /** When this state began: of `pending` and `recovering` what their time is counted from. */
  since: number;
  /** When the breach began that it fires for; null while it is quiet. */
  firingSince: number | null;
  /** What an `error` interrupted. */
  before: AlertStanding | null;
}

export interface AlertPatience {
  /** How long a breach lasts before it is told, seconds; 0 tells at once. */
  pendingSeconds: number;
  /** How long it is quiet before that is told, seconds. */
  holdSeconds: number;
  missing: MissingChoice;
}

/** What is told of a change: nothing of a breach that is only pending, nor of one that came back while recovering. */
type AlertEvent = "triggered" | "resolved" | "no_data" | null;

interface AlertStep {
  standing: AlertStanding;
  /** False when nothing changed: no row is written. */
  moved: boolean;
  event: AlertEvent;
}

export function quietSince(at: number): AlertStanding {
  return { state: "ok", since: at, firingSince: null, before: null };
}

/**
 * The next standing, after a verdict of the moment `at` (unix seconds). Verdicts come in the order of their moments; a
 * late one is judged as of the moment it is about, so that `since` is when it happened and not when it was found.
 */
export function advance(
  standing: AlertStanding,
  verdict: AlertVerdict["is"] | "error",
  at: number,
  patience: AlertPatience,
): AlertStep {
  if (standing.state === "paused") return stay(standing);
  if (verdict === "error") return standing.state === "error" ? stay(standing) : fail(standing, at);
  const from = standing.state === "error" && standing.before !== null ? standing.before : standing;
  const step = advanceFrom(from, settled(verdict, patience.missing), at, patience);
  return from === standing ? step : { ...step, moved: true };
}

type Settled = "breach" | "clear" | "between" | "no_data" | "keep";

function settled(verdict: AlertVerdict["is"], missing: MissingChoice): Settled {
  if (verdict !== "missing") return verdict;
  if (missing === "ok") return "clear";
  return missing === "notify" ? "no_data" : "keep";
}

function advanceFrom(from: AlertStanding, verdict: Settled, at: number, patience: AlertPatience): AlertStep {
  if (verdict === "keep") return stay(from);
  if (verdict === "no_data") return from.state === "no_data" ? stay(from) : move("no_data", at, null, "no_data");
  switch (from.state) {
    case "pending":
      return verdict === "breach" ? ripen(from, at, patience) : move("ok", at, null, null);
    case "firing":
      return verdict === "clear" ? calm(from, at, patience) : stay(from);
    case "recovering":
      if (verdict !== "clear") return move("firing", at, from.firingSince, null);
      return at - from.since >= patience.holdSeconds ? move("ok", at, null, "resolved") : stay(from);
    case "no_data":
      return verdict === "breach" ? begin(at, patience) : move("ok", at, null, "resolved");
    default:
      return verdict === "breach" ? begin(at, patience) : stay(from);
  }
}

function begin(at: number, { pendingSeconds }: AlertPatience): AlertStep {
  return pendingSeconds > 0 ? move("pending", at, at, null) : move("firing", at, at, "triggered");
}

function ripen(from: AlertStanding, at: number, { pendingSeconds }: AlertPatience): AlertStep {
  return at - from.since >= pendingSeconds ? move("firing", at, from.firingSince, "triggered") : stay(from);
}

function calm(from: AlertStanding, at: number, { holdSeconds }: AlertPatience): AlertStep {
  return holdSeconds > 0 ? move("recovering", at, from.firingSince, null) : move("ok", at, null, "resolved");
}

function fail(standing: AlertStanding, at: number): AlertStep {
  return {
    standing: { state: "error", since: at, firingSince: standing.firingSince, before: standing },
    moved: true,
    event: null,
  };
}

function stay(standing: AlertStanding): AlertStep {
  return { standing, moved: false, event: null };
}

function move(state: AlertState, since: number, firingSince: number | null, event: AlertEvent): AlertStep {
  return { standing: { state, since, firingSince, before: null }, moved: true, event };
}
