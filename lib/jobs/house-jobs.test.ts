import { afterAll, beforeAll, expect, test } from "vitest";
import { CHORES } from "@/lib/interactors/housekeeping/chores";
import { readTicks } from "@/lib/interactors/housekeeping/ticks";
import { openStore, type Store } from "@/lib/store/engine/store";
import { stoppedClock } from "@/lib/testing/cast";
import { scratchDatabase } from "@/lib/testing/scratch";
import { houseJobs } from "./house-jobs";
import type { Job } from "./loop";

const clock = stoppedClock("2026-05-04T12:20:00Z");
const told: [stat: string, amount: number][] = [];
let store: Store;
let jobs: Map<string, Job>;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  const list = houseJobs({ store, clock }, async (stat, amount) => void told.push([stat, amount]));
  jobs = new Map(list.map((job) => [job.name, job]));
  expect(jobs.size).toBe(list.length);
});
afterAll(() => store.close());

async function runs(name: string): Promise<void> {
  await jobs.get(name)?.run(new AbortController().signal);
}

test("every chore has a loop, and so have the sign of life and measuring", () => {
  expect([...jobs.keys()].sort()).toEqual([...CHORES.map(({ name }) => name), "measure", "tick"].sort());
});

test("the roll-up tells how long a round took, and its lag is told once it has come round", async () => {
  await runs("measure");
  expect(told).toEqual([]);
  await runs("roll up");
  await runs("measure");
  expect(told).toEqual([
    ["rollUpTime", expect.any(Number)],
    ["rollUpLag", expect.any(Number)],
  ]);
  const sinceRolled = (Date.now() - Date.parse("2026-05-04T12:15:00Z")) / 1_000;
  expect(Math.abs((told[1]?.[1] ?? 0) - sinceRolled)).toBeLessThan(60);
});

test("each round that ended is noted, the sign of life's too", async () => {
  await runs("tick");
  expect((await readTicks({ store })).map(({ name }) => name)).toEqual(["roll up", "tick"]);
});
