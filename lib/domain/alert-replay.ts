import {
  type AlertCondition,
  type AlertReading,
  type AlertVerdict,
  type AlertWindow,
  judge,
  type MissingChoice,
} from "./alert";
import { type AlertPatience, type AlertStanding, advance, quietSince } from "./alert-state";
import { earlierBy, windowStart } from "./alert-window";
import { reportedValue } from "./series";
import type { StatKind } from "./stat";

/** What a stat received in one interval; those without data may be left out. */
export interface Grain {
  /** The begin, unix seconds. */
  t: number;
  n: number;
  sum: number;
}

/** A rule, as far as its numbers and its patience go. */
export interface ReplayedRule {
  condition: AlertCondition;
  window: AlertWindow;
  missing: MissingChoice;
  patience: AlertPatience;
  kind: StatKind;
  zone: string;
}

/** Something that a replay would have told, or a change of state that it would not. */
export interface ReplayedStep {
  /** Unix seconds. */
  at: number;
  standing: AlertStanding;
  event: "triggered" | "resolved" | "no_data" | null;
  verdict: AlertVerdict;
}

/** Sums over any stretch of grains, by binary search. */
export class GrainSums {
  private readonly starts: number[];
  private readonly counts: number[] = [0];
  private readonly totals: number[] = [0];

  /** Ascending, none twice. */
  constructor(grains: Grain[]) {
    this.starts = grains.map(({ t }) => t);
    for (const { n, sum } of grains) {
      this.counts.push((this.counts.at(-1) as number) + n);
      this.totals.push((this.totals.at(-1) as number) + sum);
    }
  }

  /** Of the grains that begin in [from, to). */
  between(from: number, to: number): { n: number; sum: number } {
    const [a, b] = [this.indexOf(from), this.indexOf(to)];
    return {
      n: (this.counts[b] as number) - (this.counts[a] as number),
      sum: (this.totals[b] as number) - (this.totals[a] as number),
    };
  }

  /** How many begin before a moment. */
  private indexOf(moment: number): number {
    let [low, high] = [0, this.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] as number) < moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What a rule reads at a moment, which is not part of what it reads: of an anomaly its band is left to the caller. */
export function readingAt(
  rule: Pick<ReplayedRule, "condition" | "window" | "kind" | "zone">,
  sums: GrainSums,
  at: number,
): AlertReading {
  const { condition, window, kind, zone } = rule;
  const value = (end: number): number | null => {
    const { n, sum } = sums.between(windowStart(window, end, zone), end);
    return reportedValue(kind, n, sum);
  };
  const before = condition.kind === "delta" ? { before: value(earlierBy(condition.timeDelta, at, zone)) } : {};
  return { now: value(at), everReceived: sums.between(Number.NEGATIVE_INFINITY, at).n > 0, ...before };
}

/** A step of a rule that was played, with the state it came from; without a verdict where nothing could be read. */
export interface PlayedStep extends Omit<ReplayedStep, "verdict"> {
  from: AlertStanding["state"];
  verdict: AlertVerdict | null;
}

/** What was read at a moment (unix seconds); null where that failed. */
export interface PlayedReading {
  at: number;
  reading: AlertReading | null;
}

/**
 * Judges readings in the order of their moments: where that leaves a standing, by which steps, and the last verdict.
 */
export function play(
  rule: Pick<ReplayedRule, "condition" | "missing" | "patience">,
  from: AlertStanding,
  readings: Iterable<PlayedReading>,
): { standing: AlertStanding; steps: PlayedStep[]; verdict: AlertVerdict | null } {
  let standing = from;
  let verdict: AlertVerdict | null = null;
  const steps: PlayedStep[] = [];
  for (const { at, reading } of readings) {
    verdict = reading === null ? null : judge(rule.condition, reading, rule.missing);
    const before = standing.state;
    const step = advance(standing, verdict?.is ?? "error", at, rule.patience);
    standing = step.standing;
    if (step.moved) steps.push({ at, from: before, standing, event: step.event, verdict });
  }
  return { standing, steps, verdict };
}

/**
 * Plays a rule over the past, judging it at each of these moments (unix seconds, ascending): the steps at which it
 * moved. Grains must reach as far back as the rule looks from the first moment. `from` is where it stood before, quiet
 * unless told otherwise; `band` says what was usual at a moment, for anomalies.
 */
export function replay(
  rule: ReplayedRule,
  grains: Grain[],
  moments: number[],
  { from, band }: { from?: AlertStanding; band?: (at: number) => AlertReading["band"] } = {},
): ReplayedStep[] {
  const sums = new GrainSums(grains);
  const readings = moments.map((at) => {
    const reading = readingAt(rule, sums, at);
    return { at, reading: band === undefined ? reading : { ...reading, band: band(at) } };
  });
  const { steps } = play(rule, from ?? quietSince(moments[0] ?? 0), readings);
  return steps.map(({ at, standing, event, verdict }) => ({ at, standing, event, verdict: verdict as AlertVerdict }));
}
