import { afterAll, beforeAll, expect, test } from "vitest";
import { watchAnswer } from "@/lib/presenters/http/watch-answers";
import { ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import * as watch from "./watch/route";

let scene: ApiScene;
beforeAll(async () => {
  scene = await apiScene();
});
afterAll(() => scene.store.close());

const patch = (body: unknown, key = scene.keys.manage) => ask(watch, "/", { method: "PATCH", key, body });

test("200: the watch is switched on, read with a reading key, and off again", async () => {
  const { status, json } = await patch({ on: true, budget_per_week: 3, channels: [] });
  expect([status, watchAnswer.parse(json)]).toMatchObject([200, { on: true, budget_per_week: 3, watched: 0 }]);
  expect((await ask(watch, "/", { key: scene.keys.read })).json).toEqual(json);
  expect((await ask(watch, "/", { key: scene.strangersKey })).json).toMatchObject({ on: false, alert_id: null });
  expect((await patch({ on: false })).json).toMatchObject({ on: false, alert_id: null });
});

test("400, 403, 404, 405: what it does not take", async () => {
  expect((await patch({ budget_per_week: 3 })).status).toBe(400);
  expect((await patch({ on: true, budget_per_week: "many" })).status).toBe(400);
  expect((await patch({ on: true }, scene.keys.read)).status).toBe(403);
  expect((await ask(watch, "/", { key: scene.keys.ingest })).status).toBe(403);
  expect((await patch({ on: true, channels: ["nobody's"] })).status).toBe(404);
  expect((await ask(watch, "/", { method: "POST", key: scene.keys.manage, body: {} })).status).toBe(405);
});
