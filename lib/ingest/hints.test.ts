import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scratchDatabase } from "@/lib/testing/scratch";
import type { Ingest } from "./ingest";
import { ez, post, statusOf } from "./testing/ask";
import { openTestIngest } from "./testing/open";
import { TestRecords } from "./testing/team";

let records: TestRecords;
let ingest: Ingest;
let listener: pg.Client;
const heard: { at: number; payload: string }[] = [];

beforeAll(async () => {
  const url = await scratchDatabase();
  records = new TestRecords(url);
  ingest = openTestIngest(url);
  listener = new pg.Client({ connectionString: url });
  await listener.connect();
  await listener.query("LISTEN statnest_change");
  listener.on("notification", ({ payload = "" }) => heard.push({ at: performance.now(), payload }));
});

afterAll(async () => {
  await ingest.close();
  await listener.end();
  await records.close();
});

test("after a commit the others are told which stats changed, at once", async () => {
  const team = await records.team();
  const { publicId } = await records.stat(team.id, "told", "counter");
  await ez(ingest, team.ezkey, "stat=told&count=1");
  await expect.poll(() => heard.at(-1)?.payload, { timeout: 600 }).toBe(`{"${team.id}":["${publicId}"]}`);
});

test("at most four times a second, with every stat in it, in pieces that NOTIFY takes", async () => {
  const team = await records.team();
  const points = Array.from({ length: 1_900 }, (_, i) => ({ stat: `many ${i}`, count: 1 }));
  expect(statusOf(await post(ingest, team.ezkey, { points }))).toBe(200);
  heard.length = 0;
  const end = performance.now() + 1_500;
  while (performance.now() < end) await post(ingest, team.ezkey, { points });
  await new Promise((resolve) => setTimeout(resolve, 400));
  for (const { payload } of heard) expect(payload.length).toBeLessThan(8_000);
  const ids = new Set(heard.flatMap(({ payload }) => JSON.parse(payload)[team.id] as string[]));
  expect(ids.size).toBe(1_900);
  const rounds = heard.filter(({ at }, i) => i === 0 || at - (heard[i - 1]?.at ?? 0) > 50).length;
  expect(rounds).toBeLessThanOrEqual(8);
});
