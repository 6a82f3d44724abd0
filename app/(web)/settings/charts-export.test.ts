import { afterAll, beforeAll, expect, test } from "vitest";
import { annotate } from "@/lib/interactors/annotations/annotate";
import { saveComparison } from "@/lib/interactors/comparisons/save-comparison";
import { addCard } from "@/lib/interactors/dashboards/add-card";
import { createDashboard } from "@/lib/interactors/dashboards/create-dashboard";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { asking, joined, stoppedClock } from "@/lib/testing/cast";
import * as route from "./export/charts/route";

let scene: ApiScene;
beforeAll(async () => {
  scene = await apiScene();
  const ctx = asking(scene.store, stoppedClock("2026-05-04T12:00:00.000Z"), scene.cast.alice.actor);
  const { id } = await createStat(ctx, { name: "visits", kind: "counter" });
  const dashboard = await createDashboard(ctx, { name: "Servers" });
  await addCard(ctx, { id: dashboard.id, title: "Load", stats: [{ id }] });
  await saveComparison(ctx, { title: "Both", stats: [{ id }] });
  await annotate(ctx, { text: "deploy", at: "2026-05-04T11:00:00Z" });
});
afterAll(() => scene.store.close());

const download = async (as: Parameters<ApiScene["browserOf"]>[0]) =>
  ask(route, "/settings/export/charts", { method: "POST", headers: await scene.browserOf(as) });

test("what a team made of its numbers is a file that nobody keeps on the way, and taking it is written down", async () => {
  const { status, headers, json } = await download(scene.cast.alice);
  expect([status, headers.get("cache-control")]).toEqual([200, "private, no-store"]);
  expect(headers.get("content-disposition")).toBe('attachment; filename="statnest-dashboards.json"');
  expect(json).toMatchObject({
    team: "alice@example.com's team",
    dashboards: [{ name: "Servers", cards: [{ title: "Load", width: 6, height: 4 }] }],
    comparisons: [{ title: "Both", spec: { kind: "graph" } }],
    annotations: [{ text: "deploy", at: "2026-05-04T11:00:00.000Z", until: null, stat_id: null }],
  });
  const events = await scene.store.prisma.auditEvent.findMany({ where: { action: "team.exported" } });
  expect(events).toHaveLength(1);
});

test("another team takes its own, and members take nothing", async () => {
  const { json } = await download(scene.cast.charlie);
  expect(json).toMatchObject({ dashboards: [], comparisons: [], annotations: [] });
  expect((await download(scene.cast.bob)).status).toBe(403);
  const vera = await joined(scene.store, "vera@example.com", scene.cast.alice.teamId, "viewer");
  expect((await download(vera)).status).toBe(403);
});
