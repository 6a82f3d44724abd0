import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { binOf } from "@/lib/domain/distribution";
import { listAnswer, statAnswer } from "@/lib/presenters/http/answers";
import { shareAnswer } from "@/lib/presenters/http/share-answers";
import { ask, type Route } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { keyOf, putMinute } from "@/lib/testing/cast";
import * as series from "./series/route";
import * as share from "./shares/[id]/route";
import * as shares from "./shares/route";
import * as histogram from "./stats/[id]/histogram/route";
import * as merge from "./stats/[id]/merge/route";
import * as percentiles from "./stats/[id]/percentiles/route";
import * as restore from "./stats/[id]/restore/route";
import * as stat from "./stats/[id]/route";
import * as statSeries from "./stats/[id]/series/route";
import * as stats from "./stats/route";
import * as team from "./team/route";

const CANARIES = ["classic-canary", "ukey-canary"];
const RANGE = "from=2026-05-03T00:00:00Z&to=2026-05-03T03:00:00Z";

let scene: ApiScene;
let id: string;
let own: string;
beforeAll(async () => {
  scene = await apiScene();
  await scene.store.prisma.team.update({ where: { id: scene.cast.alice.teamId }, data: { ukey: "ukey-canary" } });
});
beforeEach(async () => {
  await scene.store.prisma.stat.deleteMany();
  id = await make("latency", scene.keys.manage);
  own = await make("own", scene.strangersKey);
  const row = await scene.store.prisma.stat.update({
    where: { publicId: id },
    data: { classicKey: "classic-canary" },
  });
  await putMinute(scene.store, row.id, "2026-05-03T01:00:00Z", [1, 4]);
  const hour = { statId: row.id, hour: "2026-05-03T01:00:00Z", n: 1n };
  await scene.store.prisma.seriesBin.createMany({
    data: [1, 4].map((value) => ({ ...hour, bin: binOf(value) })),
    skipDuplicates: true,
  });
});
afterAll(() => scene.store.close());

async function make(name: string, key: string): Promise<string> {
  return (await ask(stats, "/", { method: "POST", key, body: { name, kind: "value" } })).json.id;
}

async function shareIt(): Promise<string> {
  const body = { stat_id: id, team_id: scene.cast.charlie.teamId };
  const made = await ask(shares, "/", { method: "POST", key: scene.keys.manage, body });
  expect([made.status, shareAnswer.parse(made.json)]).toMatchObject([201, { direction: "given", stat_id: id }]);
  return made.json.id;
}

/** Everything that the receiver may ask of the stat: its route, the address and what is said by it. */
const questions = (of: string): [string, Route, string, string?][] => [
  ["the stat", stat, "/", of],
  ["its series", statSeries, `/?${RANGE}`, of],
  ["its series as CSV", statSeries, `/?${RANGE}&format=csv`, of],
  ["a comparison", series, `/?stats=${own},${of}&${RANGE}`],
  ["a comparison as CSV", series, `/?stats=${own},${of}&${RANGE}&format=csv`],
  ["percentiles", percentiles, `/?${RANGE}`, of],
  ["a histogram", histogram, `/?${RANGE}`, of],
];
const asked = ([, route, address, of]: ReturnType<typeof questions>[number], key: string) =>
  ask(route, address, { key, id: of });

test("another team's stat answers like a missing one until it is shared, then with the owner's figures, then not again", async () => {
  const missing = questions("nosuch");
  const hidden = async () => {
    for (const [index, question] of questions(id).entries()) {
      const never = await asked(missing[index] ?? question, scene.strangersKey);
      const { status, text } = await asked(question, scene.strangersKey);
      expect([status, text], question[0]).toEqual([404, never.text]);
    }
  };
  await hidden();
  const shareId = await shareIt();
  for (const question of questions(id)) {
    const [theirs, ours] = [await asked(question, scene.strangersKey), await asked(question, scene.keys.read)];
    if (question[0].startsWith("a comparison")) {
      expect(theirs.status, question[0]).toBe(200);
      expect(theirs.text).toContain(question[0].includes("CSV") ? "latency,1777770000,2,2.5,5,1,4" : '"sum":5');
    } else {
      const owner = JSON.stringify((await scene.store.prisma.team.findFirst({ where: { ukey: "ukey-canary" } }))?.name);
      expect(theirs.text.replaceAll(`"shared_by":${owner}`, '"shared_by":null'), question[0]).toBe(ours.text);
    }
  }
  const seen = await ask(stat, "/", { id, key: scene.strangersKey });
  expect(statAnswer.parse(seen.json)).toMatchObject({ shared_by: "alice@example.com's team", favourite: false });
  expect((await ask(stat, "/", { id, key: scene.keys.read })).json).toMatchObject({ shared_by: null });
  expect((await ask(share, "/", { method: "DELETE", id: shareId, key: scene.keys.manage })).status).toBe(204);
  await hidden();
});

test("lists keep to the team's own stats unless those of others are asked for", async () => {
  await shareIt();
  const listed = async (query: string, key = scene.strangersKey) =>
    listAnswer(statAnswer)
      .parse((await ask(stats, `/${query}`, { key })).json)
      .data.map(({ name }) => name);
  expect(await listed("")).toEqual(["own"]);
  expect(await listed("?shared=false")).toEqual(["own"]);
  expect(await listed("?shared=true")).toEqual(["latency"]);
  expect(await listed("?shared=true", scene.keys.read)).toEqual([]);
  const both = await ask(stats, "/?shared=true&trash=true", { key: scene.strangersKey });
  expect([both.status, both.json.errors]).toMatchObject([400, [{ pointer: "#/trash" }]]);
});

test("whoever sees a stat is told whose it is when they try to change it, and nothing is changed", async () => {
  const before = await ask(stat, "/", { id, key: scene.keys.read });
  await shareIt();
  const tries: [Route, string, string, unknown?][] = [
    [stat, "PATCH", id, { name: "mine" }],
    [stat, "PATCH", id, { retention_days: 7 }],
    [stat, "DELETE", id],
    [restore, "POST", id],
    [merge, "POST", id, { into: own }],
    [merge, "POST", own, { into: id }],
    [shares, "POST", "", { stat_id: id, team_id: scene.cast.alice.teamId }],
  ];
  for (const [route, method, of, body] of tries) {
    const { status, json } = await ask(route, "/", { method, id: of, key: scene.strangersKey, body });
    expect([status, json.detail]).toEqual([
      403,
      "this stat is shared with your team; only alice@example.com's team may change it",
    ]);
  }
  const gone = await ask(stat, "/?permanently=true", { method: "DELETE", id, key: scene.strangersKey });
  expect(gone.status).toBe(403);
  expect((await ask(stat, "/", { id, key: scene.keys.read })).text).toBe(before.text);
});

test("no answer to whoever a stat is shared with holds a key that it can be fed with", async () => {
  const texts: string[] = [];
  const tell = async (answer: ReturnType<typeof ask>) => texts.push((await answer).text);
  await shareIt();
  const key = scene.strangersKey;
  for (const question of questions(id)) await tell(asked(question, key));
  await tell(ask(stats, "/?shared=true", { key }));
  await tell(ask(shares, "/", { key }));
  await tell(ask(team, "/", { key }));
  await tell(ask(stat, "/", { method: "PATCH", id, key, body: { favourite: true } }));
  await tell(ask(stat, "/", { method: "PATCH", id, key, body: { name: "mine" } }));
  await tell(ask(stat, "/", { id, headers: await scene.browserOf(scene.cast.charlie) }));
  expect(texts.filter((text) => text.includes("latency") || text.includes(id)).length).toBeGreaterThan(8);
  for (const canary of CANARIES) expect(texts.filter((text) => text.includes(canary))).toEqual([]);
});

test("shares are listed to both sides under the API's names", async () => {
  const shareId = await shareIt();
  const list = async (query: string, key: string) =>
    listAnswer(shareAnswer).parse((await ask(shares, `/${query}`, { key })).json).data;
  expect(await list("?direction=given", scene.keys.read)).toMatchObject([
    { id: shareId, team_name: "charlie@example.com's team", team_id: scene.cast.charlie.teamId, in_trash: false },
  ]);
  expect(await list(`?direction=received&stat_id=${id}`, scene.strangersKey)).toMatchObject([
    { id: shareId, stat_id: id, team_name: "alice@example.com's team", team_id: null },
  ]);
  expect(await list("?direction=received", scene.keys.read)).toEqual([]);
  expect(await list("?stat_id=nosuch", scene.keys.read)).toEqual([]);
  for (const [query, pointer] of [
    ["?direction=up", "#/direction"],
    ["?limit=0", "#/limit"],
    ["?cursor=x", "#/cursor"],
    ["?team_id=x", "#/team_id"],
  ]) {
    const { status, json } = await ask(shares, `/${query}`, { key: scene.keys.read });
    expect([status, json.errors]).toMatchObject([400, [{ pointer }]]);
  }
});

test("a share that cannot be made says why, at the field it is about", async () => {
  const post = (body: object) => ask(shares, "/", { method: "POST", key: scene.keys.manage, body });
  const { alice, charlie } = scene.cast;
  for (const [body, status, pointer] of [
    [{ stat_id: id }, 400, "#/team_id"],
    [{ stat_id: id, team_id: charlie.teamId, role: "owner" }, 400, "#/role"],
    [{ stat_id: id, team_id: "nosuch" }, 404, "#/team_id"],
    [{ stat_id: id, team_id: alice.teamId }, 422, "#/team_id"],
  ] as const) {
    const answer = await post(body);
    expect([answer.status, answer.json.errors]).toMatchObject([status, [{ pointer }]]);
  }
  await shareIt();
  expect((await post({ stat_id: id, team_id: charlie.teamId })).status).toBe(409);
});

test("a foreign share id answers byte for byte like a missing one, and keys that only read or send may not end one", async () => {
  const shareId = await shareIt();
  const danas = await scene.store.prisma.team.create({ data: { name: "dana's", ukey: "dana" } });
  const danasKey = await keyOf(scene.store, { ...scene.cast.charlie, teamId: danas.id }, "manage");
  const end = (of: string, key: string) => ask(share, "/", { method: "DELETE", id: of, key });
  const [foreign, never, nonsense] = [
    await end(shareId, danasKey),
    await end("01a2076f-251d-7390-9d6d-01d8f1eab266", danasKey),
    await end("nosuch", danasKey),
  ];
  expect([foreign.status, foreign.text]).toEqual([404, never.text]);
  expect(nonsense.text).toBe(never.text);
  for (const kind of ["read", "ingest"] as const) {
    expect((await end(shareId, scene.keys[kind])).status).toBe(403);
    const body = { stat_id: id, team_id: danas.id };
    expect((await ask(shares, "/", { method: "POST", key: scene.keys[kind], body })).status).toBe(403);
  }
  expect((await end(shareId, scene.strangersKey)).status).toBe(204);
  expect((await ask(stat, "/", { id, key: scene.strangersKey })).status).toBe(404);
});
