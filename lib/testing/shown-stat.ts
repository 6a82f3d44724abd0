import type { Bucket } from "@/lib/domain/series";
import type { ListedStat } from "@/lib/domain/stat";

/** Noon of the day on which the tests of what pages show take place. */
export const SHOWN_AT = new Date("2026-11-23T12:00:00Z");

/** A counter as a list of stats has it, last seen three minutes before `SHOWN_AT`. */
export function shownStat(more: Partial<ListedStat> = {}): ListedStat {
  return {
    id: "a1B2",
    seriesId: 1n,
    teamId: "t",
    name: "signups",
    kind: "counter",
    unit: "",
    description: "",
    tags: [],
    public: false,
    classicKey: "k",
    createdAt: SHOWN_AT,
    trashedAt: null,
    retentionDays: null,
    minutesFrom: new Date(0),
    favourite: false,
    sharedBy: null,
    lastValue: 2,
    lastAt: new Date("2026-11-23T11:57:00Z"),
    ...more,
  };
}

/** What a counter reports for an interval in which these numbers came. */
export function shownBucket(t: number, numbers: number[]): Bucket {
  if (numbers.length === 0) return { t, n: 0, v: null, sum: null, min: null, max: null };
  const sum = numbers.reduce((a, b) => a + b, 0);
  return { t, n: numbers.length, v: sum, sum, min: Math.min(...numbers), max: Math.max(...numbers) };
}
