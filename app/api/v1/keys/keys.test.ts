import { afterAll, beforeAll, expect, test } from "vitest";
import * as audit from "@/app/api/v1/audit/route";
import * as classicKey from "@/app/api/v1/stats/[id]/classic-key/route";
import * as stats from "@/app/api/v1/stats/route";
import * as team from "@/app/api/v1/team/route";
import { classicKeyAnswer, keyAnswer, listAnswer, newKeyAnswer } from "@/lib/presenters/http/answers";
import { auditEventAnswer } from "@/lib/presenters/http/audit-answers";
import { ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import * as rotate from "./[id]/rotate/route";
import * as revoked from "./[id]/route";
import * as keys from "./route";

let scene: ApiScene;
beforeAll(async () => {
  scene = await apiScene();
});
afterAll(() => scene.store.close());

const make = async (body: object) => (await ask(keys, "/", { method: "POST", key: scene.keys.manage, body })).json;

test("a key says who made it and when it expires, and is rotated with an overlap", async () => {
  const { manage, read } = scene.keys;
  const made = await make({ name: "grafana", kind: "read", expires_at: "2999-01-01T00:00:00Z" });
  expect(newKeyAnswer.parse(made)).toMatchObject({ created_by: "alice@example.com", alias: false });
  const body = { overlap_hours: 48 };
  const answer = await ask(rotate, "/", { method: "POST", id: made.id, key: manage, body });
  const next = newKeyAnswer.parse(answer.json);
  expect([answer.status, next]).toMatchObject([201, { name: "grafana", kind: "read" }]);
  for (const key of [made.key, next.key]) expect((await ask(team, "/", { key })).status).toBe(200);
  const { data } = listAnswer(keyAnswer).parse((await ask(keys, "/", { key: read })).json);
  const old = data.find(({ id }) => id === made.id);
  expect(Date.parse(old?.expires_at ?? "") - Date.now()).toBeGreaterThan(47.9 * 3_600_000);
  expect(Date.parse(old?.expires_at ?? "") - Date.now()).toBeLessThanOrEqual(48 * 3_600_000);
  const again = await ask(rotate, "/", { method: "POST", id: made.id, key: manage });
  expect([again.status, again.json.detail]).toEqual([409, expect.stringContaining("rotated before")]);
});

test("a rotation without a body has the usual overlap; a broken one is refused", async () => {
  const { manage } = scene.keys;
  const { id } = await make({ name: "a", kind: "ingest" });
  expect(
    (await ask(rotate, "/", { method: "POST", id, key: manage, body: { overlap_hours: 721 } })).json,
  ).toMatchObject({
    status: 400,
    errors: [{ pointer: "#/overlap_hours" }],
  });
  expect((await ask(rotate, "/", { method: "POST", id, key: manage, body: "{" })).status).toBe(400);
  expect((await ask(rotate, "/", { method: "POST", id, key: manage })).status).toBe(201);
});

test("an old EZ key is brought, listed by two characters, opens nothing here, and is not rotated", async () => {
  const { manage } = scene.keys;
  const made = await make({ name: "old scripts", kind: "ingest", alias: "wYqHtGPRfQhGEqIW" });
  expect(keyAnswer.parse(made)).toMatchObject({ alias: true, kind: "ingest", prefix: "wY" });
  expect((await ask(team, "/", { key: "wYqHtGPRfQhGEqIW" })).status).toBe(401);
  expect((await ask(rotate, "/", { method: "POST", id: made.id, key: manage })).status).toBe(422);
  expect(await make({ name: "again", alias: "wYqHtGPRfQhGEqIW" })).toMatchObject({
    status: 409,
    errors: [{ pointer: "#/alias", detail: "cannot be used" }],
  });
  expect(await make({ name: "x", kind: "read", alias: "another text" })).toMatchObject({ status: 400 });
  expect(await make({ name: "x", alias: "charlie@example.com" })).toMatchObject({ status: 422 });
  expect((await ask(revoked, "/", { method: "DELETE", id: made.id, key: manage })).status).toBe(204);
});

test("a stat's classic key is made anew and answered", async () => {
  const { manage, read } = scene.keys;
  const body = { name: "clicks", kind: "counter" };
  const { id } = (await ask(stats, "/", { method: "POST", key: manage, body })).json;
  const row = () => scene.store.prisma.stat.findUniqueOrThrow({ where: { publicId: id } });
  const before = await row();
  const answer = await ask(classicKey, "/", { method: "POST", id, key: manage });
  expect(classicKeyAnswer.parse(answer.json).classic_key).toBe((await row()).classicKey);
  expect(answer.json.classic_key).not.toBe(before.classicKey);
  expect((await ask(classicKey, "/", { method: "POST", id, key: read })).status).toBe(403);
  const [foreign, missing] = await Promise.all(
    [id, "nosuch"].map((each) => ask(classicKey, "/", { method: "POST", id: each, key: scene.strangersKey })),
  );
  expect([foreign?.status, foreign?.text]).toEqual([404, missing?.text]);
});

test("the log is read page by page in JSON, and whole as CSV", async () => {
  const { manage, read, ingest } = scene.keys;
  const first = await ask(audit, "/?limit=2", { key: manage });
  const page = listAnswer(auditEventAnswer).parse(first.json);
  expect(page.data).toMatchObject([
    {
      action: "stat.key_rotated",
      actor: { kind: "key", name: expect.stringMatching(/^manage key \(sn_rw_\w{4}…\)$/) },
    },
    { action: "stat.made", subject: { kind: "stat", name: "clicks" } },
  ]);
  const second = await ask(audit, `/?limit=1&cursor=${page.next}&action=key.alias_added`, { key: manage });
  expect(second.json.data).toMatchObject([{ subject: { name: "old scripts" } }]);
  const file = await ask(audit, "/?format=csv&from=-1d", { key: manage });
  expect(file.headers.get("content-type")).toContain("text/csv");
  expect(file.headers.get("content-disposition")).toBe('attachment; filename="log.csv"');
  const lines = file.text.trimEnd().split("\r\n");
  expect(lines[0]).toMatch(/^at,action,actor_kind/);
  expect(lines).toHaveLength(1 + (await scene.store.prisma.auditEvent.count()));
  for (const key of [read, ingest]) {
    expect((await ask(audit, "/", { key })).status).toBe(403);
    expect((await ask(audit, "/?format=csv", { key })).status).toBe(403);
  }
  expect((await ask(audit, "/?format=csv&limit=5", { key: manage })).json.errors).toMatchObject([
    { pointer: "#/limit" },
  ]);
  expect((await ask(audit, "/?format=xml", { key: manage })).json.errors).toMatchObject([{ pointer: "#/format" }]);
  expect((await ask(audit, "/", { headers: await scene.browserOf(scene.cast.bob) })).status).toBe(403);
  expect((await ask(audit, "/", { headers: await scene.browserOf(scene.cast.alice) })).status).toBe(200);
});

test("no answer after the first holds a key", async () => {
  const { key, id } = await make({ name: "secret", kind: "manage" });
  const next = (await ask(rotate, "/", { method: "POST", id, key: scene.keys.manage })).json.key;
  for (const [route, address] of [
    [keys, "/?limit=500"],
    [audit, "/?limit=500"],
    [audit, "/?format=csv"],
  ] as const) {
    const { text } = await ask(route, address, { key: scene.keys.manage });
    for (const secret of [key, next]) expect(text).not.toContain(secret.slice(10));
    expect(text).not.toContain("wYqHtGPRfQhGEqIW");
  }
});
