import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import * as alerts from "@/app/api/v1/alerts/route";
import * as channels from "@/app/api/v1/channels/route";
import * as keys from "@/app/api/v1/keys/route";
import * as stats from "@/app/api/v1/stats/route";
import * as watch from "@/app/api/v1/watch/route";
import { HOUSE_TEAM_ID } from "@/lib/domain/house";
import { NOWHERE } from "@/lib/domain/source";
import { openHouse } from "@/lib/interactors/house/open-house";
import { sharedStore } from "@/lib/store/engine/shared-store";
import { insertStat } from "@/lib/store/records/stats";
import { putMinute } from "@/lib/testing/cast";
import { scratchDatabase } from "@/lib/testing/scratch";
import { arm, DEMO_ALERTS } from "./alarm";
import type { Door } from "./fill";
import { coldest, liveThrough, warm } from "./past";
import { type DemoPoint, weather } from "./weather";

type Handlers = Record<string, (request: Request, context: { params: Promise<object> }) => Promise<Response>>;
const ROUTES: Record<string, Handlers> = { alerts, channels, keys, stats, watch } as never;
const EMAIL = "demo@statnest.example";
const NOW = Math.floor(Date.now() / 1_000);

let url: string;
let door: Door;
let points: DemoPoint[];

beforeAll(async () => {
  url = await scratchDatabase();
  Object.assign(process.env, { DATABASE_URL: url, STATNEST_LOG_LEVEL: "silent" });
  process.env.NEXTAUTH_SECRET = "a secret for tests, long enough";
  const store = sharedStore();
  const job = { actor: { kind: "job", name: "demo" } as const, from: NOWHERE, store, clock: { now: () => new Date() } };
  const { ezkey, manageKey } = await openHouse(job, { email: EMAIL, password: "seven quiet eagles" });
  door = { url: "http://localhost:3000", ezkey, manageKey };
  for (const { stat: name } of DEMO_ALERTS) {
    const kind = name.endsWith("rain") ? "counter" : "value";
    await insertStat(store.prisma, { teamId: HOUSE_TEAM_ID, name, kind }, new Date());
  }
  points = (await weather(NOW - 5 * 86_400, NOW)).filter(({ stat }) => stat === "Seattle temperature");
  const { id } = await store.prisma.stat.findFirstOrThrow({ where: { name: "Seattle temperature" } });
  for (const point of points) {
    const minute = new Date(Math.floor(point.t / 60) * 60_000).toISOString();
    await putMinute(store, id, minute, ["value" in point ? point.value : 0]);
  }
});
beforeEach(() => {
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    const request = new Request(address, init);
    const [, , , route = ""] = new URL(address).pathname.split("/");
    const handler = ROUTES[route]?.[init.method ?? "GET"];
    if (handler === undefined) throw new Error(`nobody answers ${address}`);
    return handler(request, { params: Promise.resolve({}) });
  });
});
afterEach(() => vi.unstubAllGlobals());
afterAll(() => sharedStore().close());

test("the demo's alerts are made once, told to its person, and the watch is on", async () => {
  const channel = await arm(door, EMAIL);
  expect(await arm(door, EMAIL)).toBe(channel);
  const { prisma } = sharedStore();
  expect(await prisma.channel.findMany({ select: { shown: true, confirmedAt: true } })).toEqual([
    { shown: EMAIL, confirmedAt: expect.any(Date) },
  ]);
  const made = await prisma.alert.findMany({ include: { channels: true }, orderBy: { createdAt: "asc" } });
  expect(made.map(({ name }) => name).sort()).toEqual(
    [...DEMO_ALERTS.map(({ name }) => name), "Anything unusual"].sort(),
  );
  expect(new Set(made.map(({ kind }) => kind))).toEqual(new Set(["value", "delta", "data", "anomaly"]));
  for (const { channels: told } of made) expect(told.map(({ channelId }) => channelId)).toEqual([channel]);
});

test("one of them has rung in the last days, by the evaluator, and only once is that made up", async () => {
  const channel = await arm(door, EMAIL);
  for (let i = 0; i < 2; i++) await liveThrough(door, url, { points, channel, now: NOW });
  const { prisma } = sharedStore();
  const incidents = await prisma.incident.findMany({ orderBy: { beganAt: "asc" } });
  expect(incidents.length).toBeGreaterThanOrEqual(2);
  const [first] = incidents;
  expect(first?.endedAt?.getTime()).toBeLessThan(Date.now());
  const events = await prisma.incidentEvent.findMany({
    where: { incidentId: first?.id ?? "" },
    orderBy: { id: "asc" },
  });
  expect(events.map(({ to }) => to)).toEqual(["firing", "recovering", "ok"]);
  expect(events[0]?.reason).toMatch(/over the threshold of/);
  expect(await prisma.alert.count({ where: { name: "Warm enough to open a window" } })).toBe(1);
});

test("a quarter of the hours are warm, one is the coldest, and without hours none is", () => {
  const hours = [4, 1, 3, 2].map((value, t): DemoPoint => ({ stat: "Seattle temperature", t, value }));
  expect(warm(hours)).toBe(4);
  expect(coldest(hours)).toBe(1);
  expect([warm([]), coldest([])]).toEqual([null, null]);
});
