import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listAnswer } from "@/lib/presenters/http/answers";
import { linkAnswer, linkWithChartAnswer } from "@/lib/presenters/http/link-answers";
import { ask, type Route } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { joined, keyOf } from "@/lib/testing/cast";
import * as pause from "./links/[id]/pause/route";
import * as resume from "./links/[id]/resume/route";
import * as link from "./links/[id]/route";
import * as links from "./links/route";
import * as stats from "./stats/route";

let scene: ApiScene;
let stat: string;
beforeAll(async () => {
  scene = await apiScene();
});
beforeEach(async () => {
  await scene.store.prisma.publicLink.deleteMany();
  await scene.store.prisma.stat.deleteMany();
  await scene.store.prisma.team.updateMany({ data: { publishers: "members" } });
  stat = await statOf(scene.keys.manage);
});
afterAll(() => scene.store.close());

async function statOf(key: string): Promise<string> {
  return (await ask(stats, "/", { method: "POST", key, body: { name: "latency", kind: "value" } })).json.id;
}

function post(body: object, key = scene.keys.manage) {
  return ask(links, "/", { method: "POST", key, body });
}

async function embed(more: object = {}): Promise<{ id: string; token: string; url: string }> {
  const made = await post({ stats: [{ id: stat }], ...more });
  expect(made.status).toBe(201);
  return linkWithChartAnswer.parse(made.json) as { id: string; token: string; url: string };
}

const all = async (key: string) => listAnswer(linkAnswer).parse((await ask(links, "/", { key })).json).data;

test("an embed is made with all its options and said back under the API's names", async () => {
  const made = await embed({
    title: "How slow",
    spec: { kind: "graph", style: "area", range: { preset: "month" }, compare: "1M", thresholds: [{ value: 95 }] },
    look: { theme: "dark", width: 300, credit: false },
    origins: ["https://blog.example.com/"],
    expires_at: "2099-01-01T00:00:00Z",
  });
  expect(made).toMatchObject({
    opens: "chart",
    name: "How slow",
    url: `http://localhost:3000/embed/${made.token}`,
    look: { theme: "dark", width: 300, height: 240, heading: true, credit: false },
    origins: ["https://blog.example.com"],
    expires_at: "2099-01-01T00:00:00.000Z",
    paused_at: null,
    views: 0,
    chart: {
      stats: [{ id: stat, axis: "left" }],
      spec: { style: "area", range: { preset: "month" }, thresholds: [{ value: 95, label: "", axis: "left" }] },
    },
  });
  expect(await all(scene.keys.manage)).toMatchObject([{ id: made.id, token: made.token }]);
});

test("a stat is made public once, and opened again under the same address after a pause", async () => {
  const made = linkWithChartAnswer.parse((await post({ stat_id: stat })).json);
  expect(made).toMatchObject({ opens: "stat", opens_id: stat, name: "latency", chart: null });
  expect(made.url).toBe(`http://localhost:3000/s/${made.token}`);
  const paused = await ask(pause, "/", { method: "POST", id: made.id, key: scene.keys.manage });
  expect(linkAnswer.parse(paused.json).paused_at).not.toBeNull();
  expect(linkWithChartAnswer.parse((await post({ stat_id: stat })).json)).toEqual({ ...made, paused_at: null });
  await ask(pause, "/", { method: "POST", id: made.id, key: scene.keys.manage });
  const resumed = await ask(resume, "/", { method: "POST", id: made.id, key: scene.keys.manage });
  expect(linkAnswer.parse(resumed.json)).toMatchObject({ token: made.token, paused_at: null });
});

test("a token is told to those who may hand it on, and to nobody else", async () => {
  const { id, token } = await embed();
  const viewer = await joined(scene.store, "vera@example.com", scene.cast.alice.teamId, "viewer");
  const told = async (asking: Parameters<typeof ask>[2]) =>
    (await ask(links, "/", asking)).text.includes(token) &&
    (await ask(link, "/", { ...asking, id })).text.includes(token);
  expect(await told({ key: scene.keys.manage })).toBe(true);
  expect(await told({ headers: await scene.browserOf(scene.cast.bob) })).toBe(true);
  for (const asking of [{ key: scene.keys.read }, { headers: await scene.browserOf(viewer) }]) {
    expect((await ask(link, "/", { ...asking, id })).json).toMatchObject({ id, token: null, url: null });
    expect((await ask(links, "/", asking)).text).not.toContain(token);
  }
  expect((await ask(links, "/", { key: scene.keys.ingest })).status).toBe(403);
  expect((await ask(links, "/")).status).toBe(401);
});

test("what is named changes, the token and the rest stay", async () => {
  const { id, token } = await embed({ title: "before", look: { height: 100 } });
  const change = { title: "after", look: { width: 400 }, origins: ["https://*.example.org"], expires_at: null };
  const changed = await ask(link, "/", { method: "PATCH", id, key: scene.keys.manage, body: change });
  expect([changed.status, linkWithChartAnswer.parse(changed.json)]).toMatchObject([
    200,
    { name: "after", token, look: { width: 400, height: 100 }, origins: ["https://*.example.org"] },
  ]);
});

test("what cannot be is refused, at the field it is about", async () => {
  const { id } = await embed();
  const patch = (body: object) => ask(link, "/", { method: "PATCH", id, key: scene.keys.manage, body });
  for (const [answer, status, pointer] of [
    [await post({}), 400, "#/stats"],
    [await post({ stats: [] }), 400, "#/stats"],
    [await post({ stats: [{ id: stat }], origins: ["nonsense"] }), 400, "#/origins/0"],
    [await post({ stats: [{ id: stat }], spec: { kind: "pie" } }), 400, "#/spec/kind"],
    [await post({ stats: [{ id: stat }], look: { width: 1 } }), 400, "#/look/width"],
    [await post({ stat_id: stat, title: "x" }), 400, "#/title"],
    [await patch({ expires_at: "2001-01-01T00:00:00Z" }), 422, "#/expires_at"],
    [await patch({ token: "mine" }), 400, "#/token"],
  ] as const) {
    expect([answer.status, answer.json.errors?.[0]]).toMatchObject([status, { pointer }]);
  }
  expect((await post({ stats: [{ id: "nosuch" }] })).status).toBe(404);
  expect((await post({ dashboard_id: "nosuch" })).status).toBe(404);
});

test("the team's switch says who may publish, and taking back is always allowed", async () => {
  const { id } = await embed();
  await scene.store.prisma.team.updateMany({ data: { publishers: "nobody" } });
  expect((await post({ stats: [{ id: stat }] })).status).toBe(403);
  expect((await ask(pause, "/", { method: "POST", id, key: scene.keys.manage })).status).toBe(200);
  expect((await ask(resume, "/", { method: "POST", id, key: scene.keys.manage })).status).toBe(403);
  expect((await ask(link, "/", { method: "DELETE", id, key: scene.keys.manage })).status).toBe(204);
  expect(await all(scene.keys.manage)).toEqual([]);
});

test("a foreign link answers byte for byte like a missing one", async () => {
  const { id } = await embed();
  const calls: [Route, string, unknown?][] = [
    [link, "GET"],
    [link, "PATCH", { title: "mine" }],
    [link, "DELETE"],
    [pause, "POST"],
    [resume, "POST"],
  ];
  for (const [route, method, body] of calls) {
    const of = (named: string) => ask(route, "/", { method, id: named, key: scene.strangersKey, body });
    const [foreign, never, nonsense] = [
      await of(id),
      await of("01a2076f-251d-7390-9d6d-01d8f1eab266"),
      await of("nosuch"),
    ];
    expect([foreign.status, foreign.text]).toEqual([404, never.text]);
    expect(nonsense.text).toBe(never.text);
  }
  expect(await all(scene.strangersKey)).toEqual([]);
  expect((await post({ stats: [{ id: stat }] }, scene.strangersKey)).status).toBe(404);
});

test("keys that only read or send may not publish", async () => {
  const { id } = await embed();
  for (const key of [scene.keys.read, scene.keys.ingest, await keyOf(scene.store, scene.cast.bob, "read")]) {
    expect((await post({ stats: [{ id: stat }] }, key)).status).toBe(403);
    expect((await ask(link, "/", { method: "DELETE", id, key })).status).toBe(403);
    expect((await ask(pause, "/", { method: "POST", id, key })).status).toBe(403);
  }
});
