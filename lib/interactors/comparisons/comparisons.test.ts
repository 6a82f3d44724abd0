import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { revokeShare } from "@/lib/interactors/shares/revoke-share";
import { shareStat } from "@/lib/interactors/shares/share-stat";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, joined, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { deleteComparison } from "./delete-comparison";
import { listComparisons } from "./list-comparisons";
import { renameComparison } from "./rename-comparison";
import { saveComparison } from "./save-comparison";

const MISSING = "01a2076f-251d-7390-9d6d-01d8f1eab266";
const clock = stoppedClock("2026-05-04T12:00:00.000Z");
let store: Store;
let cast: Cast;
let alice: Context;
let charlie: Context;
let viewer: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  charlie = asking(store, clock, cast.charlie.actor);
  viewer = asking(store, clock, (await joined(store, "vera@example.com", cast.alice.teamId, "viewer")).actor);
});
beforeEach(async () => {
  await store.prisma.stat.deleteMany();
  await store.prisma.chart.deleteMany();
  await store.prisma.auditEvent.deleteMany();
});
afterAll(() => store.close());

const stat = (name: string, ctx = alice) => createStat(ctx, { name, kind: "counter" });
const listed = async (ctx: Context) =>
  (await listComparisons(ctx)).map(({ chart, stats }) => [chart.title, stats.map(({ name }) => name)]);

describe("a comparison", () => {
  test("is saved, listed newest first with the names of its stats, renamed and deleted, which is written down", async () => {
    const [one, two] = [await stat("one"), await stat("two")];
    const stats = [{ id: two.id }, { id: one.id, axis: "right" as const }];
    const saved = await saveComparison(alice, { title: "Both", stats, spec: { scale: "log" } });
    expect(saved).toMatchObject({ use: "comparison", title: "Both", spec: { scale: "log", kind: "graph" } });
    clock.set("2026-05-04T12:01:00.000Z");
    const unnamed = await saveComparison(alice, { stats: [{ id: one.id }] });
    expect(await listed(viewer)).toEqual([
      ["", ["one"]],
      ["Both", ["two", "one"]],
    ]);
    await renameComparison(alice, { id: unnamed.id, title: "One alone" });
    expect(await deleteComparison(alice, { id: saved.id })).toMatchObject({ title: "Both", stats: saved.stats });
    expect(await listed(alice)).toEqual([["One alone", ["one"]]]);
    const events = await store.prisma.auditEvent.findMany({
      where: { subjectKind: "comparison" },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action, subjectName }) => [action, subjectName])).toEqual([
      ["comparison.saved", "Both"],
      ["comparison.saved", "one"],
      ["comparison.changed", "One alone"],
      ["comparison.deleted", "Both"],
    ]);
  });

  test("names a stat of others only while they share it", async () => {
    const theirs = await stat("their secret", charlie);
    const save = (id: string) => saveComparison(alice, { stats: [{ id }] });
    const [hidden, never] = [await refusalOf(save(theirs.id)), await refusalOf(save("nosuch"))];
    expect([hidden.code, hidden.detail]).toEqual(["not_found", never.detail]);
    const share = await shareStat(charlie, { statId: theirs.id, teamId: cast.alice.teamId });
    await save(theirs.id);
    expect(await listed(alice)).toEqual([["", ["their secret"]]]);
    await revokeShare(charlie, { id: share.id });
    expect(await listed(alice)).toEqual([["", []]]);
    expect((await listComparisons(alice))[0]?.chart.stats).toEqual([]);
  });

  test("of another team is missing, as is a chart that is none", async () => {
    const { id } = await saveComparison(alice, { title: "Ours", stats: [{ id: (await stat("one")).id }] });
    const card = await store.prisma.chart.create({
      data: { teamId: cast.alice.teamId, use: "card", spec: {} },
      select: { id: true },
    });
    for (const [ctx, each] of [
      [charlie, id],
      [alice, card.id],
      [alice, MISSING],
      [alice, "no uuid"],
    ] as const) {
      const refusals = [
        await refusalOf(renameComparison(ctx, { id: each, title: "mine" })),
        await refusalOf(deleteComparison(ctx, { id: each })),
      ];
      expect(refusals.map(({ code, detail }) => [code, detail])).toEqual([
        ["not_found", "there is no such comparison"],
        ["not_found", "there is no such comparison"],
      ]);
    }
    expect(await listed(alice)).toEqual([["Ours", ["one"]]]);
    expect(await listed(charlie)).toEqual([]);
    expect(await store.prisma.chart.count({ where: { id: card.id } })).toBe(1);
  });

  test("is not saved by viewers, nor beyond 500", async () => {
    const stats = [{ id: (await stat("one")).id }];
    const { id } = await saveComparison(alice, { stats });
    expect((await refusalOf(saveComparison(viewer, { stats }))).code).toBe("forbidden");
    expect((await refusalOf(renameComparison(viewer, { id, title: "mine" }))).code).toBe("forbidden");
    expect((await refusalOf(deleteComparison(viewer, { id }))).code).toBe("forbidden");
    const { teamId } = cast.alice;
    const many = Array.from({ length: 499 }, () => ({ teamId, use: "comparison" as const, spec: {} }));
    await store.prisma.chart.createMany({ data: many });
    const refusal = await refusalOf(saveComparison(alice, { stats }));
    expect([refusal.code, refusal.detail]).toEqual(["unprocessable", expect.stringContaining("delete one first")]);
  });
});
