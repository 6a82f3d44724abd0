import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { type RingingAlert, ringingAlert } from "@/lib/testing/ringing-alert";
import { scratchDatabase } from "@/lib/testing/scratch";
import { countRinging } from "./count-ringing";
import { createAlert } from "./create-alert";
import { listAlerts } from "./list-alerts";
import { listStandings } from "./list-standings";
import { muteAlert } from "./mute-alert";
import { previewAlert } from "./preview-alert";
import { readCourse } from "./read-course";
import { readStatStates } from "./read-stat-states";
import { suggestAlert } from "./suggest-alert";

const NOW = "2026-05-04T12:00:00.000Z";
const DAY_MS = 86_400_000;
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let alice: Context;
let charlie: Context;
let rings: RingingAlert;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  charlie = asking(store, clock, cast.charlie.actor);
});
beforeEach(async () => {
  clock.set(NOW);
  await store.prisma.alert.deleteMany();
  await store.prisma.stat.deleteMany();
  rings = await ringingAlert(store, clock, cast.alice, { channelIds: [] });
});
afterAll(() => store.close());

describe("how many alerts ring now", () => {
  test("is told to the team alone, without those that somebody muted", async () => {
    expect(await countRinging(alice)).toBe(1);
    expect(await countRinging(charlie)).toBe(0);
    await muteAlert(alice, { id: rings.id, for: "1h" });
    expect(await countRinging(alice)).toBe(0);
    clock.set("2026-05-04T13:00:01Z");
    expect(await countRinging(alice)).toBe(1);
  });

  test("is not told to anybody who is not signed in", async () => {
    const anonymous = asking(store, clock, { kind: "anonymous" });
    expect((await refusalOf(countRinging(anonymous))).code).toBe("unauthenticated");
  });
});

describe("how alerts stand on a page of stats", () => {
  test("is told of each stat that something watches", async () => {
    await createAlert(alice, { statId: rings.statId, kind: "data", timeWindow: "1d" });
    const other = await createStat(alice, { name: "unwatched", kind: "value" });
    const states = await readStatStates(alice, { ids: [rings.statId, other.id] });
    expect([...states]).toEqual([[rings.statId, { firing: 1, ok: 1 }]]);
  });

  test("is not told to other teams", async () => {
    expect(await readStatStates(charlie, { ids: [rings.statId] })).toEqual(new Map());
    expect((await refusalOf(listStandings(charlie, { id: rings.id }))).code).toBe("not_found");
  });

  test("has what needs a look first, and can be asked of one stat", async () => {
    for (const name of ["api.a", "api.b"]) await createStat(alice, { name, kind: "counter" });
    const { id, publicId } = await createAlert(alice, { pattern: "api.*", kind: "data", timeWindow: "1h" });
    const stat = await store.prisma.stat.findFirstOrThrow({ where: { name: "api.b" } });
    await store.prisma.alertStanding.updateMany({ where: { alertId: id, statId: stat.id }, data: { state: "firing" } });
    const found = await listStandings(alice, { id: publicId });
    expect(found.map(({ stat: { name }, state }) => [name, state])).toEqual([
      ["api.b", "firing"],
      ["api.a", "ok"],
    ]);
    expect(await listStandings(alice, { id: publicId, statId: stat.publicId })).toHaveLength(1);
  });
});

test("alerts are found by a part of their name, of their stat's or of their pattern", async () => {
  await createAlert(alice, { pattern: "api.*", kind: "data", timeWindow: "1h", name: "100% silence" });
  const found = async (q: string) => (await listAlerts(alice, { q })).data.length;
  expect(await found("SILENCE")).toBe(1);
  expect(await found("api")).toBe(1);
  expect(await found("signup")).toBe(1);
  expect(await found("100%")).toBe(1);
  expect(await found("_")).toBe(0);
  expect(await found("")).toBe(2);
});

describe("what a rule looks at", () => {
  const over = { kind: "value", operator: "greater", threshold: 10, recovery: null } as const;
  const rule = { condition: over, window: "1h", missing: "keep" } as const;

  async function stat(): Promise<string> {
    const { id, seriesId } = await createStat(alice, { name: "orders", kind: "counter" });
    for (let hour = 1; hour <= 100; hour++) {
      const minute = new Date(Date.parse(NOW) - hour * 3_600_000).toISOString();
      await putMinute(store, seriesId, minute, [hour === 30 ? 40 : 4]);
    }
    return id;
  }

  test("is a line over the last 30 days, by the hour", async () => {
    const course = await readCourse(alice, { statId: await stat(), rule });
    expect(course).toMatchObject({ step: "1h", zone: "UTC", usual: null });
    expect(course.to - course.from).toBe(30 * 86_400);
    expect(Math.max(...course.points.map(({ v }) => v ?? 0))).toBe(40);
    expect(course.points.at(0)?.v).toBeNull();
  });

  test("is finer over a shorter range", async () => {
    const to = Date.parse(NOW) / 1_000;
    const range = { from: to - 6 * 3_600, to };
    expect((await readCourse(alice, { statId: await stat(), rule, range })).step).toBe("1m");
  });

  test("is not told to other teams", async () => {
    expect((await refusalOf(readCourse(charlie, { statId: await stat(), rule }))).code).toBe("not_found");
  });

  test("is drawn beside when it would have rung", async () => {
    const asked = { kind: "value", operator: "greater", threshold: 10, timeWindow: "1h" } as const;
    const { played, course, condition } = await previewAlert(alice, { statId: await stat(), ...asked });
    expect(played.perMonth).toBe(1);
    expect(course?.points.some(({ v }) => v === 40)).toBe(true);
    expect(condition).toMatchObject({ kind: "value", threshold: 10 });
    expect((await previewAlert(alice, { pattern: "orders", ...asked })).course).toBeNull();
    const refused = await refusalOf(previewAlert(alice, { statId: rings.statId, kind: "value", timeWindow: "1h" }));
    expect(refused.code).toBe("invalid");
  });

  test("suggests a rule that would have rung rarely", async () => {
    expect(await suggestAlert(alice, { statId: await stat() })).toMatchObject({ kind: "value", window: "1h" });
  });

  test("suggests to watch for silence where nothing came lately", async () => {
    const { id } = await createStat(alice, { name: "quiet", kind: "value" });
    expect(await suggestAlert(alice, { statId: id })).toEqual({ kind: "data", window: "1d", threshold: null });
    clock.set(new Date(Date.parse(NOW) + 90 * DAY_MS));
    expect((await refusalOf(suggestAlert(charlie, { statId: id }))).code).toBe("not_found");
  });
});
