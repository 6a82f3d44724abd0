import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { Ingest } from "@/lib/ingest/ingest";
import { ez, told } from "@/lib/ingest/testing/ask";
import { openTestIngest } from "@/lib/ingest/testing/open";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, joined, keyOf, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { createStat } from "./create-stat";
import { deleteStat } from "./delete-stat";
import { getStat } from "./get-stat";
import { listStats } from "./list-stats";
import { removeStat } from "./remove-stat";
import { restoreStat } from "./restore-stat";
import { trashStat } from "./trash-stat";

const clock = stoppedClock("2026-05-04T12:00:00Z");
let store: Store;
let cast: Cast;
let ingest: Ingest;
let alice: Context;
let bob: Context;
let charlie: Context;
let viewer: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  ingest = openTestIngest(store.url);
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  bob = asking(store, clock, cast.bob.actor);
  charlie = asking(store, clock, cast.charlie.actor);
  viewer = asking(store, clock, (await joined(store, "viewer@example.com", cast.alice.teamId, "viewer")).actor);
});
beforeEach(() => store.prisma.stat.deleteMany());
afterAll(async () => {
  await ingest.close();
  await store.close();
});

test("a stat that is deleted for good is gone for everybody at once, and its names are free", async () => {
  clock.set(new Date());
  const ezkey = await keyOf(store, cast.alice, "ingest");
  await ez(ingest, ezkey, "stat=a&count=1");
  const { id } = (await listStats(alice, {})).data[0] ?? { id: "" };
  await trashStat(alice, { id });
  const { version } = await store.prisma.changeMark.findFirstOrThrow();
  await deleteStat(bob, { id });
  expect((await store.prisma.changeMark.findFirstOrThrow()).version).toBe(version + 1n);
  expect((await listStats(alice, { trash: true })).data).toEqual([]);
  expect((await refusalOf(restoreStat(alice, { id }))).code).toBe("not_found");
  expect((await refusalOf(deleteStat(alice, { id }))).code).toBe("not_found");
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(told(await ez(ingest, ezkey, "stat=a&value=1"))).toBe("204");
  expect((await listStats(alice, {})).data).toMatchObject([{ name: "a", kind: "value" }]);
});

test("a name is free for a new stat in the same moment", async () => {
  const { id } = await createStat(alice, { name: "a", kind: "counter" });
  await trashStat(alice, { id });
  await deleteStat(alice, { id });
  expect(await createStat(alice, { name: "a", kind: "value" })).toMatchObject({ kind: "value" });
});

test("a stat that is not in the trash is kept, with a word on what to do first", async () => {
  const { id } = await createStat(alice, { name: "a", kind: "counter" });
  const refusal = await refusalOf(deleteStat(alice, { id }));
  expect([refusal.code, refusal.detail]).toEqual(["not_found", expect.stringContaining("put it there first")]);
  expect(await getStat(alice, { id })).toMatchObject({ name: "a" });
});

test("another team's stat answers like a missing one, in the trash or not", async () => {
  const [there, here] = await Promise.all(["a", "b"].map((name) => createStat(alice, { name, kind: "counter" })));
  if (!there || !here) throw new Error("two stats were made");
  await trashStat(alice, { id: there.id });
  const missing = await refusalOf(deleteStat(charlie, { id: "nosuch" }));
  for (const { id } of [there, here]) {
    const foreign = await refusalOf(deleteStat(charlie, { id }));
    expect([foreign.code, foreign.detail, foreign.more]).toEqual(["not_found", missing.detail, missing.more]);
  }
  expect((await listStats(alice, { trash: true })).data).toHaveLength(1);
});

test("viewers, read keys and strangers delete nothing", async () => {
  const { id } = await createStat(alice, { name: "a", kind: "counter" });
  await trashStat(alice, { id });
  const { teamId, userId } = cast.alice;
  const reader = asking(store, clock, { kind: "key", keyId: "k", keyKind: "read", teamId, userId });
  for (const ctx of [viewer, reader]) {
    expect((await refusalOf(deleteStat(ctx, { id }))).code).toBe("forbidden");
    expect((await refusalOf(removeStat(ctx, { id, permanently: true }))).code).toBe("forbidden");
  }
  expect((await refusalOf(deleteStat(asking(store, clock, { kind: "anonymous" }), { id }))).code).toBe(
    "unauthenticated",
  );
  expect(await restoreStat(alice, { id })).toMatchObject({ name: "a" });
});
