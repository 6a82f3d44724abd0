import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { binOf } from "@/lib/domain/distribution";
import {
  histogramAnswer,
  keyAnswer,
  listAnswer,
  newKeyAnswer,
  percentilesAnswer,
  seriesAnswer,
  statAnswer,
  teamAnswer,
} from "@/lib/presenters/http/answers";
import { openStore } from "@/lib/store/engine/store";
import { type Answered, ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { putMinute } from "@/lib/testing/cast";
import * as unknown from "./[[...path]]/route";
import * as key from "./keys/[id]/route";
import * as keys from "./keys/route";
import * as series from "./series/route";
import * as histogram from "./stats/[id]/histogram/route";
import * as merge from "./stats/[id]/merge/route";
import * as percentiles from "./stats/[id]/percentiles/route";
import * as restore from "./stats/[id]/restore/route";
import * as stat from "./stats/[id]/route";
import * as statSeries from "./stats/[id]/series/route";
import * as stats from "./stats/route";
import * as team from "./team/route";

let scene: ApiScene;
beforeAll(async () => {
  scene = await apiScene();
});
beforeEach(() => scene.store.prisma.stat.deleteMany());
afterAll(() => scene.store.close());

async function makeStat(name = "signups", kind = "counter"): Promise<string> {
  const made = await ask(stats, "/api/v1/stats", { method: "POST", key: scene.keys.manage, body: { name, kind } });
  expect(made.status).toBe(201);
  return made.json.id;
}

function expectProblem(answer: Answered, status: number, pointer?: string): void {
  expect([answer.status, answer.text]).toEqual([status, expect.any(String)]);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.json).toMatchObject({
    type: "about:blank",
    title: expect.any(String),
    status,
    detail: expect.any(String),
  });
  if (pointer !== undefined) expect(answer.json.errors).toMatchObject([{ pointer }]);
}

describe("200", () => {
  test("a list of stats has exactly the fields of the contract", async () => {
    await makeStat();
    const { json, headers } = await ask(stats, "/api/v1/stats?limit=10&sort=-last_at&favourite=false", {
      key: scene.keys.read,
    });
    expect(listAnswer(statAnswer).parse(json).data).toHaveLength(1);
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("ratelimit-policy")).toBe('"default";q=600;w=60');
    expect(headers.get("ratelimit")).toMatch(/^"default";r=\d+;t=\d+$/);
    expect(headers.get("x-ratelimit-limit")).toBe("600");
  });

  test("a stat is made, changed, trashed and restored", async () => {
    const { manage, read } = scene.keys;
    const id = await makeStat();
    const changed = await ask(stat, "/", {
      method: "PATCH",
      id,
      key: manage,
      body: { name: "people", favourite: true },
    });
    expect(statAnswer.parse(changed.json)).toMatchObject({ id, name: "people", favourite: true });
    expect((await ask(stat, "/", { method: "DELETE", id, key: manage })).status).toBe(204);
    expect((await ask(stat, "/", { id, key: read })).status).toBe(404);
    const trash = await ask(stats, "/api/v1/stats?trash=true", { key: read });
    expect(trash.json.data).toMatchObject([{ id }]);
    expect((await ask(restore, "/", { method: "POST", id, key: manage })).json).toMatchObject({ id });
    expect((await ask(stat, "/", { id, key: read })).json).toEqual(changed.json);
  });

  test("a stat is merged into another, which is answered with the numbers of both", async () => {
    const { manage, read } = scene.keys;
    const [id, into] = [await makeStat("sginups"), await makeStat("signups")];
    const { id: seriesId } = await scene.store.prisma.stat.findUniqueOrThrow({ where: { publicId: id } });
    await putMinute(scene.store, seriesId, "2026-05-03T01:00:00Z", [5]);
    const merged = await ask(merge, "/", { method: "POST", id, key: manage, body: { into } });
    expect([merged.status, statAnswer.parse(merged.json)]).toMatchObject([200, { id: into, last_value: 5 }]);
    expectProblem(await ask(stat, "/", { id, key: read }), 404);
    expect((await ask(stats, "/", { key: read })).json.data).toMatchObject([{ id: into }]);
  });

  test("a stat in the trash is deleted for good when that is asked for", async () => {
    const { manage, read } = scene.keys;
    const id = await makeStat();
    const permanently = { method: "DELETE", id, key: manage };
    const early = await ask(stat, "/?permanently=true", permanently);
    expectProblem(early, 404);
    expect(early.json.detail).toContain("put it there first");
    expect((await ask(stat, "/", permanently)).status).toBe(204);
    expectProblem(await ask(stat, "/?permanently=false", permanently), 404);
    expect((await ask(stat, "/?permanently=true", permanently)).status).toBe(204);
    expect((await ask(stats, "/?trash=true", { key: read })).json.data).toEqual([]);
    expectProblem(await ask(restore, "/", { method: "POST", id, key: manage }), 404);
  });

  test("how long minutes are kept is said when a stat is made, and changed to for ever and back", async () => {
    const { manage } = scene.keys;
    const body = { name: "brief", kind: "value", retention_days: 30 };
    const made = await ask(stats, "/", { method: "POST", key: manage, body });
    expect(statAnswer.parse(made.json)).toMatchObject({ retention_days: 30 });
    for (const retention_days of [null, 7, 3_650]) {
      const asking = { method: "PATCH", id: made.json.id, key: manage, body: { retention_days } };
      expect((await ask(stat, "/", asking)).json).toMatchObject({ retention_days });
    }
  });

  test("a list goes on where its cursor says", async () => {
    for (const name of ["a", "b", "c"]) await makeStat(name);
    const first = await ask(stats, "/api/v1/stats?limit=2", { key: scene.keys.read });
    const second = await ask(stats, `/api/v1/stats?limit=2&cursor=${first.json.next}`, { key: scene.keys.read });
    expect([...first.json.data, ...second.json.data].map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(second.json.next).toBeNull();
  });

  test("a series in JSON and in CSV says the same", async () => {
    const id = await makeStat();
    const { id: seriesId } = await scene.store.prisma.stat.findUniqueOrThrow({ where: { publicId: id } });
    await putMinute(scene.store, seriesId, "2026-05-03T01:00:00Z", [-1.5, 4]);
    const range = "from=2026-05-03T00:00:00Z&to=1777777200&step=1h&compare=1d";
    const answer = await ask(statSeries, `/?${range}`, { id, key: scene.keys.read });
    const { points, compare, ...rest } = seriesAnswer.parse(answer.json);
    expect(rest).toMatchObject({ from: 1777766400, to: 1777777200, step: "1h", tz: "UTC" });
    expect(points[1]).toEqual({ t: 1777770000, n: 2, v: 2.5, sum: 2.5, min: -1.5, max: 4 });
    expect(compare?.map((bucket) => bucket.t)).toEqual(points.map((bucket) => bucket.t));
    const file = await ask(statSeries, `/?${range}&format=csv`, { id, key: scene.keys.read });
    expect(file.headers.get("content-type")).toContain("text/csv");
    expect(file.text.split("\r\n").slice(0, 3)).toEqual([
      "t,n,v,sum,min,max,compare_n,compare_v,compare_sum,compare_min,compare_max",
      "1777766400,0,,,,,0,,,,",
      "1777770000,2,2.5,2.5,-1.5,4,0,,,,",
    ]);
  });

  test("several series come in the order asked for", async () => {
    const ids = [await makeStat("a"), await makeStat("=SUM(A1)", "value")];
    const answer = await ask(series, `/?stats=${ids[1]},${ids[0]}&from=-1d`, { key: scene.keys.read });
    expect(answer.json.data.map((each: unknown) => seriesAnswer.parse(each).stat.id)).toEqual([ids[1], ids[0]]);
    const file = await ask(series, `/?stats=${ids[1]}&from=-1h&step=1h&format=csv`, { key: scene.keys.read });
    expect(file.text).toMatch(/^stat,t,n,v,sum,min,max\r\n'=SUM\(A1\),\d+,0,,,,\r\n/);
  });

  test("percentiles and the histogram of a value, of the hours that the range touches", async () => {
    const id = await makeStat("latency", "value");
    const { id: seriesId } = await scene.store.prisma.stat.findUniqueOrThrow({ where: { publicId: id } });
    await putMinute(scene.store, seriesId, "2026-05-03T01:00:00Z", [-1.5, 4]);
    const hour = { statId: seriesId, hour: "2026-05-03T01:00:00Z", n: 1n };
    await scene.store.prisma.seriesBin.createMany({ data: [-1.5, 4].map((value) => ({ ...hour, bin: binOf(value) })) });
    const range = "from=2026-05-03T01:00:30Z&to=1777773599";
    const told = await ask(percentiles, `/?${range}&p=0,99.9,100`, { id, key: scene.keys.read });
    expect(percentilesAnswer.parse(told.json)).toMatchObject({
      from: 1777770000,
      to: 1777773600,
      n: 2,
      percentiles: [
        { p: 0, v: -1.5 },
        { p: 99.9, v: -1.5 },
        { p: 100, v: 4 },
      ],
    });
    const drawn = await ask(histogram, `/?${range}&buckets=5&scale=linear`, { id, key: scene.keys.read });
    const { stat: _, ...rest } = histogramAnswer.parse(drawn.json);
    expect(rest).toEqual({
      from: 1777770000,
      to: 1777773600,
      n: 2,
      scale: "linear",
      buckets: [
        { from: -2, to: 0, n: 1 },
        { from: 0, to: 2, n: 0 },
        { from: 2, to: 4, n: 0 },
        { from: 4, to: 6, n: 1 },
      ],
    });
    const nothing = await ask(percentiles, "/?p=50", { id, key: scene.keys.read });
    expect(percentilesAnswer.parse(nothing.json)).toMatchObject({ n: 0, percentiles: [{ p: 50, v: null }] });
  });

  test("a key is made and shown once, and a revoked one opens nothing", async () => {
    const { manage, read } = scene.keys;
    const body = { name: "web", kind: "read", expires_at: "2999-01-01T00:00:00Z" };
    const made = await ask(keys, "/", { method: "POST", key: manage, body });
    expect([made.status, newKeyAnswer.parse(made.json)]).toMatchObject([
      201,
      { expires_at: "2999-01-01T00:00:00.000Z" },
    ]);
    expect((await ask(team, "/", { key: made.json.key })).status).toBe(200);
    const listed = listAnswer(keyAnswer).parse((await ask(keys, "/?limit=1", { key: read })).json);
    expect(listed.data[0]).toMatchObject({ id: made.json.id, last_used_at: expect.any(String) });
    expect((await ask(key, "/", { method: "DELETE", id: made.json.id, key: manage })).status).toBe(204);
    expectProblem(await ask(team, "/", { key: made.json.key }), 401);
  });

  test("the team is read and changed under the API's names", async () => {
    const changed = await ask(team, "/", { method: "PATCH", key: scene.keys.manage, body: { verbose_replies: true } });
    expect(teamAnswer.parse(changed.json)).toMatchObject({ verbose_replies: true });
    expect((await ask(team, "/", { key: scene.keys.read })).json).toEqual(changed.json);
  });

  test("X-Api-Key is as good as Bearer, and so is a signed-in browser", async () => {
    expect((await ask(team, "/", { headers: { "x-api-key": scene.keys.read } })).status).toBe(200);
    expect((await ask(team, "/", { headers: await scene.browserOf(scene.cast.bob) })).status).toBe(200);
  });
});

describe("400", () => {
  test.each([
    ["/?limit=0", "#/limit"],
    ["/?limit=501", "#/limit"],
    ["/?limit=ten", "#/limit"],
    ["/?sort=size", "#/sort"],
    ["/?favourite=maybe", "#/favourite"],
    ["/?cursor=x", "#/cursor"],
    ["/?kind=gauge", "#/kind"],
    ["/?q=a&q=b", "#/q"],
    ["/?color=red", "#/color"],
    ["/?__proto__=x", "#/__proto__"],
  ])("GET stats%s", async (address, pointer) => {
    expectProblem(await ask(stats, address, { key: scene.keys.read }), 400, pointer);
  });

  test.each([
    ["?from=x", "#/from"],
    ["?from=-1h&to=-2h", "#/from"],
    ["?step=7m", "#/step"],
    ["?tz=Mars/Olympus", "#/tz"],
    ["?from=-1w&step=1m", "#/step"],
    ["?format=xml", "#/format"],
    ["?id=other", "#"],
  ])("GET stats/ID/series%s", async (query, pointer) => {
    const id = await makeStat();
    const answer = await ask(statSeries, `/${query}`, { id, key: scene.keys.read });
    expectProblem(answer, 400, pointer);
  });

  test.each([
    ["?from=x", "#/from"],
    ["?p=", "#/p/0"],
    ["?p=50,", "#/p/1"],
    ["?p=50,1e1", "#/p/1"],
    ["?p=100.1", "#/p/0"],
    ["?buckets=5", "#/buckets"],
    ["?id=other", "#"],
  ])("GET stats/ID/percentiles%s", async (query, pointer) => {
    const id = await makeStat("a value", "value");
    expectProblem(await ask(percentiles, `/${query}`, { id, key: scene.keys.read }), 400, pointer);
  });

  test.each([
    ["?to=x", "#/to"],
    ["?buckets=101", "#/buckets"],
    ["?buckets=five", "#/buckets"],
    ["?scale=square", "#/scale"],
    ["?p=50", "#/p"],
  ])("GET stats/ID/histogram%s", async (query, pointer) => {
    const id = await makeStat("a value", "value");
    expectProblem(await ask(histogram, `/${query}`, { id, key: scene.keys.read }), 400, pointer);
  });

  test.each([
    ["", "#/stats"],
    ["?stats=", "#/stats"],
    ["?stats=1,2,3,4,5,6,7,8,9", "#/stats"],
    ["?stats=1&ids=2", "#"],
  ])("GET series%s", async (query, pointer) => {
    expectProblem(await ask(series, `/${query}`, { key: scene.keys.read }), 400, pointer);
  });

  test.each([
    ["{", "#"],
    ["[]", "#"],
    ["null", "#"],
    ['{"kind":"counter"}', "#/name"],
    ['{"name":"a","kind":"gauge"}', "#/kind"],
    ['{"name":5,"kind":"counter"}', "#/name"],
    ['{"name":"a","kind":"counter","tags":["a",5]}', "#/tags/1"],
    ['{"name":"a","kind":"counter","team_id":"x"}', "#/team_id"],
    ['{"name":"a","kind":"counter","classicKey":"x"}', "#"],
    ['{"name":"a","kind":"counter","id":"x"}', "#"],
    ['{"name":"a","kind":"counter","__proto__":{}}', "#/__proto__"],
  ])("POST stats %s", async (body, pointer) => {
    expectProblem(await ask(stats, "/", { method: "POST", key: scene.keys.manage, body }), 400, pointer);
  });
});

describe("400 when a stat is changed", () => {
  test.each([6, 3_651, 7.5, "30", true, {}])("keeping minutes for %j days", async (retention_days) => {
    const asking = { method: "PATCH", id: await makeStat(), key: scene.keys.manage, body: { retention_days } };
    expectProblem(await ask(stat, "/", asking), 400, "#/retention_days");
  });

  test.each([
    ["?permanently=maybe", "#/permanently"],
    ["?forever=1", "#/forever"],
    ["?permanently=1&permanently=0", "#/permanently"],
  ])("DELETE stats/ID%s", async (query, pointer) => {
    const id = await makeStat();
    expectProblem(await ask(stat, `/${query}`, { method: "DELETE", id, key: scene.keys.manage }), 400, pointer);
    expect((await ask(stat, "/", { id, key: scene.keys.read })).status).toBe(200);
  });

  test.each([
    [{}, "#/into"],
    [{ into: 5 }, "#/into"],
    [{ into: "a", id: "b" }, "#"],
    [{ into: "a", keep: true }, "#/keep"],
  ])("POST stats/ID/merge %j", async (body, pointer) => {
    const asking = { method: "POST", id: await makeStat(), key: scene.keys.manage, body };
    expectProblem(await ask(merge, "/", asking), 400, pointer);
  });
});

describe("401", () => {
  test.each([
    ["nothing", {}],
    ["an unknown key", { authorization: "Bearer sn_rd_0000000000000000000000000000000000000000" }],
    ["rubbish", { authorization: "Bearer rubbish" }],
    ["another scheme", { authorization: "Basic YTpi" }],
    ["an empty X-Api-Key", { "x-api-key": "" }],
    ["a forged session", { cookie: "next-auth.session-token=forged" }],
  ])("with %s", async (_, headers) => {
    const answer = await ask(stats, "/", { headers: headers as Record<string, string> });
    expectProblem(answer, 401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(answer.headers.get("x-ratelimit-remaining")).not.toBeNull();
  });

  test("with a wrong key beside a good session", async () => {
    const headers = { ...(await scene.browserOf(scene.cast.alice)), authorization: "Bearer wrong" };
    expectProblem(await ask(team, "/", { headers }), 401);
  });

  test("with a session that was ended", async () => {
    const headers = await scene.browserOf(scene.cast.charlie);
    expect((await ask(team, "/", { headers })).status).toBe(200);
    await scene.store.prisma.user.update({ where: { id: scene.cast.charlie.userId }, data: { tokenVersion: 1 } });
    expectProblem(await ask(team, "/", { headers }), 401);
  });
});

describe("403", () => {
  const calls: [string, string, Parameters<typeof ask>[0]][] = [
    ["stats", "GET", stats],
    ["stats", "POST", stats],
    ["stats/ID", "GET", stat],
    ["stats/ID", "PATCH", stat],
    ["stats/ID", "DELETE", stat],
    ["stats/ID/restore", "POST", restore],
    ["stats/ID/merge", "POST", merge],
    ["stats/ID/series", "GET", statSeries],
    ["stats/ID/percentiles", "GET", percentiles],
    ["stats/ID/histogram", "GET", histogram],
    ["series", "GET", series],
    ["keys", "GET", keys],
    ["keys", "POST", keys],
    ["keys/ID", "DELETE", key],
    ["team", "GET", team],
    ["team", "PATCH", team],
  ];

  test.each(calls)("%s: an ingest key may not %s", async (_, method, route) => {
    const body = ["POST", "PATCH"].includes(method) ? {} : undefined;
    expectProblem(await ask(route, "/?stats=x", { method, id: await makeStat(), key: scene.keys.ingest, body }), 403);
  });

  test.each(calls.filter(([, method]) => method !== "GET"))("%s: a read key may not %s", async (_, method, route) => {
    const body = ["POST", "PATCH"].includes(method) ? {} : undefined;
    expectProblem(await ask(route, "/", { method, id: await makeStat(), key: scene.keys.read, body }), 403);
  });

  test.each([
    ["without Origin", { origin: "" }],
    ["from Origin: null", { origin: "null" }],
    ["from another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["from a subdomain", { origin: "http://evil.localhost:3000", "sec-fetch-site": "same-site" }],
    ["from another port", { origin: "http://localhost:4000" }],
    ["with our Origin but another site's fetch", { "sec-fetch-site": "cross-site" }],
  ])("a browser's change %s", async (_, changed) => {
    const headers: Record<string, string> = { ...(await scene.browserOf(scene.cast.alice)), ...changed };
    if (headers.origin === "") delete headers.origin;
    const id = await makeStat();
    expectProblem(await ask(stat, "/", { method: "DELETE", id, headers }), 403);
    expectProblem(await ask(team, "/", { method: "PATCH", headers, body: { name: "x" } }), 403);
    expect((await ask(stat, "/", { id, headers })).status).toBe(200);
  });

  test("a browser's change from our own pages goes through", async () => {
    const headers = await scene.browserOf(scene.cast.alice);
    const answer = await ask(stats, "/", { method: "POST", headers, body: { name: "by hand", kind: "value" } });
    expect(answer.status).toBe(201);
  });
});

describe("404", () => {
  test("a foreign id answers byte for byte like a missing one", async () => {
    const id = await makeStat();
    const routes: [Parameters<typeof ask>[0], string, unknown?][] = [
      [stat, "GET"],
      [stat, "PATCH", { unit: "x" }],
      [stat, "DELETE"],
      [restore, "POST"],
      [merge, "POST", { into: await makeStat("other") }],
      [statSeries, "GET"],
      [percentiles, "GET"],
      [histogram, "GET"],
      [key, "DELETE"],
    ];
    for (const [route, method, body] of routes) {
      const [foreign, missing] = await Promise.all(
        [id, "nosuch"].map((each) => ask(route, "/", { method, id: each, key: scene.strangersKey, body })),
      );
      expectProblem(foreign as Answered, 404);
      expect(foreign?.text).toBe(missing?.text);
    }
    expectProblem(await ask(series, `/?stats=${id}`, { key: scene.strangersKey }), 404);
  });

  test.each(["GET", "POST", "PUT", "PATCH", "DELETE"])("%s of an address that is not there", async (method) => {
    expectProblem(await ask(unknown, "/api/v1/nothing", { method }), 404);
  });
});

describe("405", () => {
  test.each([
    [stats, "PUT", "GET, POST, OPTIONS"],
    [stat, "POST", "GET, PATCH, DELETE, OPTIONS"],
    [restore, "GET", "POST, OPTIONS"],
    [team, "DELETE", "GET, PATCH, OPTIONS"],
  ])("names the methods there are", async (route, method, allow) => {
    const answer = await ask(route, "/", { method });
    expectProblem(answer, 405);
    expect(answer.headers.get("allow")).toBe(allow);
  });
});

describe("409", () => {
  test("a name that feeds another stat", async () => {
    await makeStat("a");
    const id = await makeStat("b");
    const { manage } = scene.keys;
    const again = { name: "a", kind: "counter" };
    expectProblem(await ask(stats, "/", { method: "POST", key: manage, body: again }), 409, "#/name");
    expectProblem(await ask(stat, "/", { method: "PATCH", id, key: manage, body: { name: "a" } }), 409, "#/name");
  });
});

describe("413 and 415", () => {
  test("a body over 256 KiB", async () => {
    const body = { name: "a", kind: "counter", description: "x".repeat(300_000) };
    expectProblem(await ask(stats, "/", { method: "POST", key: scene.keys.manage, body }), 413);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"])(
    "a body declared as %s",
    async (type) => {
      const asking = {
        method: "POST",
        key: scene.keys.manage,
        body: '{"name":"a"}',
        headers: { "content-type": type },
      };
      expectProblem(await ask(stats, "/", asking), 415);
    },
  );
});

describe("422", () => {
  test("percentiles and the histogram of a counter", async () => {
    const id = await makeStat();
    for (const route of [percentiles, histogram]) {
      const answer = await ask(route, "/", { id, key: scene.keys.read });
      expectProblem(answer, 422);
      expect(answer.json.detail).toContain("a counter has no distribution");
    }
  });

  test("a key that would be born expired, under the API's name for it", async () => {
    const body = { name: "a", kind: "read", expires_at: "2001-01-01T00:00:00Z" };
    expectProblem(await ask(keys, "/", { method: "POST", key: scene.keys.manage, body }), 422, "#/expires_at");
  });

  test("two stats of different kinds, or one with itself, cannot be merged", async () => {
    const [counter, value] = [await makeStat("a"), await makeStat("b", "value")];
    for (const into of [value, counter]) {
      const asking = { method: "POST", id: counter, key: scene.keys.manage, body: { into } };
      expectProblem(await ask(merge, "/", asking), 422, "#/into");
    }
  });

  test("a favourite of a key whose maker is gone", async () => {
    const id = await makeStat();
    await scene.store.prisma.apiKey.updateMany({ data: { userId: null }, where: { kind: "manage" } });
    const asking = { method: "PATCH", id, key: scene.keys.manage, body: { favourite: true } };
    expectProblem(await ask(stat, "/", asking), 422, "#/favourite");
  });
});

describe("500", () => {
  test("says nothing of what went wrong", async () => {
    const { prisma } = scene.store;
    await prisma.$executeRaw`ALTER TABLE team RENAME COLUMN zone TO zone_away`;
    const answer = await ask(team, "/", { key: scene.keys.read });
    await prisma.$executeRaw`ALTER TABLE team RENAME COLUMN zone_away TO zone`;
    expectProblem(answer, 500);
    expect(answer.text).not.toMatch(/zone|prisma|column|select/i);
  });
});

describe("503", () => {
  test("while the database cannot be reached, with when to come back", async () => {
    const holder = globalThis as { [key: symbol]: unknown };
    const kept = holder[Symbol.for("statnest.store")];
    const nowhere = openStore("postgresql://nobody@127.0.0.1:1/none");
    holder[Symbol.for("statnest.store")] = nowhere;
    const answer = await ask(team, "/", { key: scene.keys.read });
    holder[Symbol.for("statnest.store")] = kept;
    await nowhere.close();
    expectProblem(answer, 503);
    expect(answer.headers.get("retry-after")).toBe("2");
  });
});
