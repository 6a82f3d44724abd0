import { afterAll, beforeAll, expect, test } from "vitest";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { asking, stoppedClock } from "@/lib/testing/cast";
import * as pause from "./reports/[id]/pause/route";
import * as preview from "./reports/[id]/preview/route";
import * as resume from "./reports/[id]/resume/route";
import * as report from "./reports/[id]/route";
import * as send from "./reports/[id]/send/route";
import * as turns from "./reports/[id]/turns/route";
import * as reports from "./reports/route";

let scene: ApiScene;
let statId: string;
beforeAll(async () => {
  scene = await apiScene({ STATNEST_URL: "https://stats.example.com" });
  const alice = asking(scene.store, stoppedClock("2026-11-23T00:00:00Z"), scene.cast.alice.actor);
  statId = (await createStat(alice, { name: `<img src=x onerror="a()">`, kind: "counter" })).id;
});
afterAll(() => scene.store.close());

const BASE = "/api/v1/reports";
const ASKED = { cadence: "weekly", at: "07:30", weekday: "friday", tz: "Europe/Berlin" };
const RECIPIENTS = ["alice@example.com", "ada@elsewhere.example"];

async function made(body: object = ASKED): Promise<string> {
  const all = { recipients: ["alice@example.com"], ...body };
  return (await ask(reports, BASE, { method: "POST", key: scene.keys.manage, body: all })).json.id;
}

test("201 with the report as it was made, and where it is", async () => {
  const body = { ...ASKED, recipients: RECIPIENTS, subject: { kind: "stats", stats: [statId] } };
  const { status, json, headers } = await ask(reports, BASE, { method: "POST", key: scene.keys.manage, body });
  expect(status).toBe(201);
  expect(headers.get("location")).toBe(`${BASE}/${json.id}`);
  expect(json).toEqual({
    ...{ id: expect.stringMatching(/^\w{6}$/), name: "Weekly report", cadence: "weekly", at: "07:30", weekday: 5 },
    ...{ day: null, tz: "Europe/Berlin", subject: { kind: "stats", stats: [statId] }, recipients: RECIPIENTS },
    recipient_states: [
      { address: RECIPIENTS[0], state: "receives" },
      { address: RECIPIENTS[1], state: "asked" },
    ],
    ...{ paused: false, next_at: json.next_times[0], next_times: expect.any(Array) },
    created_at: expect.stringMatching(/Z$/),
  });
  expect(json.next_times).toHaveLength(5);
  expect((await ask(report, BASE, { key: scene.keys.read, id: json.id })).json).toEqual(json);
  expect((await ask(reports, BASE, { key: scene.keys.read })).json.data).toContainEqual(json);
});

test("a key makes one of its person's favourites, to that person, when it names nobody", async () => {
  const body = { cadence: "daily", subject: { kind: "favourites" } };
  const { json } = await ask(reports, BASE, { method: "POST", key: scene.keys.manage, body });
  expect(json.subject).toEqual({ kind: "favourites", user_id: scene.cast.alice.userId });
  expect(json.recipients).toEqual(["alice@example.com"]);
});

test("200 for a change, a pause and its end; 204 when it is deleted, and 404 from then on", async () => {
  const id = await made();
  const key = scene.keys.manage;
  const changed = await ask(report, BASE, { method: "PATCH", key, id, body: { cadence: "monthly", day: "last" } });
  expect([changed.status, changed.json.day, changed.json.weekday]).toEqual([200, "last", null]);
  const paused = await ask(pause, BASE, { method: "POST", key, id });
  expect([paused.json.paused, paused.json.next_at, paused.json.next_times]).toEqual([true, null, []]);
  expect((await ask(resume, BASE, { method: "POST", key, id })).json.next_at).toBe(changed.json.next_at);
  expect((await ask(report, BASE, { method: "DELETE", key, id })).status).toBe(204);
  expect((await ask(report, BASE, { key, id })).status).toBe(404);
});

test("a preview is a page that can do nothing, whatever stats are called", async () => {
  const id = await made({
    ...ASKED,
    cadence: "daily",
    weekday: undefined,
    subject: { kind: "stats", stats: [statId] },
  });
  const { status, headers, text } = await ask(preview, BASE, { key: scene.keys.read, id });
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; .*sandbox/);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("cache-control")).toContain("no-store");
  expect(text).toContain("&lt;img");
  expect(text).not.toMatch(/<img src=x|<script|<form/);
});

test("202 when it is sent, and the history says to whom", async () => {
  const id = await made();
  const sent = await ask(send, BASE, { method: "POST", key: scene.keys.manage, id });
  expect([sent.status, sent.json.mails]).toEqual([202, 1]);
  const tried = await ask(send, BASE, { method: "POST", key: scene.keys.manage, id, body: { test: true } });
  expect([tried.status, tried.json.mails]).toEqual([202, 1]);
  const { json } = await ask(turns, `${BASE}?limit=1`, { key: scene.keys.read, id });
  expect(json.next).toEqual(expect.any(String));
  expect(json.data).toMatchObject([
    {
      ...{ turn: tried.json.turn, state: "handed", late_seconds: 0, subject: expect.any(String) },
      copies: [{ address: "alice@example.com", state: "waiting", sent_at: null, problem: "" }],
    },
  ]);
  const rest = await ask(turns, `${BASE}?limit=1&cursor=${json.next}`, { key: scene.keys.read, id });
  expect([rest.json.data[0].turn, rest.json.next]).toEqual([sent.json.turn, null]);
});

test("400 names what is wrong", async () => {
  const body = { cadence: "daily", at: "7:30", recipients: ["ada"], nextAt: 5 };
  const { status, json } = await ask(reports, BASE, { method: "POST", key: scene.keys.manage, body });
  expect(status).toBe(400);
  expect(json.errors).toEqual([{ pointer: "#", detail: "unknown field nextAt" }]);
  const again = await ask(reports, BASE, {
    method: "POST",
    key: scene.keys.manage,
    body: { ...body, nextAt: undefined },
  });
  expect(again.json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(["#/at", "#/recipients/0"]);
  for (const cursor of ["x", "WzEsMl0"]) {
    expect((await ask(turns, `${BASE}?cursor=${cursor}`, { key: scene.keys.read, id: "x" })).status).toBe(400);
  }
});

test("404 to a stranger, in the words of one that is missing; 403 to keys that may not", async () => {
  const id = await made();
  const all = [report, preview, turns].map((route) => ({ route, method: "GET" }));
  const changes = [pause, resume, send].map((route) => ({ route, method: "POST" }));
  for (const { route, method } of [...all, ...changes, { route: report, method: "DELETE" }]) {
    const foreign = await ask(route, BASE, { method, key: scene.strangersKey, id });
    const missing = await ask(route, BASE, { method, key: scene.strangersKey, id: "zzZZ99" });
    expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
    expect((await ask(route, BASE, { method, key: scene.keys.ingest, id })).status).toBe(403);
    expect((await ask(route, BASE, { method, id })).status).toBe(401);
  }
  for (const { route, method } of changes) {
    expect((await ask(route, BASE, { method, key: scene.keys.read, id })).status).toBe(403);
  }
});
