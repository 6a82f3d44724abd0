import { afterAll, beforeAll, expect, test } from "vitest";
import { ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import * as team from "./team/route";

let scene: ApiScene;
beforeAll(async () => {
  scene = await apiScene({ STATNEST_LIMIT_API_PER_MINUTE: "3" });
});
afterAll(() => scene.store.close());

test("429: the fourth request at once is refused, says when to come back, and touches no other caller", async () => {
  const { read, manage } = scene.keys;
  const statuses: number[] = [];
  for (let request = 0; request < 3; request++) statuses.push((await ask(team, "/", { key: read })).status);
  expect(statuses).toEqual([200, 200, 200]);
  const refused = await ask(team, "/", { key: read });
  expect([refused.status, refused.headers.get("content-type")]).toEqual([429, "application/problem+json"]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
  expect((await ask(team, "/", { key: manage })).status).toBe(200);
});

test("429: wrong keys are counted by the address they come from", async () => {
  const from = (address: string) => ask(team, "/", { key: "wrong", headers: { "x-forwarded-for": address } });
  const statuses: number[] = [];
  for (let request = 0; request < 4; request++) statuses.push((await from("192.0.2.1")).status);
  expect(statuses).toEqual([401, 401, 401, 429]);
  expect((await from("192.0.2.2")).status).toBe(401);
});
