import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { CHORES, type Chore, type Done } from "./chores";
import { doDueWork } from "./do-due-work";
import { readTicks } from "./ticks";

const clock = stoppedClock("2026-05-04T12:00:30Z");
let stores: Store[];
let cast: Cast;
let alice: Context;
let cron: Context;

beforeAll(async () => {
  const url = await scratchDatabase();
  stores = [openStore(url), openStore(url)];
  const [store] = stores as [Store];
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  cron = asking(store, clock, { kind: "job", name: "cron" });
});
afterAll(() => Promise.all(stores.map((store) => store.close())));

function chore(name: string, run: (stopping: AbortSignal) => Promise<Done>): Chore {
  return { name, everySeconds: 60, run: (_, stopping) => run(stopping) };
}

test("people and keys may not ask for it", async () => {
  expect((await refusalOf(doDueWork(alice))).code).toBe("forbidden");
});

test("a chore that fails stops no other, and only those that ended are noted", async () => {
  const fault = new Error("a fault");
  const work = await doDueWork(cron, {
    chores: [
      chore("bad", () => Promise.reject(fault)),
      chore("away", () => Promise.reject(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }))),
      chore("good", async () => ({ rows: 3 })),
    ],
  });
  expect(work).toMatchObject({ done: { good: { rows: 3 } }, failed: { bad: fault }, left: [] });
  expect(work.failed.away).toBeInstanceOf(Refusal);
  expect((await readTicks(cron)).map(({ name }) => name)).toEqual(["good"]);
});

test("when the time is up nothing more is begun, and what was left comes first the next time", async () => {
  const order: string[] = [];
  const slow = (name: string) =>
    chore(name, async (stopping) => {
      order.push(name);
      await new Promise((resolve) => stopping.addEventListener("abort", resolve));
      return {};
    });
  const chores = [slow("first"), slow("second"), slow("third")];
  expect((await doDueWork(cron, { chores, mayTakeMs: 20 })).left).toEqual(["second", "third"]);
  clock.set("2026-05-04T12:01:30Z");
  expect((await doDueWork(cron, { chores, mayTakeMs: 20 })).left).toEqual(["third", "first"]);
  clock.set("2026-05-04T12:02:30Z");
  await doDueWork(cron, { chores, mayTakeMs: 20 });
  expect(order).toEqual(["first", "second", "third"]);
});

test("eight that call at once from two processes leave what one would have left", async () => {
  const { store } = cron;
  const [signups, gone] = await Promise.all(
    ["signups", "gone"].map((name) => createStat(alice, { name, kind: "counter" })),
  );
  if (!signups || !gone) throw new Error("two stats were made");
  await putMinute(store, signups.seriesId, "2026-05-06T11:05:00Z", [1, 2]);
  await putMinute(store, signups.seriesId, "2026-05-06T11:14:00Z", [4]);
  await putMinute(store, gone.seriesId, "2026-05-06T11:05:00Z", [8]);
  await trashStat(alice, { id: gone.id });
  const { teamId } = cast.alice;
  const receipt = { teamId, key: "old", bodyHash: new Uint8Array(1), answer: {}, createdAt: clock.now() };
  await store.prisma.ingestReceipt.create({ data: receipt });
  clock.set("2026-05-06T12:10:00Z");

  const calls = Array.from({ length: 8 }, (_, i) => doDueWork({ ...cron, store: stores[i % 2] as Store }));
  for (const { failed, left } of await Promise.all(calls)) expect([failed, left]).toEqual([{}, []]);

  const quarters = await store.prisma.seriesQuarter.findMany();
  expect(quarters).toMatchObject([{ statId: signups.seriesId, n: 3n, sum: 7, min: 1, max: 4, last: 4 }]);
  expect(quarters[0]?.quarter).toEqual(new Date("2026-05-06T11:00:00Z"));
  expect((await store.prisma.rollupMark.findFirst())?.rolledTo).toEqual(new Date("2026-05-06T12:00:00Z"));
  expect(await store.prisma.seriesMinute.count()).toBe(2);
  expect((await store.prisma.stat.findMany()).map(({ name }) => name)).toEqual(["signups"]);
  expect(await store.prisma.ingestReceipt.count()).toBe(0);

  const names = CHORES.map(({ name }) => name);
  const { done } = await doDueWork(cron);
  expect(Object.keys(done).sort()).toEqual(names.toSorted());
  expect(done["roll up"]).toMatchObject({ closedTo: "2026-05-06T12:00:00.000Z", quarters: 0, days: 0 });
  const noted = (await readTicks(cron)).map(({ name }) => name);
  expect(noted).toEqual(expect.arrayContaining(names));
});
