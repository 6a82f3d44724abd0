import type pg from "pg";
import type { z } from "zod";
import type { StatKind } from "@/lib/domain/stat";
import type { createAlertInput } from "@/lib/interactors/alerts/alert-input";

/** What came in one minute; `t` is its begin in unix seconds. */
export interface RecordedMinute {
  t: number;
  n: number;
  sum: number;
}

/** Five weeks of a stat, the same every time, with a rule that rings in them. */
export interface RecordedSeries {
  name: string;
  kind: StatKind;
  /** As `createAlert` takes it, without what it is on. */
  rule: Omit<z.input<typeof createAlertInput>, "statId" | "pattern">;
  /** Ascending. */
  minutes: RecordedMinute[];
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const WEEKS = 5;

/** Ten of them, of the five weeks before a moment (unix seconds, a whole hour). */
export function recordedSeries(end: number): RecordedSeries[] {
  const start = end - WEEKS * 7 * DAY;
  const every = (seconds: number, minute: (t: number, chance: () => number) => [n: number, sum: number] | null) => {
    const chance = chanceFrom(seconds);
    const found: RecordedMinute[] = [];
    for (let t = start; t < end; t += seconds) {
      const [n, sum] = minute(t, chance) ?? [0, 0];
      if (n > 0) found.push({ t, n, sum });
    }
    return found;
  };
  const daysAgo = (t: number) => (end - t) / DAY;
  const hourOf = (t: number) => Math.floor(t / HOUR) % 24;
  const wave = (t: number, period: number) => Math.sin((2 * Math.PI * t) / period);
  return [
    {
      name: "orders with a few rushes",
      kind: "counter",
      rule: { kind: "value", operator: "gt", threshold: 120, timeWindow: "1h" },
      minutes: every(5 * MINUTE, (t, chance) => {
        const rush = [3.2, 9.7, 17.4, 24.05, 28.6].some((day) => Math.abs(daysAgo(t) - day) < 0.03);
        return [1, Math.floor(chance() * 10) + (rush ? 15 : 0)];
      }),
    },
    {
      name: "answer time in bursts",
      kind: "value",
      rule: {
        kind: "value",
        operator: "gt",
        threshold: 400,
        recoveryThreshold: 300,
        timeWindow: "5m",
        pendingFor: "3m",
        hold: "10m",
      },
      minutes: every(2 * MINUTE, (t, chance) => {
        const slow = hourOf(t) === 9 && Math.floor(t / DAY) % 4 === 0;
        const n = 1 + Math.floor(chance() * 5);
        return [n, n * (120 + chance() * 80 + (slow ? 380 * chance() + 100 : 0))];
      }),
    },
    {
      name: "a number that goes over its threshold and back all the time",
      kind: "counter",
      rule: { kind: "value", operator: "gt", threshold: 50, timeWindow: "1h" },
      minutes: every(10 * MINUTE, (t, chance) => [1, 8.3 + wave(t, 5 * HOUR) * 1.5 + chance()]),
    },
    {
      name: "visitors by day and week",
      kind: "counter",
      rule: { kind: "value", operator: "gt", threshold: 5_600, timeWindow: "this_day" },
      minutes: every(15 * MINUTE, (t, chance) => [
        3,
        Math.round(50 + 30 * wave(t, DAY) + 10 * wave(t, 7 * DAY) + 6 * chance()),
      ]),
    },
    {
      name: "a nightly backup that failed three times",
      kind: "counter",
      rule: { kind: "data", timeWindow: "1d" },
      minutes: every(DAY, (t) => ([5, 12, 20].includes(Math.round(daysAgo(t))) ? null : [1, 1])),
    },
    {
      name: "a heartbeat with gaps",
      kind: "counter",
      rule: { kind: "data", timeWindow: "1h" },
      minutes: every(5 * MINUTE, (t, chance) => {
        const away = [2, 7.5, 7.9, 15, 29].some((day) => daysAgo(t) < day && daysAgo(t) > day - 0.08);
        return away || chance() < 0.1 ? null : [1, 1];
      }),
    },
    {
      name: "sign-ups that collapse",
      kind: "counter",
      rule: { kind: "delta", operator: "lt", percentage: 60, timeDelta: "1d", timeWindow: "3h", pendingFor: "30m" },
      minutes: every(15 * MINUTE, (t, chance) => {
        const broken = [4, 11.3, 21.8].some((day) => daysAgo(t) < day && daysAgo(t) > day - 0.3);
        return [1, Math.round((10 + 5 * wave(t, DAY) + 2 * chance()) * (broken ? 0.1 : 1))];
      }),
    },
    {
      name: "load that changes from week to week",
      kind: "value",
      rule: { kind: "delta", operator: "dt", percentage: 25, timeDelta: "1w", timeWindow: "1d", hold: "6h" },
      minutes: every(20 * MINUTE, (t, chance) => [2, 2 * (40 + 12 * wave(t, 9 * DAY) + 4 * chance())]),
    },
    {
      name: "a freezer, and a thermometer that falls silent",
      kind: "value",
      rule: {
        kind: "value",
        operator: "lt",
        threshold: -20,
        recoveryThreshold: -18,
        timeWindow: "1h",
        missing: "notify",
      },
      minutes: every(10 * MINUTE, (t, chance) => {
        const silent = [6.5, 13.2].some((day) => daysAgo(t) < day && daysAgo(t) > day - 0.2);
        return silent ? null : [1, -15 + 5.5 * wave(t, 3 * DAY) + chance()];
      }),
    },
    {
      name: "sales that are few",
      kind: "counter",
      rule: { kind: "value", operator: "lt", threshold: 3, timeWindow: "1w", missing: "zero", hold: "1d" },
      minutes: every(7 * HOUR, (t, chance) => {
        const slack = daysAgo(t) % 14 > 4;
        return chance() < (slack ? 0.04 : 0.5) ? [1, 1] : null;
      }),
    },
  ];
}

/** Writes minutes of a stat as flushes would have, in one statement. */
export async function recordMinutes(pool: pg.Pool, seriesId: bigint, minutes: RecordedMinute[]): Promise<void> {
  await pool.query(
    `INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at)
     SELECT $1, to_timestamp(t), n, sum, sum / n, sum / n, 0, sum / n, to_timestamp(t)
     FROM unnest($2::float8[], $3::int[], $4::float8[]) AS m (t, n, sum)`,
    [String(seriesId), minutes.map(({ t }) => t), minutes.map(({ n }) => n), minutes.map(({ sum }) => sum)],
  );
}

/** Numbers from 0 up to 1, the same for the same seed (Mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
