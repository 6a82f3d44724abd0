import { binOf } from "@/lib/domain/distribution";
import type { HourBin, Minute } from "@/lib/store/series/flush";
import type { FedStat } from "@/lib/store/series/flush-names";

/** A number on its way to a stat. */
export interface Point {
  stat: FedStat;
  amount: number;
  /** Unix milliseconds. */
  at: number;
}

/** What a flush adds to one stat, by its minute and by its hour and bin. */
interface Additions {
  minutes: Map<number, Minute>;
  /** Null for a counter: what is added up has no distribution. */
  bins: Map<number, HourBin> | null;
}

/** Twice the bins that there are on either side of zero, and more: an hour and a bin become one number. */
const BINS = 65_536;

/** What points add to their stats: one row for each stat and minute, and of a value for each hour and bin. */
export function combine(batches: Iterable<{ points: readonly Point[] }>): { minutes: Minute[]; bins: HourBin[] } {
  const stats = new Map<number, Additions>();
  const minutes: Minute[] = [];
  const bins: HourBin[] = [];
  for (const { points } of batches) {
    for (const { stat, amount, at } of points) {
      let ofStat = stats.get(stat.id);
      if (ofStat === undefined) {
        ofStat = { minutes: new Map(), bins: stat.kind === "value" ? new Map() : null };
        stats.set(stat.id, ofStat);
      }
      const number = Math.floor(at / 60_000);
      const minute = ofStat.minutes.get(number);
      if (minute !== undefined) add(minute, amount, at);
      else {
        const fresh = firstOf(stat.id, number, amount, at);
        ofStat.minutes.set(number, fresh);
        minutes.push(fresh);
      }
      if (ofStat.bins !== null) countBin(ofStat.bins, bins, stat.id, Math.floor(at / 3_600_000), binOf(amount));
    }
  }
  return { minutes, bins };
}

function countBin(ofStat: Map<number, HourBin>, bins: HourBin[], statId: number, hour: number, bin: number): void {
  const place = hour * BINS + bin;
  const counted = ofStat.get(place);
  if (counted !== undefined) {
    counted.n += 1;
    return;
  }
  const fresh = { statId, hour, bin, n: 1 };
  ofStat.set(place, fresh);
  bins.push(fresh);
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
