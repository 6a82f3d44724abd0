import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { StatKind } from "@/lib/domain/stat";
import type { Ingest } from "@/lib/ingest/ingest";
import { ez, post, told } from "@/lib/ingest/testing/ask";
import { openTestIngest } from "@/lib/ingest/testing/open";
import { readStatSeries } from "@/lib/interactors/series/read-series";
import { getTeam } from "@/lib/interactors/team/get-team";
import { openStore, type Store } from "@/lib/store/engine/store";
import { onFailpoint } from "@/lib/store/series/failpoint";
import { asking, type Cast, castOf, joined, keyOf, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { createStat } from "./create-stat";
import { deleteStat } from "./delete-stat";
import { findMergedInto } from "./find-merged-into";
import { getStat } from "./get-stat";
import { listStats } from "./list-stats";
import { mergeStat } from "./merge-stat";
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
  process.env.STATNEST_LOG_LEVEL = "silent";
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  bob = asking(store, clock, cast.bob.actor);
  charlie = asking(store, clock, cast.charlie.actor);
  viewer = asking(store, clock, (await joined(store, "viewer@example.com", cast.alice.teamId, "viewer")).actor);
});
beforeEach(async () => {
  onFailpoint(null);
  clock.set(NOW);
  await store.prisma.stat.deleteMany();
});
afterAll(() => store.close());

const make = (name: string, kind: StatKind = "counter", ctx = alice) => createStat(ctx, { name, kind });

async function total(id: string, ctx = alice): Promise<{ n: number; sum: number }> {
  const { points } = await readStatSeries(ctx, { id, from: "2026-05-01T00:00:00Z", to: "2026-05-05T00:00:00Z" });
  return {
    n: points.reduce((all, { n }) => all + n, 0),
    sum: points.reduce((all, { sum }) => all + (sum ?? 0), 0),
  };
}

async function namesOf(seriesId: bigint): Promise<string[]> {
  const rows = await store.prisma.statName.findMany({ where: { statId: seriesId }, orderBy: { name: "asc" } });
  return rows.map(({ name }) => name);
}

describe("a stat merged into another", () => {
  test("gives it its names, numbers and favourites, and leaves what the other says of itself", async () => {
    const [from, into] = [await make("sginups"), await make("signups")];
    await updateStat(alice, { id: from.id, name: "sgnups", unit: "x", tags: ["old"], favourite: true });
    await updateStat(alice, { id: into.id, unit: "people", tags: ["web"], description: "who came" });
    for (const id of [from.id, into.id]) await updateStat(viewer, { id, favourite: true });
    await putMinute(store, from.seriesId, "2026-05-03T10:00:00Z", [1, 2]);
    await putMinute(store, from.seriesId, "2026-05-04T11:59:00Z", [9]);
    await putMinute(store, into.seriesId, "2026-05-03T10:00:00Z", [4]);
    const merged = await mergeStat(bob, { id: from.id, into: into.id });
    expect(merged).toMatchObject({ id: into.id, name: "signups", unit: "people", tags: ["web"], lastValue: 9 });
    expect(merged).toMatchObject({ description: "who came", favourite: false });
    expect(await namesOf(into.seriesId)).toEqual(["sginups", "sgnups", "signups"]);
    expect(await total(into.id)).toEqual({ n: 4, sum: 16 });
    expect(await store.prisma.favourite.count({ where: { statId: into.seriesId } })).toBe(2);
    expect(await getStat(alice, { id: into.id })).toMatchObject({ favourite: true });
    const minutes = await store.prisma.seriesMinute.findMany({ where: { statId: into.seriesId } });
    expect(minutes.find(({ n }) => n === 3n)).toMatchObject({ sum: 7, min: 1, max: 4, m2: expect.closeTo(14 / 3) });
    expect(await store.prisma.seriesMinute.count({ where: { statId: from.seriesId } })).toBe(0);
  });

  test("is nowhere any more, except that its address leads to the other", async () => {
    const [from, into] = [await make("a"), await make("b")];
    const before = await store.prisma.changeMark.findFirstOrThrow();
    await mergeStat(alice, { id: from.id, into: into.id });
    expect((await store.prisma.changeMark.findFirstOrThrow()).version).toBe(before.version + 1n);
    const acts: ((id: string) => Promise<unknown>)[] = [
      (id) => getStat(alice, { id }),
      (id) => updateStat(alice, { id, name: "c" }),
      (id) => updateStat(alice, { id, favourite: true }),
      (id) => readStatSeries(alice, { id }),
      (id) => mergeStat(alice, { id, into: into.id }),
      (id) => trashStat(alice, { id }),
      (id) => restoreStat(alice, { id }),
      (id) => deleteStat(alice, { id }),
    ];
    for (const act of acts) {
      const [ghost, missing] = await Promise.all([refusalOf(act(from.id)), refusalOf(act("nosuch"))]);
      expect([ghost.code, ghost.detail, ghost.more]).toEqual(["not_found", missing.detail, missing.more]);
    }
    expect((await refusalOf(mergeStat(alice, { id: into.id, into: from.id }))).code).toBe("not_found");
    expect((await listStats(alice, {})).data.map(({ name }) => name)).toEqual(["b"]);
    expect((await listStats(alice, { trash: true })).data).toEqual([]);
    expect(await findMergedInto(viewer, { id: from.id })).toBe(into.id);
    expect(await findMergedInto(charlie, { id: from.id })).toBeNull();
    expect(await findMergedInto(alice, { id: into.id })).toBeNull();
    expect((await refusalOf(make("a"))).code).toBe("conflict");
    await trashStat(alice, { id: into.id });
    expect(await findMergedInto(alice, { id: from.id })).toBeNull();
  });

  test("may be merged on, and everything arrives at the last one", async () => {
    const [a, b, c] = [await make("a"), await make("b"), await make("c")];
    for (const [index, { seriesId }] of [a, b, c].entries()) {
      await putMinute(store, seriesId, "2026-05-03T10:00:00Z", [10 ** index]);
    }
    await updateStat(viewer, { id: a.id, favourite: true });
    await mergeStat(alice, { id: a.id, into: b.id });
    await mergeStat(alice, { id: b.id, into: c.id });
    expect(await namesOf(c.seriesId)).toEqual(["a", "b", "c"]);
    expect(await total(c.id)).toEqual({ n: 3, sum: 111 });
    expect(await findMergedInto(alice, { id: a.id })).toBe(c.id);
    expect(await getStat(viewer, { id: c.id })).toMatchObject({ favourite: true });
  });

  test("is merged once of many tries, and two that are merged into each other end as one", async () => {
    const [a, b] = [await make("a"), await make("b")];
    await putMinute(store, a.seriesId, "2026-05-03T10:00:00Z", [1]);
    await putMinute(store, b.seriesId, "2026-05-03T10:00:00Z", [2]);
    const tries = [0, 1, 2, 3].map((index) =>
      index % 2 === 0 ? mergeStat(alice, { id: a.id, into: b.id }) : mergeStat(bob, { id: b.id, into: a.id }),
    );
    const done = await Promise.allSettled(tries);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { data } = await listStats(alice, {});
    expect(data).toHaveLength(1);
    expect(await total(data[0]?.id ?? "")).toEqual({ n: 2, sum: 3 });
  });

  test("is merged even when its numbers cannot be moved at once", async () => {
    const [from, into] = [await make("a"), await make("b")];
    await putMinute(store, from.seriesId, "2026-05-03T10:00:00Z", [1]);
    onFailpoint(() => {
      throw new Error("killed");
    });
    await mergeStat(alice, { id: from.id, into: into.id });
    onFailpoint(null);
    expect(await store.prisma.seriesMinute.count({ where: { statId: from.seriesId } })).toBe(1);
    expect(await total(into.id)).toEqual({ n: 1, sum: 1 });
  });
});

describe("a merge is refused", () => {
  test("to viewers, to read keys and to nobody", async () => {
    const [{ id }, { id: into }] = [await make("a"), await make("b")];
    expect((await refusalOf(mergeStat(viewer, { id, into }))).code).toBe("forbidden");
    const { teamId, userId } = cast.alice;
    const reader = asking(store, clock, { kind: "key", keyId: "k", keyKind: "read", teamId, userId });
    expect((await refusalOf(mergeStat(reader, { id, into }))).code).toBe("forbidden");
    expect((await refusalOf(mergeStat(asking(store, clock, { kind: "anonymous" }), { id, into }))).code).toBe(
      "unauthenticated",
    );
  });

  test("with another team's stat on either side, as with a missing one", async () => {
    const [mine, theirs] = [await make("a"), await make("a", "counter", charlie)];
    for (const pair of [(id: string) => ({ id, into: mine.id }), (id: string) => ({ id: mine.id, into: id })]) {
      const [foreign, missing] = await Promise.all(
        [theirs.id, "nosuch"].map((id) => refusalOf(mergeStat(alice, pair(id)))),
      );
      expect(foreign).toMatchObject({ code: "not_found" });
      expect([foreign?.detail, foreign?.more]).toEqual([missing?.detail, missing?.more]);
    }
    expect((await refusalOf(mergeStat(alice, { id: mine.id, into: theirs.id }))).more.faults).toMatchObject([
      { pointer: "#/into" },
    ]);
    expect(await getStat(charlie, { id: theirs.id })).toMatchObject({ name: "a" });
  });

  test("between a counter and a value, naming both", async () => {
    const [counter, value] = [await make("a"), await make("b", "value")];
    const refusal = await refusalOf(mergeStat(alice, { id: counter.id, into: value.id }));
    expect(refusal).toMatchObject({
      code: "unprocessable",
      detail: "a counter cannot be merged into a value",
      more: { faults: [{ pointer: "#/into" }] },
    });
  });

  test("with itself, and with one that is in the trash", async () => {
    const [a, b] = [await make("a"), await make("b")];
    expect((await refusalOf(mergeStat(alice, { id: a.id, into: a.id }))).code).toBe("unprocessable");
    await trashStat(alice, { id: b.id });
    expect((await refusalOf(mergeStat(alice, { id: a.id, into: b.id }))).code).toBe("not_found");
    expect((await refusalOf(mergeStat(alice, { id: b.id, into: a.id }))).code).toBe("not_found");
  });

  test("while older numbers of the first are coarser than those of the other", async () => {
    const [a, b] = [await make("a"), await make("b")];
    await store.prisma.stat.update({ where: { id: a.seriesId }, data: { minutesFrom: "2026-04-01T00:00:00Z" } });
    const refusal = await refusalOf(mergeStat(alice, { id: a.id, into: b.id }));
    expect([refusal.code, refusal.detail]).toEqual(["unprocessable", expect.stringContaining("same retention")]);
    expect(await mergeStat(alice, { id: b.id, into: a.id })).toMatchObject({ id: a.id });
  });
});

describe("numbers sent around a merge", () => {
  let ingest: Ingest;
  let ezkey: string;
  beforeAll(async () => {
    ingest = openTestIngest(store.url);
    ezkey = await keyOf(store, cast.alice, "ingest");
  });
  afterAll(() => ingest.close());

  const all = async (id: string) => (await readStatSeries(alice, { id, from: "-1d", to: "+1h" })).points;
  const sumOf = async (id: string) => (await all(id)).reduce((sum, point) => sum + (point.sum ?? 0), 0);
  const classic = async (key: string | null) => {
    const { ukey } = await getTeam(alice);
    const query = `key=${key}&ukey=${ukey}&count=1`;
    return told(await ingest.receive({ method: "GET", path: "/c", query, headers: {}, body: new Uint8Array() }));
  };

  test("under the old name, the new one or the old classic key feed the other stat, at once and later", async () => {
    clock.set(new Date());
    expect(told(await ez(ingest, ezkey, "stat=old&count=1"))).toBe("204");
    expect(told(await ez(ingest, ezkey, "stat=new&count=1"))).toBe("204");
    const { data } = await listStats(alice, {});
    const [into, from] = [data.find(({ name }) => name === "new"), data.find(({ name }) => name === "old")];
    if (into === undefined || from === undefined) throw new Error("two stats were made");
    expect(await classic(from.classicKey)).toBe("204");
    await mergeStat(alice, { id: from.id, into: into.id });
    // The process has not heard of it yet, and still feeds the old series.
    await ez(ingest, ezkey, "stat=old&count=10");
    await classic(from.classicKey);
    expect(await sumOf(into.id)).toBe(14);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(told(await post(ingest, ezkey, { stat: "old", count: 100 }))).toMatch(/^200/);
    expect(await classic(from.classicKey)).toBe("204");
    expect(await sumOf(into.id)).toBe(115);
    const later = await store.prisma.seriesMinute.findMany({ where: { statId: into.seriesId } });
    expect(later.reduce((sum, minute) => sum + minute.sum, 0)).toBeGreaterThanOrEqual(104);
    expect(told(await ez(ingest, ezkey, "stat=old&value=1"))).toContain("stat is a counter");
  });
});
