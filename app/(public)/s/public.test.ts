import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as classic from "@/app/(web)/stats/[id]/csv/[range]/route";
import * as links from "@/app/api/v1/links/route";
import * as stats from "@/app/api/v1/stats/route";
import { type Answered, ask, type Route } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { putMinute } from "@/lib/testing/cast";
import * as csv from "./[token]/data.csv/route";
import * as json from "./[token]/data.json/route";
import * as image from "./[token]/image.png/route";
import * as oembed from "./[token]/oembed.json/route";

const PNG = "\u0089PNG".slice(1);

let scene: ApiScene;
let id: string;
let token: string;
beforeAll(async () => {
  scene = await apiScene({ STATNEST_URL: "http://localhost:3000" });
});
beforeEach(async () => {
  const { prisma } = scene.store;
  await prisma.publicLink.deleteMany();
  await prisma.stat.deleteMany();
  const made = await ask(stats, "/", {
    method: "POST",
    key: scene.keys.manage,
    body: { name: "=latency", kind: "value", unit: "ms", description: "secret plans", tags: ["inner"] },
  });
  id = made.json.id;
  const row = await prisma.stat.findFirstOrThrow({ where: { publicId: id } });
  await putMinute(
    scene.store,
    row.id,
    new Date(Math.floor(Date.now() / 60_000) * 60_000 - 600_000).toISOString(),
    [3, 5],
  );
  const link = await ask(links, "/", { method: "POST", key: scene.keys.manage, body: { stat_id: id } });
  token = link.json.token;
});
afterAll(() => scene.store.close());

const FILES: [string, Route][] = [
  ["data.csv", csv],
  ["data.json", json],
  ["image.png", image],
  ["oembed.json", oembed],
];
const file = (name: string, of = token, query = ""): Promise<Answered> => {
  const route = FILES.find(([each]) => each === name)?.[1] as Route;
  return ask(route, `/s/${of}/${name}${query}`);
};
const range = (name: string, asking = {}) => ask(classic, `/stats/${id}/csv/${name}`, { id, ...asking });
const close = (data: object) => scene.store.prisma.publicLink.updateMany({ data });

test("the files of a public stat are for everybody, over the range that was asked for", async () => {
  const numbers = await file("data.csv", token, "?range=hour&step=1m");
  expect(numbers.headers.get("content-type")).toContain("text/csv");
  expect(numbers.text).toMatch(/^t,n,v,sum,min,max\r\n/);
  expect(numbers.text).toMatch(/\d+,2,4,8,3,5\r\n/);
  expect((await file("data.csv", token, "?range=week&compare=1")).text).toContain("compare_v");
  const { json: data } = await file("data.json", token, "?range=day");
  expect(data.data).toMatchObject([
    { stat: { name: "=latency", unit: "ms" }, compare: null, step: expect.any(String) },
  ]);
  const picture = await file("image.png");
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(picture.text).toContain(PNG);
  expect((await file("oembed.json")).json).toMatchObject({
    type: "link",
    title: "=latency",
    thumbnail_url: `http://localhost:3000/s/${token}/image.png`,
    thumbnail_width: 1200,
    thumbnail_height: 630,
  });
});

test("nothing is told of the team: no key, no tag, no description in what is data", async () => {
  await scene.store.prisma.stat.updateMany({ data: { classicKey: "classic-canary" } });
  for (const [name] of FILES) {
    const { text, headers } = await file(name);
    for (const secret of ["classic-canary", "inner", "secret plans", scene.cast.alice.teamId]) {
      expect(text, name).not.toContain(secret);
    }
    expect([headers.get("set-cookie"), headers.get("x-robots-tag")], name).toEqual([null, "noindex"]);
  }
});

test("a range that cannot be is the usual one", async () => {
  expect((await file("data.csv", token, "?from=0001-01-02&to=9000-01-01")).status).toBe(200);
  expect((await file("data.csv", token, "?range=decade&step=7s&tz=Mars")).text).toBe((await file("data.csv")).text);
});

test.each<[string, object, number]>([
  ["paused", { pausedAt: new Date() }, 403],
  ["expired", { expiresAt: new Date(Date.now() - 1) }, 410],
])("a link that is %s shows nothing on any surface", async (_, data, status) => {
  await close(data);
  for (const [name] of FILES) {
    const answer = await file(name);
    expect([answer.status, answer.text.includes("latency")], name).toEqual([status, false]);
  }
});

test("a token of nothing, and that of an embed, open no page", async () => {
  const body = { stats: [{ id }] };
  const embed = (await ask(links, "/", { method: "POST", key: scene.keys.manage, body })).json.token;
  for (const [name] of FILES) {
    const missing = await file(name, "x".repeat(22));
    expect(missing.status, name).toBe(404);
    expect((await file(name, embed)).text, name).toBe(missing.text);
  }
});

test.each(["hour", "day", "week", "month"])("StatHat's CSV of the last %s has two columns of numbers", async (name) => {
  const answer = await range(name);
  expect(answer.headers.get("content-type")).toContain("text/csv");
  expect(answer.text).toMatch(/^time,value\r\n(\d+,(\d+(\.\d+)?)?\r\n)+$/);
  expect(answer.text).toMatch(/,4\r\n/);
});

test("StatHat's CSV of a stat that is not public is for its team alone; to all others it is missing", async () => {
  const open = (await range("day")).text;
  await close({ pausedAt: new Date() });
  const missing = await ask(classic, "/stats/nosuch/csv/day", { id: "nosuch" });
  expect([(await range("day")).status, (await range("day")).text]).toEqual([404, missing.text]);
  expect((await range("day", { key: scene.keys.read })).text).toBe(open);
  expect((await range("day", { headers: await scene.browserOf(scene.cast.bob) })).text).toBe(open);
  expect((await range("day", { key: scene.strangersKey })).status).toBe(404);
  expect((await range("day", { key: scene.keys.ingest })).status).toBe(403);
  expect((await range("decade")).status).toBe(404);
});
