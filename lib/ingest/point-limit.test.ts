import { expect, test } from "vitest";
import { PointLimit } from "./point-limit";

/** What all processes share, and how often it was asked. */
function sharedLease() {
  const used = new Map<number, number>();
  const shared = {
    asked: 0,
    async lease(_team: string, second: number, wanted: number, allowance: number): Promise<boolean> {
      shared.asked += 1;
      const before = used.get(second) ?? 0;
      if (before + wanted > allowance) return false;
      used.set(second, before + wanted);
      return true;
    },
  };
  return shared;
}

async function takeUntilRefused(limit: PointLimit): Promise<number> {
  let taken = 0;
  while (await limit.take("team", 1)) taken += 1;
  return taken;
}

test("a twentieth costs no question, and a question brings a twentieth", async () => {
  const shared = sharedLease();
  const limit = new PointLimit(1_000, shared.lease, () => 0);
  for (let i = 0; i < 50; i++) expect(limit.take("team", 1)).toBe(true);
  expect(shared.asked).toBe(0);
  expect(await limit.take("team", 1)).toBe(true);
  for (let i = 0; i < 49; i++) expect(limit.take("team", 1)).toBe(true);
  expect(shared.asked).toBe(1);
});

test("one process gets the whole allowance, four together at most a fifth more", async () => {
  expect(await takeUntilRefused(new PointLimit(1_000, sharedLease().lease, () => 0))).toBe(1_000);
  const shared = sharedLease();
  const four = Array.from({ length: 4 }, () => new PointLimit(1_000, shared.lease, () => 0));
  const taken = await Promise.all(four.map(takeUntilRefused));
  const all = taken.reduce((sum, each) => sum + each, 0);
  expect(all).toBeGreaterThanOrEqual(900);
  expect(all).toBeLessThanOrEqual(1_200);
});

test("what was refused once in a second is refused without a question", async () => {
  const shared = sharedLease();
  const limit = new PointLimit(100, shared.lease, () => 0);
  await takeUntilRefused(limit);
  const { asked } = shared;
  for (let i = 0; i < 100; i++) expect(await limit.take("team", 1)).toBe(false);
  expect(shared.asked).toBe(asked);
});

test("the next second is a new one", async () => {
  let now = 0;
  const limit = new PointLimit(10, sharedLease().lease, () => now);
  expect(await takeUntilRefused(limit)).toBe(10);
  now = 1_000;
  expect(await takeUntilRefused(limit)).toBe(10);
});
