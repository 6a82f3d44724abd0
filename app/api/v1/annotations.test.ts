import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { annotationAnswer } from "@/lib/presenters/http/annotation-answers";
import { listAnswer } from "@/lib/presenters/http/answers";
import { ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import * as annotation from "./annotations/[id]/route";
import * as annotations from "./annotations/route";
import * as stats from "./stats/route";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const MISSING = "01a2076f-251d-7390-9d6d-01d8f1eab266";

let scene: ApiScene;
beforeAll(async () => {
  scene = await apiScene();
});
beforeEach(async () => {
  await scene.store.prisma.annotation.deleteMany();
  await scene.store.prisma.stat.deleteMany();
});
afterAll(() => scene.store.close());

const post = (body: unknown, key = scene.keys.ingest, headers = {}) =>
  ask(annotations, "/", { method: "POST", key, body, headers });
const byForm = (body: string, key = scene.keys.ingest) => post(body, key, FORM);
const listed = async (query = "", key = scene.keys.read) => {
  const { status, json } = await ask(annotations, `/${query}`, { key });
  expect(status).toBe(200);
  return listAnswer(annotationAnswer).parse(json);
};

test("201: a deploy script's one line writes an annotation with an ingest key", async () => {
  const { status, json, headers } = await byForm("text=Deploy v2");
  expect([status, annotationAnswer.parse(json)]).toMatchObject([
    201,
    { text: "Deploy v2", until: null, stat_id: null, author: expect.stringMatching(/^ingest key \(sn_in_/), own: true },
  ]);
  expect(Math.abs(Date.parse(json.at) - Date.now())).toBeLessThan(10_000);
  expect(headers.get("cache-control")).toBe("private, no-store");
  expect((await listed()).data).toEqual([json]);
});

test("201: a form as curl --data-urlencode sends it, about a stat by its name, over a stretch of time", async () => {
  const { json: stat } = await ask(stats, "/", {
    method: "POST",
    key: scene.keys.manage,
    body: { name: "sign-ups & more", kind: "counter" },
  });
  const form = new URLSearchParams({
    text: "Öl & Wasser + 100 %",
    stat: "sign-ups & more",
    at: "2026-05-04T10:00:00Z",
    until: "1777896000",
  });
  const { status, json } = await byForm(String(form));
  expect([status, json]).toMatchObject([
    201,
    {
      ...{ text: "Öl & Wasser + 100 %", stat_id: stat.id, stat_name: "sign-ups & more" },
      ...{ at: "2026-05-04T10:00:00.000Z", until: "2026-05-04T12:00:00.000Z" },
    },
  ]);
});

test("201: JSON, with unix seconds as a number", async () => {
  const { status, json } = await post({ text: "Deploy", at: 1_777_888_800 });
  expect([status, json.at]).toEqual([201, "2026-05-04T10:00:00.000Z"]);
});

test("200: a retry is answered with what the first try wrote", async () => {
  const first = await byForm("text=Deploy v2");
  const again = await byForm("text=Deploy v2");
  expect([first.status, again.status, again.json]).toEqual([201, 200, first.json]);
  expect((await listed()).data).toHaveLength(1);
});

test("400: what is wrong is named, whether by form or as JSON", async () => {
  const pointers = async (answer: ReturnType<typeof post>) => {
    const { status, json, headers } = await answer;
    expect(headers.get("content-type")).toBe("application/problem+json");
    return [status, ...json.errors.map(({ pointer }: { pointer: string }) => pointer)];
  };
  expect(await pointers(byForm(""))).toEqual([400, "#/text"]);
  expect(await pointers(byForm("text=a%0Ab"))).toEqual([400, "#/text"]);
  expect(await pointers(byForm("text=a&text=b"))).toEqual([400, "#/text"]);
  expect(await pointers(byForm("text=a&at=soon&until=later"))).toEqual([400, "#/at", "#/until"]);
  expect(await pointers(byForm("text=a&colour=red"))).toEqual([400, "#/colour"]);
  expect(await pointers(byForm("text=a&stat=x&stat_id=y"))).toEqual([400, "#/stat"]);
  expect(await pointers(byForm("text=a&id=x"))).toEqual([400, "#"]);
  expect(await pointers(byForm("text=a&statId=x"))).toEqual([400, "#"]);
  expect(await pointers(post({ text: 7 }))).toEqual([400, "#/text"]);
  expect(await pointers(post({ text: "a", at: -1 }))).toEqual([400, "#/at"]);
  expect(await pointers(post([]))).toEqual([400, "#"]);
});

test("401, 403: without a key, with a read key, and to a viewer's or an ingest key's list", async () => {
  expect((await ask(annotations, "/", { method: "POST", body: "text=x", headers: FORM })).status).toBe(401);
  expect((await byForm("text=x", scene.keys.read)).status).toBe(403);
  expect((await ask(annotations, "/", { key: scene.keys.ingest })).status).toBe(403);
  const { json } = await byForm("text=x");
  for (const key of [scene.keys.ingest, scene.keys.read]) {
    const change = await ask(annotation, "/", { method: "PATCH", key, id: json.id, body: { text: "y" } });
    const removal = await ask(annotation, "/", { method: "DELETE", key, id: json.id });
    expect([change.status, removal.status]).toEqual([403, 403]);
  }
});

test("401: a form that another site's page sends with a person's cookie is nobody's", async () => {
  const headers = await scene.browserOf(scene.cast.alice);
  const send = (more: Record<string, string>) =>
    ask(annotations, "/", { method: "POST", body: "text=x", headers: { ...headers, ...FORM, ...more } });
  expect((await send({ origin: "https://evil.example", "sec-fetch-site": "cross-site" })).status).not.toBe(201);
  expect(await scene.store.prisma.annotation.count()).toBe(0);
  expect((await send({})).status).toBe(201);
});

test("404: another team's annotation and stat answer like missing ones", async () => {
  const { json } = await byForm("text=ours");
  const { json: stat } = await ask(stats, "/", {
    method: "POST",
    key: scene.keys.manage,
    body: { name: "ours", kind: "counter" },
  });
  const key = scene.strangersKey;
  const tries: [(id: string) => ReturnType<typeof ask>, string, string][] = [
    [(id) => ask(annotation, "/", { method: "PATCH", key, id, body: { text: "theirs" } }), json.id, MISSING],
    [(id) => ask(annotation, "/", { method: "DELETE", key, id }), json.id, MISSING],
    [(id) => ask(annotation, "/", { method: "DELETE", key, id }), json.id, "no-uuid"],
    [(id) => byForm(`text=theirs&stat_id=${id}`, key), stat.id, "nosuch"],
    [(name) => byForm(`text=theirs&stat=${name}`, key), "ours", "nosuch"],
    [(id) => ask(annotations, `/?stat_id=${id}`, { key }), stat.id, "nosuch"],
  ];
  for (const [asked, theirs, never] of tries) {
    const [answer, missing] = [await asked(theirs), await asked(never)];
    expect([answer.status, answer.text]).toEqual([404, missing.text]);
  }
  expect((await listed("", key)).data).toEqual([]);
});

test("413, 415: too large, and what is neither form nor JSON", async () => {
  expect((await byForm(`text=${"x".repeat(300_000)}`)).status).toBe(413);
  const { status, json } = await post("text=x", scene.keys.ingest, { "content-type": "text/plain" });
  expect([status, json.detail]).toEqual([
    415,
    "send a form, as curl -d does, or JSON with Content-Type: application/json",
  ]);
});

test("a page of the list, what is changed in it, and what is deleted", async () => {
  for (const day of [1, 2, 3]) await byForm(`text=day ${day}&at=2026-05-0${day}`);
  const first = await listed("?limit=2&from=2026-05-01&to=2026-05-04");
  expect(first.data.map(({ text }) => text)).toEqual(["day 3", "day 2"]);
  const rest = await listed(`?limit=2&cursor=${first.next}`);
  expect([rest.data.map(({ text }) => text), rest.next]).toEqual([["day 1"], null]);
  expect((await ask(annotations, "/?limit=0", { key: scene.keys.read })).status).toBe(400);
  expect((await ask(annotations, "/?cursor=x", { key: scene.keys.read })).status).toBe(400);

  const id = first.data[0]?.id ?? "";
  const key = scene.keys.manage;
  const body = { text: "the third", until: "2026-05-03T12:00:00Z" };
  const changed = await ask(annotation, "/", { method: "PATCH", key, id, body });
  expect([changed.status, annotationAnswer.parse(changed.json)]).toMatchObject([
    200,
    { text: "the third", at: "2026-05-03T00:00:00.000Z", until: "2026-05-03T12:00:00.000Z" },
  ]);
  const moment = await ask(annotation, "/", { method: "PATCH", key, id, body: { until: null } });
  expect(moment.json).toMatchObject({ text: "the third", until: null });
  expect((await ask(annotation, "/", { method: "PATCH", key, id, body: "text=x", headers: FORM })).status).toBe(415);
  expect((await ask(annotation, "/", { method: "DELETE", key, id })).status).toBe(204);
  expect((await ask(annotation, "/", { method: "DELETE", key, id })).status).toBe(404);
  expect((await listed()).data.map(({ text }) => text)).toEqual(["day 2", "day 1"]);
});
