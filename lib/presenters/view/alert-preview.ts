import type { AlertCondition } from "@/lib/domain/alert";
import { alertChart, type DrawnCourse, judgedUnit } from "./alert-chart";
import type { DrawnChart } from "./drawn-chart";
import { lengthWords } from "./length-words";
import { minuteOf } from "./moment";
import { maybeQuantity, type Quantity } from "./quantity";

/** When a rule would have rung: see `backtestAlert`. */
export interface PlayedRule {
  rings: PlayedRing[];
  perMonth: number;
  rule: string;
  gentler: { rule: string; perMonth: number } | null;
  stats: number;
  truncated: boolean;
}

interface PlayedRing {
  statId: string;
  statName: string;
  at: Date;
  until: Date | null;
  value: number | null;
}

/** What a rule would have done, beside its form. */
export interface AlertPreview {
  /** "api errors over 500 in an hour". */
  rule: string;
  /** "would have rung 3 times in the last 30 days"; goes on from "It". */
  rang: string;
  /** How much less a gentler rule would ring; empty where that says nothing. */
  gentler: string;
  chart: DrawnChart | null;
  rings: RingRow[];
  /** How many more there were than are listed. */
  more: number;
}

interface RingRow {
  key: string;
  iso: string;
  when: string;
  lasted: string;
  value: Quantity | null;
  stat: string;
}

const LISTED = 50;

interface Shown {
  played: PlayedRule;
  condition: AlertCondition;
  /** Null on a pattern, which has no line of its own. */
  course: DrawnCourse | null;
  /** What the rule goes on from: the name of the stat, or the pattern. */
  subject: string;
  zone: string;
}

export function alertPreview({ played, condition, course, subject, zone }: Shown): AlertPreview {
  const { rings, perMonth, rule, gentler, stats, truncated } = played;
  const unit = judgedUnit(condition, course?.stat.unit ?? "");
  const seconds = (moment: Date) => Math.floor(moment.getTime() / 1_000);
  const flags = rings.map(({ at, until, value }) => ({
    at: seconds(at),
    until: until === null ? null : seconds(until),
    value,
  }));
  const over = course === null ? ` over ${stats} ${stats === 1 ? "stat" : "stats"}` : "";
  const least = truncated && course === null ? "at least " : "";
  return {
    rule: `${subject} ${rule}`,
    rang: `${timesWords(perMonth, least)} in the last 30 days${over}`,
    gentler:
      gentler === null || gentler.perMonth === perMonth
        ? ""
        : `A gentler rule, ${gentler.rule}, would have rung ${countWords(gentler.perMonth)}.`,
    chart: course === null ? null : alertChart(course, condition, { rings: flags.toReversed(), verb: "Would ring" }),
    rings: rings.slice(0, LISTED).map(({ statId, statName, at, until, value }) => ({
      key: `${statId} ${at.toISOString()}`,
      iso: at.toISOString(),
      when: minuteOf(at, zone),
      lasted: until === null ? "until now" : `for ${lengthWords(seconds(until) - seconds(at))}`,
      value: value !== null && Number.isFinite(value) ? maybeQuantity(value, unit) : null,
      stat: course === null ? statName : "",
    })),
    more: Math.max(0, perMonth - LISTED),
  };
}

function timesWords(count: number, least: string): string {
  return count === 0 ? "would not have rung" : `would have rung ${least}${countWords(count)}`;
}

/** "never", "once", "twice", "3 times". */
export function countWords(count: number): string {
  return count === 0 ? "never" : count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}
