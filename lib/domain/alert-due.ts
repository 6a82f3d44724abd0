import type { AlertCondition, AlertWindow } from "./alert";
import type { AlertPatience, AlertStanding } from "./alert-state";
import { leavesWindow } from "./alert-window";

/** A rule as far as it says when something about it can change although nothing comes. */
export interface DueRule {
  condition: AlertCondition;
  window: AlertWindow;
  zone: string;
  patience: AlertPatience;
  /** Null is never. */
  renotifySeconds: number | null;
}

/** What was found at a moment. Unix seconds. */
export interface DueFindings {
  /** No minute with data of the window is earlier; null when it has none. */
  first: number | null;
  /** When the last number came; null when none ever did. */
  lastAt: number | null;
}

/** What lies over a standing. Unix seconds; null for what is not. */
export interface DueOverlay {
  toldAt: number | null;
  acknowledged: boolean;
  mutedUntil: number | null;
}

/** What data can move is judged at least so often, whether anybody has heard of data or not. */
export const LONGEST_PAUSE = 60;
/** What is judged by whole hours. */
export const LONGEST_HOURLY_PAUSE = 300;

/**
 * When a standing is to be judged again although nothing came, after it was judged at `at`; unix seconds, later than
 * that.
 * - Silence is known to the second: when the window since the last number ends. Numbers that come meanwhile only move
 *   it on.
 * - A value or a delta: when its first minute leaves the window, and at least every minute: hints of what came may be
 *   lost, and numbers may be dated ahead.
 * - What is unusual: when the hour is over, and every five minutes.
 * - When a breach has lasted, or been quiet, for as long as was asked; when people are to be reminded; when a mute
 *   ends.
 */
export function nextDue(
  rule: DueRule,
  standing: AlertStanding,
  { at, findings, overlay }: { at: number; findings: DueFindings; overlay: DueOverlay },
): number {
  const moments = [
    readingDue(rule, standing, at, findings),
    patienceDue(rule, standing),
    overlayDue(rule, standing, overlay),
  ];
  return Math.max(at + 1, Math.min(...moments));
}

const NEVER = Number.POSITIVE_INFINITY;

function readingDue(rule: DueRule, { state }: AlertStanding, at: number, { first, lastAt }: DueFindings): number {
  const { condition, window, zone } = rule;
  if (state === "error") return at + LONGEST_PAUSE;
  switch (condition.kind) {
    case "data":
      if (state !== "ok") return at + LONGEST_PAUSE;
      return leavesWindow(window, lastAt ?? at, zone);
    case "anomaly":
      return Math.min(leavesWindow("this_hour", at, zone), at + LONGEST_HOURLY_PAUSE);
    default:
      return Math.min(first === null ? NEVER : leavesWindow(window, first, zone), at + LONGEST_PAUSE);
  }
}

function patienceDue({ patience }: DueRule, { state, since }: AlertStanding): number {
  if (state === "pending") return since + patience.pendingSeconds;
  return state === "recovering" ? since + patience.holdSeconds : NEVER;
}

function overlayDue({ renotifySeconds }: DueRule, { state }: AlertStanding, overlay: DueOverlay): number {
  const { toldAt, acknowledged, mutedUntil } = overlay;
  if (state !== "firing" || acknowledged) return NEVER;
  if (mutedUntil !== null) return mutedUntil;
  return renotifySeconds === null || toldAt === null ? NEVER : toldAt + renotifySeconds;
}

/** An outage is played at so many moments at the most: by the minute for an hour, and coarser for longer ones. */
const MOST_MISSED = 60;
/** A tick that is so late has missed nothing: seconds. */
const LATE = 60;

/**
 * The moments at which a standing should have been judged and was not, ascending, all before `at`: when it was due, and
 * whole minutes from there on. What happened meanwhile is then known by the minute. None when it comes in time. Unix
 * seconds.
 */
export function missedMoments(dueAt: number, at: number): number[] {
  if (at - dueAt <= LATE) return [];
  const due = Math.ceil(dueAt);
  const step = Math.ceil((at - due) / 60 / MOST_MISSED) * 60;
  const first = (Math.floor(due / 60) + 1) * 60;
  return [due, ...Array.from({ length: Math.ceil((at - first) / step) }, (_, i) => first + i * step)];
}
