import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { ListedStat } from "@/lib/domain/stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, joined, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { createStat } from "./create-stat";
import { getStat } from "./get-stat";
import { listStats } from "./list-stats";
import { restoreStat } from "./restore-stat";
import { trashStat } from "./trash-stat";
import { updateStat } from "./update-stat";

const NOW = "2026-05-04T12:00:00.000Z";
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let alice: Context;
let bob: Context;
let charlie: Context;
let viewer: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  [alice, bob, charlie] = [cast.alice, cast.bob, cast.charlie].map(({ actor }) => asking(store, clock, actor)) as [
    Context,
    Context,
    Context,
  ];
  viewer = asking(store, clock, (await joined(store, "viewer@example.com", cast.alice.teamId, "viewer")).actor);
});
beforeEach(async () => {
  await store.prisma.stat.deleteMany();
  clock.set(NOW);
});
afterAll(() => store.close());

const version = async () => (await store.prisma.changeMark.findUniqueOrThrow({ where: { id: 1 } })).version;
const namesOf = (stats: ListedStat[]) => stats.map((stat) => stat.name);

describe("making a stat", () => {
  test("gives it ids, its name and a key in StatHat's form", async () => {
    const stat = await createStat(bob, { name: " signups ", kind: "counter", unit: "people", tags: ["web", "web"] });
    expect(stat).toMatchObject({ name: "signups", kind: "counter", unit: "people", tags: ["web"], description: "" });
    expect(stat).toMatchObject({ favourite: false, lastValue: null, lastAt: null, createdAt: clock.now() });
    expect(stat.id).toMatch(/^[0-9A-Za-z]{6}$/);
    const key = Buffer.from(String(stat.classicKey).replaceAll("~", "="), "base64url").toString("latin1");
    expect(key.slice(16)).toBe(` ${stat.id}`);
    expect(await store.prisma.statName.findMany({ where: { statId: stat.seriesId } })).toMatchObject([
      { name: "signups" },
    ]);
  });

  test("tells every process that names changed", async () => {
    const before = await version();
    await createStat(alice, { name: "signups", kind: "counter" });
    expect(await version()).toBe(before + 1n);
  });

  test("is refused when the name is taken in the team, and free in another team", async () => {
    await createStat(alice, { name: "signups", kind: "counter" });
    const refusal = await refusalOf(createStat(bob, { name: "signups", kind: "value" }));
    expect(refusal).toMatchObject({ code: "conflict", more: { faults: [{ pointer: "#/name" }] } });
    expect(await createStat(charlie, { name: "signups", kind: "value" })).toMatchObject({ kind: "value" });
    expect(await store.prisma.stat.count()).toBe(2);
  });

  test("makes one stat of several that race for a name", async () => {
    const tries = Array.from({ length: 5 }, () => createStat(alice, { name: "race", kind: "counter" }));
    const results = await Promise.allSettled(tries);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await store.prisma.stat.count()).toBe(1);
  });

  test.each([
    ["~", { name: "a~b", kind: "counter" }, "#/name"],
    ["an empty name", { name: "  ", kind: "counter" }, "#/name"],
    ["an unknown kind", { name: "a", kind: "gauge" }, "#/kind"],
    ["a NUL in the description", { name: "a", kind: "counter", description: "\0" }, "#/description"],
    ["a field that is not for the asking", { name: "a", kind: "counter", teamId: "x" }, "#/teamId"],
    ["a prototype", JSON.parse('{"name":"a","kind":"counter","__proto__":{"public":true}}'), "#/__proto__"],
  ])("points at %s", async (_, input, pointer) => {
    const refusal = await refusalOf(createStat(alice, input as never));
    expect(refusal).toMatchObject({ code: "invalid", more: { faults: [{ pointer }] } });
  });

  test("is not for viewers, nor for nobody", async () => {
    expect((await refusalOf(createStat(viewer, { name: "a", kind: "counter" }))).code).toBe("forbidden");
    const nobody = asking(store, clock, { kind: "anonymous" });
    expect((await refusalOf(createStat(nobody, { name: "a", kind: "counter" }))).code).toBe("unauthenticated");
  });
});

describe("the list of stats", () => {
  test("is the team's own, by name whatever its case, with the last number of each", async () => {
    for (const name of ["beta", "Alpha", "ärger", "zeta"]) await createStat(alice, { name, kind: "value" });
    await createStat(charlie, { name: "secret", kind: "value" });
    const { data } = await listStats(viewer, {});
    expect(namesOf(data)).toEqual(["Alpha", "ärger", "beta", "zeta"]);
    await putMinute(store, data[0]?.seriesId ?? 0n, "2026-05-04T11:00:00Z", [1]);
    await putMinute(store, data[0]?.seriesId ?? 0n, "2026-05-04T11:05:00Z", [2, 0]);
    expect((await listStats(viewer, {})).data[0]).toMatchObject({
      lastValue: 0,
      lastAt: new Date("2026-05-04T11:05:00Z"),
    });
  });

  test("filters by a part of the name in any case, taking % and _ for themselves", async () => {
    for (const name of ["CPU 100%", "cpu load", "ÄRGER_1", "other"]) await createStat(alice, { name, kind: "value" });
    const found = async (q: string) => namesOf((await listStats(alice, { q })).data);
    expect(await found("cpu")).toEqual(["CPU 100%", "cpu load"]);
    expect(await found("ä")).toEqual(["ÄRGER_1"]);
    expect(await found("%")).toEqual(["CPU 100%"]);
    expect(await found("_")).toEqual(["ÄRGER_1"]);
    expect(await found("")).toHaveLength(4);
    expect(await found("' OR 1=1 --")).toEqual([]);
  });

  test("filters by kind, tag and favourites of the person who asks", async () => {
    const stat = await createStat(alice, { name: "a", kind: "value", tags: ["db"] });
    await createStat(alice, { name: "b", kind: "counter" });
    await updateStat(viewer, { id: stat.id, favourite: true });
    expect(namesOf((await listStats(alice, { kind: "counter" })).data)).toEqual(["b"]);
    expect(namesOf((await listStats(alice, { tag: "db" })).data)).toEqual(["a"]);
    expect(namesOf((await listStats(viewer, { favourite: true })).data)).toEqual(["a"]);
    expect(namesOf((await listStats(viewer, { favourite: false })).data)).toEqual(["b"]);
    expect((await listStats(alice, { favourite: true })).data).toEqual([]);
    expect((await listStats(viewer, {})).data.map((each) => each.favourite)).toEqual([true, false]);
    expect((await listStats(alice, {})).data.map((each) => each.favourite)).toEqual([false, false]);
  });

  test.each(["name", "-name", "last_at", "-last_at", "created_at", "-created_at"] as const)(
    "by %s has every stat once, page by page",
    async (sort) => {
      for (let index = 0; index < 7; index++) {
        if (index % 2 === 0) clock.set(new Date(Date.parse(NOW) + index * 1_000));
        const stat = await createStat(alice, { name: `stat ${index}`, kind: "value" });
        if (index > 2) await putMinute(store, stat.seriesId, `2026-05-04T1${index % 3}:00:00Z`, [index]);
      }
      const whole = namesOf((await listStats(alice, { sort })).data);
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listStats(alice, { sort, limit: 2, cursor });
        paged.push(...namesOf(page.data));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(whole).toHaveLength(7);
      expect(paged).toEqual(whole);
      if (sort === "-last_at") expect(whole.slice(-3).sort()).toEqual(["stat 0", "stat 1", "stat 2"]);
    },
  );

  test.each([
    ["rubbish", "?"],
    ["another order's cursor", Buffer.from('["-name","a","b"]').toString("base64url")],
    ["a cursor with a time where a name belongs", Buffer.from('["name",5,"b"]').toString("base64url")],
    ["a cursor with a NUL", Buffer.from('["name","\\u0000","b"]').toString("base64url")],
  ])("refuses %s", async (_, cursor) => {
    expect((await refusalOf(listStats(alice, { cursor }))).more.faults).toMatchObject([{ pointer: "#/cursor" }]);
  });

  test("refuses limits over 500 and an ingest key", async () => {
    expect((await refusalOf(listStats(alice, { limit: 501 }))).code).toBe("invalid");
    const { teamId, userId } = cast.alice;
    const ingest = asking(store, clock, { kind: "key", keyId: "k", keyKind: "ingest", teamId, userId });
    expect((await refusalOf(listStats(ingest, {}))).code).toBe("forbidden");
  });
});

describe("one stat", () => {
  test("of another team answers exactly like a missing one, whatever is asked of it", async () => {
    const { id } = await createStat(alice, { name: "mine", kind: "counter" });
    const acts = [
      (ctx: Context, statId: string) => getStat(ctx, { id: statId }),
      (ctx: Context, statId: string) => updateStat(ctx, { id: statId, name: "yours" }),
      (ctx: Context, statId: string) => updateStat(ctx, { id: statId, favourite: true }),
      (ctx: Context, statId: string) => trashStat(ctx, { id: statId }),
      (ctx: Context, statId: string) => restoreStat(ctx, { id: statId }),
    ];
    for (const act of acts) {
      const [foreign, missing] = await Promise.all([refusalOf(act(charlie, id)), refusalOf(act(charlie, "nosuch"))]);
      expect(foreign).toMatchObject({ code: "not_found" });
      expect(foreign.detail).toBe(missing.detail);
      expect(foreign.more).toEqual(missing.more);
    }
    expect(await getStat(bob, { id })).toMatchObject({ name: "mine", favourite: false });
  });

  test("changes what is named and leaves the rest", async () => {
    const { id } = await createStat(alice, { name: "a", kind: "counter", unit: "x", description: "d", tags: ["t"] });
    const changed = await updateStat(bob, { id, unit: "y", public: true });
    expect(changed).toMatchObject({ name: "a", unit: "y", description: "d", tags: ["t"], public: true });
    expect(await updateStat(bob, { id, tags: [] })).toMatchObject({ tags: [], unit: "y" });
  });

  test("refuses fields that are not for the asking", async () => {
    const { id } = await createStat(alice, { name: "a", kind: "counter" });
    for (const field of ["kind", "classicKey", "teamId", "createdAt", "trashedAt", "publicId", "seriesId"]) {
      const refusal = await refusalOf(updateStat(alice, { id, [field]: "value" } as never));
      expect(refusal.more.faults).toEqual([{ pointer: `#/${field}`, detail: "unknown field" }]);
    }
  });

  test("keeps its old names after a rename, may go back to them, and may not take another's", async () => {
    const stat = await createStat(alice, { name: "old", kind: "counter" });
    const other = await createStat(alice, { name: "other", kind: "counter" });
    const before = await version();
    await updateStat(alice, { id: stat.id, name: "new" });
    expect(await version()).toBe(before + 1n);
    const names = await store.prisma.statName.findMany({ where: { statId: stat.seriesId }, orderBy: { name: "asc" } });
    expect(names.map((each) => each.name)).toEqual(["new", "old"]);
    expect((await refusalOf(updateStat(alice, { id: other.id, name: "old" }))).code).toBe("conflict");
    expect((await refusalOf(createStat(alice, { name: "old", kind: "counter" }))).code).toBe("conflict");
    expect(await updateStat(alice, { id: stat.id, name: "old" })).toMatchObject({ name: "old" });
    expect(await updateStat(alice, { id: stat.id, name: "new" })).toMatchObject({ name: "new" });
  });

  test("is a viewer's favourite but not a viewer's to change", async () => {
    const { id } = await createStat(alice, { name: "a", kind: "counter" });
    expect(await updateStat(viewer, { id, favourite: true })).toMatchObject({ favourite: true });
    expect(await updateStat(viewer, { id, favourite: false })).toMatchObject({ favourite: false });
    expect((await refusalOf(updateStat(viewer, { id, name: "b", favourite: true }))).code).toBe("forbidden");
  });

  test("is the favourite of the person who made the key, and of nobody once they are gone", async () => {
    const { id } = await createStat(alice, { name: "a", kind: "counter" });
    const key = (userId: string | null) =>
      asking(store, clock, { kind: "key", keyId: "k", keyKind: "manage", teamId: cast.alice.teamId, userId });
    await updateStat(key(cast.bob.userId), { id, favourite: true });
    expect(await getStat(bob, { id })).toMatchObject({ favourite: true });
    expect(await getStat(key(null), { id })).toMatchObject({ favourite: false });
    expect((await refusalOf(updateStat(key(null), { id, favourite: true }))).code).toBe("unprocessable");
  });
});

describe("the trash", () => {
  test("hides a stat, keeps its name, and gives it back with its numbers", async () => {
    const stat = await createStat(alice, { name: "a", kind: "counter" });
    await putMinute(store, stat.seriesId, "2026-05-04T11:00:00Z", [5]);
    const before = await version();
    await trashStat(bob, { id: stat.id });
    expect(await version()).toBe(before + 1n);
    expect((await listStats(alice, {})).data).toEqual([]);
    expect(namesOf((await listStats(alice, { trash: true })).data)).toEqual(["a"]);
    expect((await refusalOf(getStat(alice, { id: stat.id }))).code).toBe("not_found");
    expect((await refusalOf(trashStat(alice, { id: stat.id }))).code).toBe("not_found");
    expect((await refusalOf(createStat(alice, { name: "a", kind: "counter" }))).detail).toContain("trash");
    clock.set("2026-05-06T11:59:00Z");
    expect(await restoreStat(bob, { id: stat.id })).toMatchObject({ name: "a", lastValue: 5, trashedAt: null });
    expect((await refusalOf(restoreStat(bob, { id: stat.id }))).code).toBe("not_found");
  });

  test("gives nothing back after 48 hours, and frees the name", async () => {
    const stat = await createStat(alice, { name: "a", kind: "counter" });
    await trashStat(alice, { id: stat.id });
    clock.set("2026-05-06T12:00:01Z");
    expect((await refusalOf(restoreStat(alice, { id: stat.id }))).code).toBe("not_found");
    expect(await createStat(alice, { name: "a", kind: "value" })).toMatchObject({ kind: "value" });
  });

  test("is not for viewers", async () => {
    const { id } = await createStat(alice, { name: "a", kind: "counter" });
    expect((await refusalOf(trashStat(viewer, { id }))).code).toBe("forbidden");
    expect((await refusalOf(restoreStat(viewer, { id }))).code).toBe("forbidden");
  });
});
