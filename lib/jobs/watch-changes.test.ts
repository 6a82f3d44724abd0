import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { tellAll, tellChange } from "@/lib/store/records/change-hint";
import { AlertScene } from "@/lib/testing/alert-scene";
import type { Loops } from "./loop";
import { watchChanges } from "./watch-changes";

const NOON = "2026-05-04T12:00:00.000Z";
const at = (time: string) => `2026-05-04T${time}Z`;
let scene: AlertScene;
let watch: Loops | undefined;
const failed: unknown[] = [];

beforeAll(async () => {
  scene = await AlertScene.open(NOON);
});
beforeEach(() => scene.reset(NOON));
afterAll(async () => {
  await watch?.stop();
  await scene.close();
});

/** Resolves when it listens: then it has looked at everything once. */
async function start(): Promise<void> {
  await watch?.stop();
  const { store, clock } = scene;
  watch = watchChanges({ store, clock }, (_, error) => failed.push(error));
  const listening = async () => {
    const { rows } = await store.pool.query(
      "SELECT FROM pg_stat_activity WHERE application_name = 'statnest changes' AND datname = current_database()",
    );
    expect(rows.length).toBeGreaterThan(0);
  };
  await vi.waitFor(listening, { timeout: 5_000, interval: 50 });
  await new Promise((resolve) => setTimeout(resolve, 500));
}

const until = (state: string) =>
  vi.waitFor(async () => expect(await scene.states()).toEqual([state]), { timeout: 10_000, interval: 50 });

test("what rings is judged as soon as its number is heard of, by a pattern as well", async () => {
  const { id, seriesId, teamId } = await scene.stat();
  await scene.alert({ pattern: "ord*", channels: [] });
  await start();
  await scene.put(seriesId, at("11:59:30"), 50);
  await tellChange(scene.store.prisma, teamId, id);
  await until("firing");
  expect(failed).toEqual([]);
});

test("what moved without a hint is judged when it begins to listen, and when all of a team may have", async () => {
  const { seriesId, teamId } = await scene.stat();
  await scene.alert({ pattern: "ord*", missing: "ok", hold: "0s", channels: [] });
  await scene.tick(NOON);
  await scene.put(seriesId, at("11:59:30"), 50);
  await start();
  await until("firing");
  await scene.store.pool.query("TRUNCATE series_minute");
  await tellAll(scene.store.prisma, teamId);
  await until("ok");
  expect(failed).toEqual([]);
});

test("an error is told, and what was to be judged is judged later", async () => {
  const { id, seriesId, teamId } = await scene.stat();
  await scene.alert({ pattern: "ord*", channels: [] });
  await start();
  await scene.put(seriesId, at("11:59:30"), 50);
  await scene.store.pool.query("ALTER TABLE alert_standing RENAME TO elsewhere");
  await tellChange(scene.store.prisma, teamId, id);
  await vi.waitFor(() => expect(failed.length).toBeGreaterThan(0), { timeout: 10_000, interval: 50 });
  await scene.store.pool.query("ALTER TABLE elsewhere RENAME TO alert_standing");
  await until("firing");
});
