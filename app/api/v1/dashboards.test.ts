import { afterAll, beforeAll, expect, test } from "vitest";
import { listAnswer } from "@/lib/presenters/http/answers";
import {
  cardAnswer,
  dashboardAnswer,
  fullDashboardAnswer,
  listedDashboardAnswer,
} from "@/lib/presenters/http/dashboard-answers";
import { ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import * as card from "./cards/[id]/route";
import * as arrange from "./dashboards/[id]/arrange/route";
import * as cards from "./dashboards/[id]/cards/route";
import * as dashboard from "./dashboards/[id]/route";
import * as dashboards from "./dashboards/route";
import * as stats from "./stats/route";

let scene: ApiScene;
let key: string;
let stat: string;
beforeAll(async () => {
  scene = await apiScene();
  key = scene.keys.manage;
  stat = (await ask(stats, "/", { method: "POST", key, body: { name: "load", kind: "value" } })).json.id;
});
afterAll(() => scene.store.close());

const make = async (name = "Servers") =>
  dashboardAnswer.parse((await ask(dashboards, "/", { method: "POST", key, body: { name } })).json);
const put = (id: string, body: object) => ask(cards, "/", { method: "POST", key, id, body });

test("a dashboard is made, filled, arranged and read, all in the shapes that the document describes", async () => {
  const { id } = await make();
  const first = await put(id, { title: "Load", stats: [{ id: stat }], spec: { range: { preset: "day" } } });
  expect([first.status, cardAnswer.parse(first.json)]).toMatchObject([
    201,
    { title: "Load", width: 6, height: 4, stats: [{ id: stat, axis: "left" }], spec: { range: { preset: "day" } } },
  ]);
  const second = await put(id, { stats: [{ id: stat }], spec: { kind: "number" }, position: 0 });
  const shown = fullDashboardAnswer.parse((await ask(dashboard, "/", { id, key: scene.keys.read })).json);
  expect(shown.cards.map((each) => each.id)).toEqual([second.json.id, first.json.id]);
  const order = [...shown.cards].reverse().map((each) => ({ id: each.id, width: 12, height: 3 }));
  const body = { version: shown.version, cards: order };
  const arranged = await ask(arrange, "/", { method: "POST", key, id, body });
  expect([arranged.status, dashboardAnswer.parse(arranged.json).version]).toEqual([200, shown.version + 1]);
  const again = await ask(arrange, "/", { method: "POST", key, id, body });
  expect([again.status, again.json.detail]).toEqual([409, expect.stringContaining("arrange it again")]);
  const changed = await ask(card, "/", { method: "PATCH", key, id: first.json.id, body: { title: "Load average" } });
  expect(cardAnswer.parse(changed.json)).toMatchObject({ title: "Load average", width: 12, height: 3 });
  expect((await ask(card, "/", { method: "DELETE", key, id: second.json.id })).status).toBe(204);
  const list = listAnswer(listedDashboardAnswer).parse((await ask(dashboards, "/", { key: scene.keys.read })).json);
  expect(list).toMatchObject({ data: [{ id, name: "Servers", card_count: 1 }], next: null });
  const renamed = await ask(dashboard, "/", { method: "PATCH", key, id, body: { name: "Machines" } });
  expect(dashboardAnswer.parse(renamed.json).name).toBe("Machines");
  expect((await ask(dashboard, "/", { method: "DELETE", key, id })).status).toBe(204);
  expect((await ask(dashboard, "/", { id, key })).status).toBe(404);
});

test("what is wrong is named", async () => {
  const { id } = await make();
  const faults = async (body: object) => {
    const { status, json } = await put(id, body);
    return [status, json.errors?.[0]?.pointer];
  };
  expect(await faults({ stats: [] })).toEqual([400, "#/stats"]);
  expect(await faults({ stats: [{ id: stat }], spec: { kind: "pie" } })).toEqual([400, "#/spec/kind"]);
  expect(await faults({ stats: [{ id: stat }], spec: { range: { from: "x", to: "now" } } })).toEqual([
    400,
    "#/spec/range/from",
  ]);
  expect(await faults({ stats: [{ id: stat }], width: 1 })).toEqual([400, "#/width"]);
  expect(await faults({ stats: [{ id: stat }], id })).toEqual([400, "#"]);
  expect((await put(id, { stats: [{ id: "nosuch" }] })).status).toBe(404);
  expect((await ask(dashboards, "/", { method: "POST", key, body: { name: "" } })).status).toBe(400);
  expect((await ask(arrange, "/", { method: "POST", key, id, body: { cards: [] } })).json.errors).toMatchObject([
    { pointer: "#/version" },
  ]);
});

test("another team finds nothing, a read key changes nothing, and without a key nobody gets in", async () => {
  const { id } = await make();
  const { json } = await put(id, { stats: [{ id: stat }] });
  const calls = [
    [dashboard, "GET", id],
    [dashboard, "PATCH", id, { name: "mine" }],
    [dashboard, "DELETE", id],
    [cards, "POST", id, { stats: [{ id: stat }] }],
    [arrange, "POST", id, { version: 2, cards: [] }],
    [card, "PATCH", json.id, { title: "mine" }],
    [card, "DELETE", json.id],
  ] as const;
  const statuses = async (as: string | undefined) =>
    Promise.all(
      calls.map(async ([route, method, of, body]) => (await ask(route, "/", { method, key: as, id: of, body })).status),
    );
  expect(await statuses(scene.strangersKey)).toEqual(calls.map(() => 404));
  expect(await statuses(scene.keys.read)).toEqual([200, ...calls.slice(1).map(() => 403)]);
  expect(await statuses(undefined)).toEqual(calls.map(() => 401));
});
