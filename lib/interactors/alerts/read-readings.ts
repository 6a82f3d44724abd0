import type { AlertCondition, AlertReading, AlertWindow } from "@/lib/domain/alert";
import type { DueFindings } from "@/lib/domain/alert-due";
import { earlierBy, windowSeconds, windowStart } from "@/lib/domain/alert-window";
import { reportedValue } from "@/lib/domain/series";
import type { StatKind } from "@/lib/domain/stat";
import { bucketBounds, shift } from "@/lib/domain/time";
import { bandFor, type UsualOfStat, valueOfHour } from "@/lib/domain/usual";
import type { Store } from "@/lib/store/engine/store";
import { findUsual } from "@/lib/store/records/usual";
import { readLastAt } from "@/lib/store/series/read-last-at";
import { readWindows, type WindowQuestion, type WindowSum } from "@/lib/store/series/read-windows";

/** A rule on one stat, as far as it says what is read. */
export interface ReadRule {
  seriesId: bigint;
  kind: StatKind;
  condition: AlertCondition;
  window: AlertWindow;
  /** Made by the team's watch: as sensitive as its budget makes the stat. */
  automatic: boolean;
  /** The team's. */
  zone: string;
}

/** What was found for a rule at a moment. */
export interface FoundReading {
  reading: AlertReading;
  findings: DueFindings;
}

/** What some rules ask for, with the way back: from the sums that were found to a reading. */
interface Plan {
  windows: WindowQuestion[];
  lastBefore: { seriesId: bigint; before: number }[];
  settle(sums: (WindowSum | undefined)[], lastAt: number | null): FoundReading;
}

const DAY = 86_400;
/** Windows from this length on are read by the day where that is rolled up. */
const BY_DAY_FROM = 7 * DAY;
/** The roll-up may be so far behind without days being left for quarters. */
const ROLL_UP_MAY_LAG = 7_200;
const NOTHING: DueFindings = { first: null, lastAt: null };

/**
 * What rules find at moments (unix seconds), in their order; an Error for one that cannot be read. Throws what the
 * database throws: then nothing is known of any.
 *
 * The grain is the minute, as in `replay`: a window that ends at a moment holds the minutes that begin in it, the one
 * that is passing too. So twelve seconds past ten the last five minutes are those from 9:56 on. Silence alone is known
 * to the second, by when the last number came. What is unusual is judged by whole hours of the zone it was learned in:
 * the last one that is over, and the one that is passing only when a counter has exceeded in it already what is usual
 * for all of it.
 */
export async function readReadings(
  store: Pick<Store, "pool">,
  asked: { rule: ReadRule; at: number }[],
): Promise<(FoundReading | Error)[]> {
  const unusual = asked.filter(({ rule }) => rule.condition.kind === "anomaly").map(({ rule }) => rule.seriesId);
  const usual =
    unusual.length === 0 ? new Map<bigint, UsualOfStat>() : await findUsual(store.pool, [...new Set(unusual)]);
  const plans = asked.map(({ rule, at }) => caught(() => planOf(rule, at, usual.get(rule.seriesId))));
  const made = plans.filter((plan): plan is Plan => !(plan instanceof Error));
  const [sums, lasts] = await Promise.all([
    readWindows(
      store.pool,
      made.flatMap(({ windows }) => windows),
    ),
    readLastAt(
      store.pool,
      made.flatMap(({ lastBefore }) => lastBefore),
    ),
  ]);
  let [window, last] = [0, 0];
  return plans.map((plan) => {
    if (plan instanceof Error) return plan;
    const [ownSums, ownLasts] = [
      plan.windows.map((_, i) => sums[window + i]),
      plan.lastBefore.map((_, i) => lasts[last + i]),
    ];
    window += ownSums.length;
    last += ownLasts.length;
    return caught(() => plan.settle(ownSums, ownLasts[0] ?? null));
  });
}

function caught<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function planOf(rule: ReadRule, at: number, usual: UsualOfStat | undefined): Plan {
  switch (rule.condition.kind) {
    case "data":
      return planData(rule, at);
    case "anomaly":
      return planHours(rule, at, usual);
    case "value":
      return {
        windows: [windowTo(rule, at)],
        lastBefore: [],
        settle: ([now]) => ({
          reading: { now: reported(rule, now) },
          findings: { first: now?.first ?? null, lastAt: null },
        }),
      };
    case "delta":
      return planDelta(rule, at, earlierBy(rule.condition.timeDelta, at, rule.zone));
  }
}

function planDelta(rule: ReadRule, at: number, earlier: number): Plan {
  return {
    windows: [windowTo(rule, at), windowTo(rule, earlier)],
    lastBefore: [],
    settle: ([now, before]) => ({
      reading: { now: reported(rule, now), before: reported(rule, before) },
      // What leaves the earlier window changes the figure too, as much later as it lies earlier.
      findings: { first: firstOf(now?.first ?? null, before?.first ?? null, at - earlier), lastAt: null },
    }),
  };
}

function firstOf(now: number | null, before: number | null, later: number): number | null {
  const firsts = [now, before === null ? null : before + later].filter((first) => first !== null);
  return firsts.length === 0 ? null : Math.min(...firsts);
}

function planData({ seriesId, window, zone }: ReadRule, at: number): Plan {
  const since = windowStart(window, at, zone);
  return {
    windows: [],
    lastBefore: [{ seriesId, before: at }],
    settle: (_, lastAt) => ({
      reading: { now: lastAt !== null && lastAt >= since ? 1 : null, everReceived: lastAt !== null },
      findings: { first: null, lastAt },
    }),
  };
}

function planHours(rule: ReadRule, at: number, usual?: UsualOfStat): Plan {
  const { seriesId, kind, condition, automatic } = rule;
  const none: FoundReading = { reading: { now: null, band: null }, findings: NOTHING };
  if (usual === undefined || condition.kind !== "anomaly") return { windows: [], lastBefore: [], settle: () => none };
  const sensitivity = automatic ? undefined : condition.sensitivity;
  // `usual.zone` is the owner's: of a shared stat another than the alert's own.
  const passing = bucketBounds(at, at, "1h", usual.zone)[0] as number;
  const over = bucketBounds(passing - 1, passing - 1, "1h", usual.zone)[0] as number;
  const hour = (from: number, to: number): WindowQuestion => ({ seriesId, from, to, days: null });
  return {
    windows: [hour(over, passing), hour(passing, at)],
    lastBefore: [],
    settle: ([last, soFar]) => {
      const high = kind === "counter" ? (bandFor(usual, passing, sensitivity)?.high ?? null) : null;
      const passed = soFar?.sum ?? 0;
      if (high !== null && passed > high) {
        return { reading: { now: passed, band: bandFor(usual, passing, sensitivity) }, findings: NOTHING };
      }
      const now = valueOfHour(kind, last?.n ?? 0, last?.sum ?? 0);
      return { reading: { now, band: bandFor(usual, over, sensitivity) }, findings: NOTHING };
    },
  };
}

function windowTo({ seriesId, window, zone }: ReadRule, to: number): WindowQuestion {
  const from = windowStart(window, to, zone);
  return { seriesId, from, to, days: windowSeconds(window) < BY_DAY_FROM ? null : daysIn(from, to, zone) };
}

/** The midnights of a zone within, between which days may be read; null when there is no whole day. */
function daysIn(from: number, to: number, zone: string): WindowQuestion["days"] {
  const first = bucketBounds(from, from, "1d", zone);
  const start = first[0] === from ? from : (first[1] as number);
  const end = bucketBounds(to - ROLL_UP_MAY_LAG, to - ROLL_UP_MAY_LAG, "1d", zone)[0] as number;
  const whole = start % 900 === 0 && end % 900 === 0;
  return whole && shift(start, { count: 1, unit: "d" }, 1, zone) <= end ? { from: start, to: end, zone } : null;
}

function reported({ kind }: ReadRule, sum: WindowSum | undefined): number | null {
  return sum === undefined ? null : reportedValue(kind, sum.n, sum.sum);
}
