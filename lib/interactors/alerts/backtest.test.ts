import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { shareStat } from "@/lib/interactors/shares/share-stat";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, joined, stoppedClock } from "@/lib/testing/cast";
import { type RecordedMinute, type RecordedSeries, recordedSeries, recordMinutes } from "@/lib/testing/recorded-series";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { backtestAlert } from "./backtest-alert";
import { createAlert } from "./create-alert";

const NOW = "2026-05-04T12:00:00.000Z";
const END = Date.parse(NOW) / 1_000;
const HOUR = 3_600;
const DAY = 86_400;
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let alice: Context;
let charlie: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  charlie = asking(store, clock, cast.charlie.actor);
});
beforeEach(() => clock.set(NOW));
afterAll(() => store.close());

const series = recordedSeries(END);

async function recorded({ name, kind, minutes }: Pick<RecordedSeries, "name" | "kind" | "minutes">) {
  const stat = await createStat(alice, { name, kind });
  await recordMinutes(store.pool, stat.seriesId, minutes);
  return stat;
}

describe("a rule played over ten recorded series rings as often, and when, it does in plain loops over their minutes", () => {
  test.each(series.map((each) => [each.name, each] as const))("%s", async (_, each) => {
    const stat = await recorded(each);
    const played = await backtestAlert(alice, { statId: stat.id, ...each.rule });
    const naive = naiveRings(each, played.everySeconds);
    expect(naive.length).toBeGreaterThan(0);
    const told = played.rings.map(({ kind, at, until, value }) => ({
      ...{ kind, at: at.getTime() / 1_000, until: until === null ? null : until.getTime() / 1_000 },
      value: value === null ? null : Number(value.toPrecision(9)),
    }));
    expect(told).toEqual(naive.toReversed());
    expect(played.perMonth).toBe(naive.length);
    expect([played.from, played.to]).toEqual([new Date((END - 30 * DAY) * 1_000), new Date(NOW)]);
    expect(played.gentler === null || played.gentler.perMonth <= played.perMonth).toBe(true);
  });
});

interface NaiveRing {
  kind: string;
  at: number;
  until: number | null;
  value: number | null;
}

const LENGTHS: Record<string, number> = {
  "3m": 180,
  "5m": 300,
  "10m": 600,
  "30m": 1_800,
  "1h": HOUR,
  "3h": 3 * HOUR,
  "6h": 6 * HOUR,
  "1d": DAY,
  "1w": 7 * DAY,
  this_day: DAY,
};

/** Everything anew, in UTC: what is in the window, what that means, and what is told of it. */
function naiveRings({ kind, rule, minutes }: RecordedSeries, every: number): NaiveRing[] {
  const { timeWindow = "1h", timeDelta = "1d", missing = "keep" } = rule;
  const length = LENGTHS[timeWindow] as number;
  const pending = LENGTHS[rule.pendingFor as string] ?? 0;
  const hold = LENGTHS[rule.hold as string] ?? length;
  const valueAt = (end: number): number | null => {
    const start = timeWindow === "this_day" ? Math.floor((end - 1) / DAY) * DAY : end - length;
    const [n, sum] = within(minutes, start, end);
    return n === 0 ? null : kind === "counter" ? sum : sum / n;
  };
  const rings: NaiveRing[] = [];
  let state = "quiet";
  let since = 0;
  const tell = (event: string, at: number, value: number | null) => {
    const open = rings.at(-1);
    if (open !== undefined && open.until === null) open.until = at;
    if (event !== "resolved") {
      rings.push({ kind: event, at, until: null, value: value === null ? null : Number(value.toPrecision(9)) });
    }
  };
  for (let at = END - 30 * DAY + every; at <= END; at += every) {
    let value = valueAt(at);
    let says = "fine";
    if (rule.kind === "data") {
      if (value === null) says = minutes.some(({ t }) => t < at) ? "bad" : "unknown";
    } else if (rule.kind === "delta") {
      const before = valueAt(at - (LENGTHS[timeDelta] as number));
      if (value === null || before === null) says = "unknown";
      else {
        value = ((value - before) / Math.abs(before)) * 100;
        const limit = rule.percentage as number;
        if (rule.operator === "lt" ? value < -limit : Math.abs(value) > limit) says = "bad";
      }
    } else {
      if (value === null && missing === "zero") value = 0;
      const threshold = rule.threshold as number;
      const recovery = rule.recoveryThreshold ?? threshold;
      if (value === null) says = missing === "notify" ? "silent" : "unknown";
      else if (rule.operator === "gt" ? value > threshold : value < threshold) says = "bad";
      else if (rule.operator === "gt" ? value > recovery : value < recovery) says = "between";
    }
    if (says === "unknown") continue;
    if (says === "silent") {
      if (state !== "silent") tell("no_data", at, null);
      state = "silent";
    } else if (state === "silent") {
      if (says === "bad") {
        state = "rings";
        tell("triggered", at, value);
      } else {
        state = "quiet";
        tell("resolved", at, value);
      }
    } else if (state === "quiet" && says === "bad") {
      state = pending > 0 ? "waits" : "rings";
      since = at;
      if (state === "rings") tell("triggered", at, value);
    } else if (state === "waits") {
      if (says !== "bad") state = "quiet";
      else if (at - since >= pending) {
        state = "rings";
        tell("triggered", at, value);
      }
    } else if (state === "rings" && says === "fine") {
      state = "calms";
      since = at;
    } else if (state === "calms") {
      if (says !== "fine") state = "rings";
      else if (at - since >= hold) {
        state = "quiet";
        tell("resolved", at, value);
      }
    }
  }
  return rings;
}

function within(minutes: RecordedMinute[], start: number, end: number): [n: number, sum: number] {
  let [n, sum] = [0, 0];
  for (const minute of minutes) {
    if (minute.t >= start && minute.t < end) {
      n += minute.n;
      sum += minute.sum;
    }
  }
  return [n, sum];
}

describe("a back-test", () => {
  const over = (threshold: number) => ({ kind: "value", operator: "gt", threshold, timeWindow: "1h" }) as const;
  const single = (t: number, sum: number): RecordedMinute => ({ t: END + t, n: 1, sum });

  test("says when, until when and with what, and how a gentler rule would have done", async () => {
    const stat = await recorded({
      name: "orders.paid",
      kind: "counter",
      minutes: [single(-5 * DAY, 500), single(-5 * DAY + HOUR, 1), single(-5 * DAY + 2 * HOUR, 1), single(-600, 130)],
    });
    const first = new Date((END - 5 * DAY + 300) * 1_000);
    const played = await backtestAlert(alice, { statId: stat.id, ...over(100) });
    const ring = { statId: stat.id, statName: "orders.paid", kind: "triggered" };
    expect(played.rings).toEqual([
      { ...ring, at: new Date((END - 300) * 1_000), until: null, value: 130 },
      { ...ring, at: first, until: new Date((END - 5 * DAY + 2 * HOUR + 300) * 1_000), value: 500 },
    ]);
    expect(played).toMatchObject({ perMonth: 2, everySeconds: 300, stats: 1, truncated: false });
    expect(played.rule).toBe("over 100 in an hour");
    expect(played.gentler?.rule).toBe("over 120 in an hour");
  });

  test("of a saved alert takes what it says, but for what is said beside", async () => {
    const stat = await recorded({
      name: "orders.saved",
      kind: "counter",
      minutes: [single(-DAY, 50), single(-DAY + HOUR, 1)],
    });
    const { publicId } = await createAlert(alice, { statId: stat.id, ...over(40), missing: "zero" });
    expect((await backtestAlert(alice, { alertId: publicId })).perMonth).toBe(1);
    expect((await backtestAlert(alice, { alertId: publicId, threshold: 60 })).perMonth).toBe(0);
    expect((await refusalOf(backtestAlert(charlie, { alertId: publicId }))).code).toBe("not_found");
  });

  test("on a pattern plays each stat and adds them up; of more than 50 it says so", async () => {
    for (let i = 0; i < 52; i++) {
      await recorded({ name: `shop.${String(i).padStart(2, "0")}`, kind: "counter", minutes: [single(-2 * DAY, i)] });
    }
    const played = await backtestAlert(alice, { pattern: "shop.*", ...over(45), missing: "zero" });
    expect(played).toMatchObject({ perMonth: 4, stats: 50, truncated: true, everySeconds: 900 });
    expect(played.rings.map(({ statName }) => statName).sort()).toEqual(["shop.46", "shop.47", "shop.48", "shop.49"]);
    const few = await backtestAlert(alice, { pattern: "shop.0*", ...over(5), missing: "zero" });
    expect(few).toMatchObject({ perMonth: 4, stats: 10, truncated: false });
    const none = await backtestAlert(alice, { pattern: "nobody.*", ...over(5) });
    expect(none).toMatchObject({ perMonth: 0, stats: 0, truncated: false });
  });

  test("plays what another team shares, and finds nothing of what it does not", async () => {
    const stat = await recorded({ name: "partner.orders", kind: "counter", minutes: [single(-DAY, 50)] });
    const rule = { ...over(40), missing: "zero" as const };
    expect((await refusalOf(backtestAlert(charlie, { statId: stat.id, ...rule }))).code).toBe("not_found");
    expect(await backtestAlert(charlie, { pattern: "partner.*", ...rule })).toMatchObject({ stats: 0 });
    await shareStat(alice, { statId: stat.id, teamId: cast.charlie.teamId });
    expect(await backtestAlert(charlie, { statId: stat.id, ...rule })).toMatchObject({ perMonth: 1, stats: 1 });
    expect(await backtestAlert(charlie, { pattern: "partner.*", ...rule })).toMatchObject({ perMonth: 1, stats: 1 });
  });

  test("learns what was usual from before the month where nobody has", async () => {
    const minutes = Array.from({ length: 10 * 7 * 24 }, (_, i) => {
      const t = END - (10 * 7 * 24 - i) * HOUR;
      const odd = t === END - 3 * DAY;
      return { t, n: 1, sum: odd ? 1_000 : 100 + (Math.floor(t / HOUR) % 24) + (Math.floor(t / DAY) % 3) };
    });
    const stat = await recorded({ name: "hourly", kind: "counter", minutes });
    const played = await backtestAlert(alice, { statId: stat.id, kind: "anomaly", sensitivity: 10 });
    expect(played.everySeconds).toBe(HOUR);
    expect(played.rings.map(({ at, value }) => [at.toISOString(), value])).toEqual([
      [new Date((END - 3 * DAY + HOUR) * 1_000).toISOString(), 1_000],
    ]);
  });

  test("writes nothing, and is for whoever may look", async () => {
    const [stat] = await store.prisma.stat.findMany({ where: { name: "orders.paid" } });
    const viewer = await joined(store, "vera@example.com", cast.alice.teamId, "viewer");
    const seen = await backtestAlert(asking(store, clock, viewer.actor), { statId: stat?.publicId, ...over(1) });
    expect(seen.stats).toBe(1);
    expect(await store.prisma.alertStanding.count({ where: { alert: { name: "" }, statId: stat?.id } })).toBe(0);
  });

  test.each([
    [{}, "#/statId"],
    [{ statId: "x", pattern: "*" }, "#/pattern"],
    [{ pattern: "*" }, "#/kind"],
  ])("of %j is refused at %s", async (input, pointer) => {
    const { code, more } = await refusalOf(backtestAlert(alice, input));
    expect([code, more.faults?.[0]?.pointer]).toEqual(["invalid", pointer]);
  });
});
