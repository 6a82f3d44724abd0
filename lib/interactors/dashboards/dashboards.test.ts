import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { PLAIN_CHART } from "@/lib/domain/chart-spec";
import { MAX_CARDS } from "@/lib/domain/dashboard";
import { revokeShare } from "@/lib/interactors/shares/revoke-share";
import { shareStat } from "@/lib/interactors/shares/share-stat";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { restoreStat } from "@/lib/interactors/stats/restore-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, joined, keyOf, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { addCard } from "./add-card";
import { arrangeCards } from "./arrange-cards";
import { changeCard } from "./change-card";
import { createDashboard } from "./create-dashboard";
import { deleteDashboard } from "./delete-dashboard";
import { getDashboard } from "./get-dashboard";
import { listDashboards } from "./list-dashboards";
import { readDashboard, readDashboardOf } from "./read-dashboard";
import { removeCard } from "./remove-card";
import { renameDashboard } from "./rename-dashboard";

const NOW = "2026-05-04T12:00:00.000Z";
const MISSING = "01a2076f-251d-7390-9d6d-01d8f1eab266";
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
  alice = asking(store, clock, cast.alice.actor);
  bob = asking(store, clock, cast.bob.actor);
  charlie = asking(store, clock, cast.charlie.actor);
  viewer = asking(store, clock, (await joined(store, "vera@example.com", cast.alice.teamId, "viewer")).actor);
});
beforeEach(async () => {
  clock.set(NOW);
  await store.prisma.stat.deleteMany();
  await store.prisma.chart.deleteMany();
  await store.prisma.dashboard.deleteMany();
  await store.prisma.auditEvent.deleteMany();
});
afterAll(() => store.close());

const stat = (name: string, ctx = alice) => createStat(ctx, { name, kind: "value", unit: "ms" });
const named = (...stats: { id: string }[]) => stats.map(({ id }) => ({ id }));
const put = async (dashboardId: string, title: string, ...stats: { id: string }[]) =>
  (await addCard(alice, { id: dashboardId, title, stats: named(...stats) })).card.chart.id;
const titles = async (id: string, ctx = alice) =>
  (await getDashboard(ctx, { id })).cards.map(({ chart }) => chart.title);
const audited = async () =>
  (await store.prisma.auditEvent.findMany({ where: { subjectKind: "dashboard" }, orderBy: { id: "asc" } })).map(
    ({ action, subjectName, detail }) => [action, subjectName, detail],
  );

/** The same refusal, to the letter, as of an id that never was. */
async function expectMissing(act: (id: string) => Promise<unknown>, id: string): Promise<void> {
  const refusals = await Promise.all([id, MISSING, "no uuid at all"].map((each) => refusalOf(act(each))));
  expect(refusals.map(({ code }) => code)).toEqual(["not_found", "not_found", "not_found"]);
  expect(new Set(refusals.map(({ detail, more }) => JSON.stringify([detail, more]))).size).toBe(1);
}

describe("a dashboard", () => {
  test("is made, listed by name with the sizes of its cards, renamed and deleted, which is all written down", async () => {
    const { id } = await createDashboard(alice, { name: " Servers " });
    await createDashboard(bob, { name: "alerts" });
    await put(id, "one", await stat("load"));
    expect((await listDashboards(viewer)).map(({ name, cards }) => [name, cards])).toEqual([
      ["alerts", []],
      ["Servers", [{ width: 6, height: 4 }]],
    ]);
    const before = (await getDashboard(alice, { id })).dashboard.version;
    expect(await renameDashboard(bob, { id, name: "Machines" })).toMatchObject({
      name: "Machines",
      version: before + 1,
    });
    expect(await renameDashboard(bob, { id, name: "Machines" })).toMatchObject({ version: before + 1 });
    expect((await refusalOf(deleteDashboard(bob, { id, name: "Servers" }))).more.faults).toMatchObject([
      { pointer: "#/name" },
    ]);
    await deleteDashboard(bob, { id, name: "Machines" });
    expect((await refusalOf(getDashboard(alice, { id }))).code).toBe("not_found");
    expect(await store.prisma.chart.count()).toBe(0);
    expect(await audited()).toEqual([
      ["dashboard.made", "Servers", {}],
      ["dashboard.made", "alerts", {}],
      ["dashboard.changed", "Servers", { change: "card added", card: "one" }],
      ["dashboard.changed", "Machines", { change: "renamed", from: "Servers" }],
      ["dashboard.deleted", "Machines", {}],
    ]);
  });

  test("has a name of one line", async () => {
    for (const name of ["", "   ", "a\nb", "x".repeat(101)]) {
      expect((await refusalOf(createDashboard(alice, { name }))).code).toBe("invalid");
    }
  });

  test("of which a team has 200 at most", async () => {
    const { teamId } = cast.alice;
    await store.prisma.dashboard.createMany({ data: Array.from({ length: 200 }, () => ({ teamId, name: "many" })) });
    const refusal = await refusalOf(createDashboard(alice, { name: "one more" }));
    expect([refusal.code, refusal.detail]).toEqual(["unprocessable", expect.stringContaining("delete one first")]);
    await createDashboard(charlie, { name: "theirs" });
  });
});

describe("cards", () => {
  test("are added at the end or in a place, changed in part, and removed with all it takes to put them back", async () => {
    const { id } = await createDashboard(alice, { name: "Servers" });
    const [load, disk] = [await stat("load"), await stat("disk")];
    const first = await put(id, "first", load);
    await put(id, "last", disk);
    const between = await addCard(bob, {
      id,
      title: "between",
      position: 1,
      width: 12,
      stats: [{ id: load.id }, { id: disk.id, axis: "right" }],
      spec: { kind: "number", range: { preset: "day" } },
    });
    expect(between.card).toMatchObject({ width: 12, height: 2, chart: { spec: { kind: "number", axes: true } } });
    expect(await titles(id)).toEqual(["first", "between", "last"]);
    const changed = await changeCard(bob, { id: between.card.chart.id, title: "changed", height: 3 });
    expect(changed.card).toMatchObject({ width: 12, height: 3, chart: { title: "changed", spec: { kind: "number" } } });
    expect(changed.card.chart.stats).toEqual([
      { id: load.id, axis: "left" },
      { id: disk.id, axis: "right" },
    ]);
    const other = await changeCard(bob, { id: first, spec: { style: "bar" }, stats: [{ id: disk.id }] });
    expect(other.card.chart).toMatchObject({ title: "first", spec: { style: "bar" }, stats: [{ id: disk.id }] });
    const { card, position } = await removeCard(alice, { id: between.card.chart.id });
    expect([card.chart.title, position, card.chart.stats.length]).toEqual(["changed", 1, 2]);
    expect(await titles(id)).toEqual(["first", "last"]);
    const { title, spec, stats } = card.chart;
    await addCard(alice, { id, title, spec, stats, width: 12, height: 3, position });
    expect(await titles(id)).toEqual(["first", "changed", "last"]);
    expect((await getDashboard(alice, { id })).dashboard.version).toBe(8);
  });

  test("are refused where they cannot be drawn, with the part that is wrong", async () => {
    const { id: dashboardId } = await createDashboard(alice, { name: "Servers" });
    const stats = named(await stat("load"));
    const wrong = async (spec: object) => {
      const refusal = await refusalOf(addCard(alice, { id: dashboardId, stats, spec }));
      return [refusal.code, refusal.more.faults?.[0]?.pointer];
    };
    expect(await wrong({ range: { from: "soon", to: "now" } })).toEqual(["invalid", "#/spec/range/from"]);
    expect(await wrong({ range: { from: "-1w", to: "-2w" } })).toEqual(["invalid", "#/spec/range/from"]);
    expect(await wrong({ range: { preset: "year" }, step: "1m" })).toEqual(["invalid", "#/spec/step"]);
    expect((await refusalOf(addCard(alice, { id: dashboardId, stats: [] }))).code).toBe("invalid");
    expect((await refusalOf(addCard(alice, { id: dashboardId, stats, width: 13 }))).code).toBe("invalid");
    expect((await refusalOf(addCard(alice, { id: dashboardId, stats, height: 0 }))).code).toBe("invalid");
    expect(await titles(dashboardId)).toEqual([]);
  });

  test(`are ${MAX_CARDS} at most, however many add them at once`, async () => {
    const { id: dashboardId } = await createDashboard(alice, { name: "Servers" });
    const stats = named(await stat("load"));
    for (let n = 0; n < MAX_CARDS - 2; n++) await addCard(alice, { id: dashboardId, stats });
    const adds = await Promise.allSettled(Array.from({ length: 4 }, () => addCard(bob, { id: dashboardId, stats })));
    expect(adds.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect((await refusalOf(addCard(alice, { id: dashboardId, stats }))).code).toBe("unprocessable");
    const rows = await store.prisma.dashboardCard.findMany({ orderBy: { position: "asc" } });
    expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: MAX_CARDS }, (_, index) => index));
  });
});

describe("arranging", () => {
  test("gives all cards their order and sizes at once", async () => {
    const { id } = await createDashboard(alice, { name: "Servers" });
    const load = await stat("load");
    const [a, b, c] = [await put(id, "a", load), await put(id, "b", load), await put(id, "c", load)];
    const { version } = (await getDashboard(alice, { id })).dashboard;
    const size = { width: 4, height: 3 };
    const cards = [c, a, b].map((each) => ({ id: each, ...size }));
    expect(await arrangeCards(alice, { id, version, cards })).toMatchObject({ version: version + 1 });
    const after = await getDashboard(bob, { id });
    expect(after.cards.map(({ chart, width, height }) => [chart.title, width, height])).toEqual([
      ["c", 4, 3],
      ["a", 4, 3],
      ["b", 4, 3],
    ]);
    expect(await arrangeCards(alice, { id, version: version + 1, cards })).toMatchObject({ version: version + 1 });
    const known = (some: string[]) =>
      refusalOf(arrangeCards(alice, { id, version: version + 1, cards: some.map((each) => ({ id: each, ...size })) }));
    for (const some of [
      [a, b],
      [a, b, c, MISSING],
      [a, b, b],
      [a, b, MISSING],
    ]) {
      expect([(await known(some)).code, some.length]).toEqual(["invalid", some.length]);
    }
  });

  test("by two people at once: one does, the other is told what to do and nothing of theirs is half done", async () => {
    const { id } = await createDashboard(alice, { name: "Servers" });
    const load = await stat("load");
    const ids = [await put(id, "a", load), await put(id, "b", load), await put(id, "c", load)];
    const { version } = (await getDashboard(alice, { id })).dashboard;
    const as = (order: string[]) => order.map((each) => ({ id: each, width: 6, height: 4 }));
    const orders = [[...ids].reverse(), [ids[1], ids[0], ids[2]] as string[]];
    const done = await Promise.allSettled(
      [alice, bob].map((ctx, at) => arrangeCards(ctx, { id, version, cards: as(orders[at] as string[]) })),
    );
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const winner = done.findIndex(({ status }) => status === "fulfilled");
    const refused = done.find((each) => each.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "conflict", detail: expect.stringContaining("arrange it again") });
    const now = (await getDashboard(alice, { id })).cards.map(({ chart }) => chart.id);
    expect(now).toEqual(orders[winner]);
  });

  test("is refused after any other change that was not seen", async () => {
    const { id } = await createDashboard(alice, { name: "Servers" });
    const card = await put(id, "a", await stat("load"));
    const { version } = (await getDashboard(alice, { id })).dashboard;
    await renameDashboard(bob, { id, name: "Machines" });
    const cards = [{ id: card, width: 12, height: 4 }];
    expect((await refusalOf(arrangeCards(alice, { id, version, cards }))).code).toBe("conflict");
  });
});

describe("reading", () => {
  test("tells the order of the cards with the version that brought it, while somebody arranges them", async () => {
    const { id } = await createDashboard(alice, { name: "Moving" });
    for (const title of ["left", "right"]) await put(id, title, await stat(title));
    const first = await getDashboard(alice, { id });
    const size = { width: 6, height: 3 };
    let [cards, { version }] = [first.cards.map(({ chart }) => ({ id: chart.id, ...size })), first.dashboard];
    const isOdd = version % 2;
    const seen = new Set<number>();
    const wrong: [number, string | undefined][] = [];
    const reading = async () => {
      while (seen.size < 40) {
        const { dashboard, cards } = await getDashboard(bob, { id });
        const title = cards[0]?.chart.title;
        seen.add(dashboard.version);
        if (title !== (dashboard.version % 2 === isOdd ? "left" : "right")) wrong.push([dashboard.version, title]);
      }
    };
    const readers = Promise.all([reading(), reading(), reading()]);
    while (seen.size < 40) {
      cards = cards.toReversed();
      ({ version } = await arrangeCards(alice, { id, version, cards }));
    }
    await readers;
    expect(wrong).toEqual([]);
  });

  test("gives what every card shows, and of one without stats or with a range that went bad the reason", async () => {
    const { id } = await createDashboard(alice, { name: "Servers" });
    const [load, disk, gone] = [await stat("load"), await stat("disk"), await stat("gone")];
    await putMinute(store, load.seriesId, "2026-05-04T11:00:00Z", [5]);
    await put(id, "both", load, disk);
    await put(id, "trashed", gone);
    const bad = await put(id, "bad", load);
    await store.prisma.chart.update({
      where: { id: bad },
      data: { spec: JSON.parse(JSON.stringify({ ...PLAIN_CHART, range: { from: "x", to: "now" } })) },
    });
    await trashStat(alice, { id: gone.id });
    const read = await readDashboard(viewer, { id });
    expect(read.zone).toBe("UTC");
    expect(
      read.cards.map(({ card, data, why, hidden }) => [card.chart.title, data?.series.length, why, hidden]),
    ).toEqual([
      ["both", 2, null, 0],
      ["trashed", undefined, "no_stats", 0],
      ["bad", undefined, "range", 0],
    ]);
    expect(read.cards[0]?.data?.series[0]?.stat).toMatchObject({ name: "load", lastValue: 5 });
    await restoreStat(alice, { id: gone.id });
    expect((await readDashboard(viewer, { id })).cards[1]).toMatchObject({ why: null, data: { title: "trashed" } });
  });

  test("shows what others share only while they do, never its name, and never to the public", async () => {
    const { id } = await createDashboard(alice, { name: "Servers" });
    const [load, theirs] = [await stat("load"), await stat("their secret", charlie)];
    await expectUnknown(id, theirs.id);
    const { id: share } = await shareStat(charlie, { statId: theirs.id, teamId: cast.alice.teamId });
    await put(id, "mixed", load, theirs);
    await put(id, "", theirs);
    const team = { id: cast.alice.teamId, zone: "UTC" };
    const seen = async (read: Promise<{ cards: { data: unknown; why: string | null; hidden: number }[] }>) => {
      const { cards } = await read;
      return [
        cards.map(({ data, why, hidden }) => [data !== null, why, hidden]),
        JSON.stringify(cards, words),
      ] as const;
    };
    const [before, told] = await seen(readDashboard(alice, { id }));
    expect(before).toEqual([
      [true, null, 0],
      [true, null, 0],
    ]);
    expect(told).toContain("their secret");
    const without = [
      [true, null, 1],
      [false, "hidden", 1],
    ];
    const [inPublic, toldInPublic] = await seen(readDashboardOf(alice, id, team, { onlyOwn: true }));
    expect(inPublic).toEqual(without);
    expect(toldInPublic).not.toMatch(new RegExp(`their secret|${theirs.id}`));
    await revokeShare(charlie, { id: share });
    const [after, toldAfter] = await seen(readDashboard(alice, { id }));
    expect(after).toEqual(without);
    expect(toldAfter).not.toMatch(new RegExp(`their secret|${theirs.id}`));
    const cards = JSON.stringify((await getDashboard(alice, { id })).cards);
    expect(cards).not.toContain(theirs.id);
  });

  test("follows a stat that was merged to the one that has its numbers", async () => {
    const { id } = await createDashboard(alice, { name: "Servers" });
    const [load, other] = [await stat("load"), await stat("other")];
    await put(id, "alone", other);
    await put(id, "both", load, other);
    await mergeStat(alice, { id: other.id, into: load.id });
    const { cards } = await readDashboard(alice, { id });
    expect(cards.map(({ data }) => data?.series.map((series) => series.stat.name))).toEqual([["load"], ["load"]]);
  });

  const words = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

  async function expectUnknown(dashboardId: string, statId: string) {
    const add = (each: string) => refusalOf(addCard(alice, { id: dashboardId, stats: [{ id: each }] }));
    expect([(await add(statId)).code, (await add(statId)).detail]).toEqual(["not_found", (await add("nosuch")).detail]);
  }
});

describe("who may", () => {
  test("another team's dashboards and cards are missing, to the letter", async () => {
    const { id } = await createDashboard(alice, { name: "Servers" });
    const load = await stat("load");
    const card = await put(id, "one", load);
    const own = await stat("own", charlie);
    const { dashboard } = await getDashboard(alice, { id });
    await expectMissing((each) => getDashboard(charlie, { id: each }), id);
    await expectMissing((each) => readDashboard(charlie, { id: each }), id);
    await expectMissing((each) => renameDashboard(charlie, { id: each, name: "mine" }), id);
    await expectMissing((each) => deleteDashboard(charlie, { id: each }), id);
    await expectMissing((each) => addCard(charlie, { id: each, stats: named(own) }), id);
    await expectMissing((each) => arrangeCards(charlie, { id: each, version: dashboard.version, cards: [] }), id);
    await expectMissing((each) => changeCard(charlie, { id: each, title: "mine" }), card);
    await expectMissing((each) => removeCard(charlie, { id: each }), card);
    const theirs = await createDashboard(charlie, { name: "Theirs" });
    await addCard(charlie, { id: theirs.id, stats: named(own) });
    const cards = [{ id: card, width: 6, height: 4 }];
    expect((await refusalOf(arrangeCards(charlie, { id: theirs.id, version: 2, cards }))).code).toBe("invalid");
    expect((await listDashboards(charlie)).map(({ name }) => name)).toEqual(["Theirs"]);
    expect((await getDashboard(alice, { id })).dashboard).toEqual(dashboard);
  });

  test("viewers and read keys look and change nothing; an ingest key and nobody do not even look", async () => {
    const { id } = await createDashboard(alice, { name: "Servers" });
    const load = await stat("load");
    const card = await put(id, "one", load);
    const keyId = (kind: "ingest" | "read" | "manage") =>
      store.prisma.apiKey.findFirstOrThrow({ where: { teamId: cast.alice.teamId, kind } });
    const as = async (kind: "ingest" | "read" | "manage") => {
      await keyOf(store, cast.alice, kind);
      const { id: key } = await keyId(kind);
      const { teamId } = cast.alice;
      return asking(store, clock, { kind: "key", keyId: key, keyKind: kind, teamId, userId: null });
    };
    const nobody = asking(store, clock, { kind: "anonymous" });
    const looks = (ctx: Context) => [
      () => listDashboards(ctx),
      () => getDashboard(ctx, { id }),
      () => readDashboard(ctx, { id }),
    ];
    const changes = (ctx: Context) => [
      () => createDashboard(ctx, { name: "mine" }),
      () => renameDashboard(ctx, { id, name: "mine" }),
      () => addCard(ctx, { id, stats: named(load) }),
      () => changeCard(ctx, { id: card, title: "mine" }),
      () => arrangeCards(ctx, { id, version: 2, cards: [{ id: card, width: 12, height: 1 }] }),
      () => removeCard(ctx, { id: card }),
      () => deleteDashboard(ctx, { id }),
    ];
    for (const ctx of [viewer, await as("read")]) {
      for (const look of looks(ctx)) await look();
      for (const change of changes(ctx)) expect((await refusalOf(change())).code).toBe("forbidden");
    }
    const ingest = await as("ingest");
    for (const act of [...looks(ingest), ...changes(ingest)]) expect((await refusalOf(act())).code).toBe("forbidden");
    for (const act of [...looks(nobody), ...changes(nobody)]) {
      expect((await refusalOf(act())).code).toBe("unauthenticated");
    }
    expect((await getDashboard(alice, { id })).dashboard).toMatchObject({ name: "Servers", version: 2 });
    for (const change of changes(await as("manage"))) {
      await change().catch((error) => expect(error).toMatchObject({ code: "conflict" }));
    }
    expect((await refusalOf(getDashboard(alice, { id }))).code).toBe("not_found");
  });
});
