import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { bandFor, type UsualOfStat } from "@/lib/domain/usual";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { findUsual, keepUsual } from "@/lib/store/records/usual";
import { asking, type Cast, castOf, joined, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { learnWhatIsUsual } from "./learn-usual";
import { getWatch, setWatch } from "./watch-team";

const NOW = "2026-11-23T14:32:00.000Z";
const WEEK = 604_800;
const clock = stoppedClock(NOW);
let url: string;
let store: Store;
let other: Store;
let cast: Cast;
let alice: Context;
let job: Context;

beforeAll(async () => {
  process.env.STATNEST_LOG_LEVEL = "silent";
  url = await scratchDatabase();
  store = openStore(url);
  other = openStore(url);
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  job = asking(store, clock, { kind: "job", name: "learn what is usual" });
});
beforeEach(async () => {
  clock.set(NOW);
  await store.prisma.alert.deleteMany();
  await store.prisma.channel.deleteMany();
  await store.prisma.stat.deleteMany();
  await store.prisma.auditEvent.deleteMany();
  await store.prisma.team.updateMany({ data: { watchBudget: null, zone: "UTC" } });
});
afterAll(() => Promise.all([store.close(), other.close()]));

/** A stat of Alice's team with so many weeks of hours before now; of value `hour of day`, and a wobble. */
async function stat(name: string, weeks: number, kind: "counter" | "value" = "value"): Promise<bigint> {
  const { id } = await createStat(alice, { name, kind });
  const { id: seriesId } = await store.prisma.stat.findUniqueOrThrow({ where: { publicId: id } });
  await store.pool.query(
    `INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at)
     SELECT $1, at, 1, v, v, v, 0, v, at FROM generate_series(1, $2::int) AS h,
       LATERAL (SELECT date_trunc('hour', $3::timestamptz) - make_interval(hours => h) AS at) a,
       LATERAL (SELECT 100 + 50 * sin(extract(hour FROM at AT TIME ZONE 'UTC') / 24 * 2 * pi()) + h * 37 % 11 AS v) b`,
    [String(seriesId), weeks * 168, NOW],
  );
  return seriesId;
}

async function usualOf(seriesId: bigint): Promise<UsualOfStat> {
  const usual = (await findUsual(store.pool, [seriesId])).get(seriesId);
  if (usual === undefined) throw new Error("nothing was learned of it");
  return usual;
}

async function channel(teamId: string): Promise<string> {
  const { id } = await store.prisma.channel.create({
    data: { teamId, kind: "email", name: "mail", shown: "a@example.com", sealed: Buffer.from("x") },
  });
  return id;
}

const detailOf = async () => {
  const [event] = await store.prisma.auditEvent.findMany({
    where: { action: { startsWith: "alert" } },
    orderBy: { id: "desc" },
  });
  return event && { action: event.action, detail: event.detail };
};

test("whoever makes alerts switches the watch on: one alert on every stat, told on all channels", async () => {
  const [first, second] = [await channel(cast.alice.teamId), await channel(cast.alice.teamId)];
  await channel(cast.charlie.teamId);
  await stat("orders", 0);
  expect(await getWatch(alice)).toMatchObject({ on: false, budgetPerWeek: 5, alertId: null, tooYoung: 1 });
  const watch = await setWatch(asking(store, clock, cast.bob.actor), { on: true, budgetPerWeek: 3 });
  expect(watch).toMatchObject({
    on: true,
    budgetPerWeek: 3,
    channelIds: [first, second].sort(),
    watched: 0,
    tooYoung: 1,
  });
  expect(await detailOf()).toMatchObject({ action: "alert.made", detail: { pattern: "*", budgetPerWeek: 3 } });
  expect(await store.prisma.alert.findMany({ select: { pattern: true, kind: true, automatic: true } })).toEqual([
    { pattern: "*", kind: "anomaly", automatic: true },
  ]);
  expect(await store.prisma.alertStanding.count()).toBe(1);
});

test("it is switched on once, changes its budget and its channels, and goes when it is switched off", async () => {
  const mine = await channel(cast.alice.teamId);
  const { alertId } = await setWatch(alice, { on: true, channels: [] });
  expect(await setWatch(alice, { on: true })).toMatchObject({ alertId, budgetPerWeek: 5, channelIds: [] });
  expect(await setWatch(alice, { on: true, budgetPerWeek: 9 })).toMatchObject({
    alertId,
    budgetPerWeek: 9,
    channelIds: [],
  });
  expect(await setWatch(alice, { on: true, channels: [mine] })).toMatchObject({
    alertId,
    budgetPerWeek: 9,
    channelIds: [mine],
  });
  expect(await detailOf()).toMatchObject({ action: "alert.changed", detail: { budgetPerWeek: 9, channels: 1 } });
  expect(await setWatch(alice, { on: false })).toMatchObject({ on: false, alertId: null });
  expect((await detailOf())?.action).toBe("alert.deleted");
  expect(await store.prisma.alert.count()).toBe(0);
  expect(await setWatch(alice, { on: false })).toMatchObject({ on: false });
});

test("who may only look sees it and changes nothing, and nobody names another team's channel", async () => {
  const theirs = await channel(cast.charlie.teamId);
  const viewer = await joined(store, `viewer${Date.now()}@example.com`, cast.alice.teamId, "viewer");
  const looking = asking(store, clock, viewer.actor);
  expect(await getWatch(looking)).toMatchObject({ on: false });
  expect((await refusalOf(setWatch(looking, { on: true }))).code).toBe("forbidden");
  expect((await refusalOf(getWatch(asking(store, clock, { kind: "anonymous" })))).code).toBe("unauthenticated");
  const missing = "00000000-0000-4000-8000-000000000000";
  for (const id of [theirs, missing, "x"]) {
    expect(await refusalOf(setWatch(alice, { on: true, channels: [id] }))).toMatchObject({
      code: "not_found",
      detail: "there is no such channel",
    });
  }
  expect(await getWatch(alice)).toMatchObject({ on: false });
  for (const wrong of [{ budgetPerWeek: 0 }, { budgetPerWeek: 1.5 }, { budgetPerWeek: 1_001 }]) {
    expect((await refusalOf(setWatch(alice, { on: true, ...wrong }))).code).toBe("invalid");
  }
});

test("only what is watched is learned, once a day, and those too young are told apart", async () => {
  const [old, young] = [await stat("old", 12), await stat("young", 2)];
  expect(await learnWhatIsUsual(job)).toBe(0);
  await setWatch(alice, { on: true });
  expect(await learnWhatIsUsual(job)).toBe(2);
  expect(await learnWhatIsUsual(job)).toBe(0);
  expect(await getWatch(alice)).toMatchObject({ watched: 1, tooYoung: 1 });
  expect((await findUsual(store.pool, [old, young, 0n])).size).toBe(2);
  expect(await usualOf(old)).toMatchObject({ zone: "UTC", weeks: 6, madeAt: clock.now() });
  const morning = Date.parse("2026-11-24T06:00:00Z") / 1_000;
  expect(bandFor(await usualOf(old), morning)?.low).toBeGreaterThan(100);
  expect(bandFor(await usualOf(young), morning)).toBeNull();
  clock.set("2026-11-24T14:32:00.000Z");
  expect(await learnWhatIsUsual(job)).toBe(2);
});

test("a stat is learned anew when its team moves to another zone, and by the hours of that zone", async () => {
  const id = await stat("old", 5);
  await setWatch(alice, { on: true });
  await learnWhatIsUsual(job);
  await store.prisma.team.updateMany({ data: { zone: "Asia/Kathmandu" } });
  expect(await learnWhatIsUsual(job)).toBe(1);
  expect((await usualOf(id)).zone).toBe("Asia/Kathmandu");
});

test("workers that learn the same at once leave the same, and a stat in the trash is not learned", async () => {
  const id = await stat("old", 6);
  const trashed = await stat("trashed", 6);
  await setWatch(alice, { on: true });
  await store.prisma.stat.update({ where: { id: trashed }, data: { trashedAt: clock.now() } });
  const second = asking(other, clock, { kind: "job", name: "learn what is usual" });
  await Promise.all([learnWhatIsUsual(job), learnWhatIsUsual(second)]);
  expect((await findUsual(store.pool, [id, trashed])).size).toBe(1);
});

test("a round that is stopped goes on with the next", async () => {
  for (let i = 0; i < 21; i++) await stat(`s${i}`, 0);
  await setWatch(alice, { on: true });
  expect(await learnWhatIsUsual(job, AbortSignal.abort())).toBe(0);
  expect(await learnWhatIsUsual(job)).toBe(21);
});

test("a counter without numbers for weeks is known to be silent, and ranges survive being kept", async () => {
  const id = await stat("counter", 3, "counter");
  await setWatch(alice, { on: true });
  clock.set(new Date(Date.parse(NOW) + 9 * WEEK * 1_000));
  await learnWhatIsUsual(job);
  const usual = await usualOf(id);
  expect(bandFor(usual, clock.now().getTime() / 1_000, 3)?.low).toBeLessThan(1);
  const hours = [{ middle: 0, spread: Number.MIN_VALUE }, null, { middle: -1.5e300, spread: 1e298 }];
  await keepUsual(
    store.pool,
    [
      {
        seriesId: id,
        shared: false,
        hours,
        strays: [[4, null], []],
        zone: "UTC",
        sensitivity: 1e18,
        rings: 2,
        weeks: 2,
      },
    ],
    clock.now(),
  );
  expect(await usualOf(id)).toMatchObject({ hours, sensitivity: 1e18 });
});

test("what is learned anew keeps its share until the budget is shared", async () => {
  const id = await stat("old", 12);
  const learned = { seriesId: id, hours: [], strays: [[]], zone: "UTC", rings: 0, weeks: 4 };
  await keepUsual(store.pool, [{ ...learned, shared: true, sensitivity: 7 }], clock.now());
  await keepUsual(store.pool, [{ ...learned, shared: true, sensitivity: 8 }], clock.now());
  expect((await usualOf(id)).sensitivity).toBe(7);
  await keepUsual(store.pool, [{ ...learned, shared: false, sensitivity: 8 }], clock.now());
  expect((await usualOf(id)).sensitivity).toBe(8);
});

test("a smaller budget makes less ring, at once", async () => {
  const ids = [await stat("a", 0), await stat("b", 0)];
  await setWatch(alice, { on: true, budgetPerWeek: 100 });
  const strays = [[9, null, 4], [5], [6, null, 8], [7]];
  const learned = ids.map((seriesId) => ({
    seriesId,
    shared: false,
    hours: [],
    strays,
    zone: "UTC",
    sensitivity: 1,
    rings: 0,
    weeks: 4,
  }));
  await keepUsual(store.pool, learned, clock.now());
  expect((await setWatch(alice, { on: true, budgetPerWeek: 100 })).expectedPerWeek).toBe(3);
  const tight = await setWatch(alice, { on: true, budgetPerWeek: 1 });
  expect(tight.expectedPerWeek).toBeLessThanOrEqual(1);
  expect(tight).toMatchObject({ watched: 2, tooYoung: 0 });
});

test("a key that reads sees it and changes nothing, and nobody but the house runs the chore", async () => {
  const actor = { kind: "key", keyKind: "read", keyId: "k", userId: null, teamId: cast.alice.teamId } as const;
  const reading = asking(store, clock, actor);
  expect(await getWatch(reading)).toMatchObject({ on: false });
  expect((await refusalOf(setWatch(reading, { on: true }))).code).toBe("forbidden");
  expect((await refusalOf(learnWhatIsUsual(alice))).code).toBe("forbidden");
});
