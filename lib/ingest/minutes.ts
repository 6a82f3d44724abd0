import type { Minute } from "@/lib/store/series/flush";
import type { FedStat } from "@/lib/store/series/flush-names";

/** A number on its way to a stat. */
export interface Point {
  stat: FedStat;
  amount: number;
  /** Unix milliseconds. */
  at: number;
}

/** What points add to the minutes of their stats: one row for each stat and minute. */
export function combine(batches: Iterable<{ points: readonly Point[] }>): Minute[] {
  const stats = new Map<number, Map<number, Minute>>();
  const minutes: Minute[] = [];
  for (const { points } of batches) {
    for (const { stat, amount, at } of points) {
      let ofStat = stats.get(stat.id);
      if (ofStat === undefined) {
        ofStat = new Map();
        stats.set(stat.id, ofStat);
      }
      const number = Math.floor(at / 60_000);
      const minute = ofStat.get(number);
      if (minute !== undefined) {
        add(minute, amount, at);
        continue;
      }
      const fresh = firstOf(stat.id, number, amount, at);
      ofStat.set(number, fresh);
      minutes.push(fresh);
    }
  }
  return minutes;
}

function firstOf(statId: number, minute: number, amount: number, at: number): Minute {
  return { statId, minute, n: 1, sum: amount, min: amount, max: amount, m2: 0, last: amount, lastAt: at };
}

function add(minute: Minute, amount: number, at: number): void {
  const away = amount - minute.sum / minute.n;
  minute.m2 += (away * away * minute.n) / (minute.n + 1);
  minute.n += 1;
  minute.sum += amount;
  if (amount < minute.min) minute.min = amount;
  if (amount > minute.max) minute.max = amount;
  if (at > minute.lastAt || (at === minute.lastAt && amount > minute.last)) {
    minute.last = amount;
    minute.lastAt = at;
  }
}
