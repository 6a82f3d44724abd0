import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { HOUSE_STATS, HOUSE_TEAM_ID } from "@/lib/domain/house";
import { signIn } from "@/lib/interactors/accounts/sign-in";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { insertStat } from "@/lib/store/records/stats";
import { asking, castOf, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { openHouse } from "./open-house";
import { readHouseSeries } from "./read-house-series";

const clock = stoppedClock("2026-05-04T12:00:30Z");
const OWNER = { email: "demo@example.org", password: "seven quiet eagles" };
let store: Store;
let anybody: Context;
let job: Context;
let alice: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  anybody = asking(store, clock, { kind: "anonymous" });
  job = asking(store, clock, { kind: "job", name: "demo" });
  alice = asking(store, clock, (await castOf(store)).alice.actor);
});
afterAll(() => store.close());

test("the house has no series until it was measured; then anybody reads its last hour by the minute", async () => {
  const { name, kind } = HOUSE_STATS.points;
  await createStat(alice, { name, kind });
  expect(await readHouseSeries(anybody)).toBeNull();
  const stat = await insertStat(store.prisma, { teamId: HOUSE_TEAM_ID, name, kind }, clock.now());
  await putMinute(store, stat?.seriesId ?? 0n, "2026-05-04T12:00:00Z", [5, 2]);
  const series = await readHouseSeries(anybody);
  expect(series?.points.at(-1)).toEqual({
    t: Date.parse("2026-05-04T12:00:00Z") / 1_000,
    n: 2,
    v: 7,
    sum: 7,
    min: 2,
    max: 5,
  });
  expect(series?.points.filter(({ v }) => v !== null)).toHaveLength(1);
});

test("only a job opens the house, and whoever it is opened for works in the house's team", async () => {
  expect((await refusalOf(openHouse(alice, OWNER))).code).toBe("forbidden");
  const { ezkey, manageKey } = await openHouse(job, OWNER);
  expect([ezkey.slice(0, 6), manageKey.slice(0, 6)]).toEqual(["sn_in_", "sn_rw_"]);
  const { userId } = await signIn(anybody, OWNER);
  const memberships = await store.prisma.membership.findMany({
    where: { userId },
    select: { teamId: true, role: true },
  });
  expect(memberships).toEqual([{ teamId: HOUSE_TEAM_ID, role: "owner" }]);
  expect((await refusalOf(openHouse(job, OWNER))).code).toBe("conflict");
});
