import { afterAll, beforeAll, expect, test } from "vitest";
import { ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { joined, putMinute } from "@/lib/testing/cast";
import { dump } from "@/lib/testing/rows";
import * as teamRoute from "./export/route";
import * as ownRoute from "./you/export/route";

let scene: ApiScene;
beforeAll(async () => {
  scene = await apiScene();
  const { alice } = scene.cast;
  const stat = await scene.store.prisma.stat.create({
    data: { teamId: alice.teamId, name: "visits", kind: "counter", publicId: "abc123", classicKey: "k" },
  });
  await putMinute(scene.store, stat.id, "2026-05-04T11:00:00Z", [2]);
});
afterAll(() => scene.store.close());

const ROUTES = [
  ["/settings/you/export", ownRoute],
  ["/settings/export", teamRoute],
] as const;

const events = () => scene.store.prisma.auditEvent.findMany({ orderBy: { id: "asc" }, select: { action: true } });

test("a person's data is a file of their own that nobody keeps on the way", async () => {
  const { alice } = scene.cast;
  const headers = await scene.browserOf(alice);
  const answer = await ask(ownRoute, "/settings/you/export", { method: "POST", headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="statnest-account.json"');
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  expect(answer.json).toMatchObject({
    account: { id: alice.userId, email: "alice@example.com", has_password: false },
    sessions: [{ id: alice.sessionId, last_seen_at: expect.stringMatching(/Z$/) }],
    memberships: [{ team_id: alice.teamId, role: "owner", mail_new_stats: true }],
    keys: [{ kind: "ingest" }, { kind: "read" }, { kind: "manage" }],
  });
  for (const key of Object.values(scene.keys)) expect(answer.text).not.toContain(key);
  expect(answer.text).not.toMatch(/bob@example\.com|charlie@example\.com|argon2|_hash|"hash/);
  expect(await events()).toEqual([{ action: "account.exported" }]);
});

test("a team's numbers are a file for its owners and admins, and its manage keys", async () => {
  const { alice, bob } = scene.cast;
  const dora = await joined(scene.store, "dora@example.com", alice.teamId, "admin");
  const statusOf = async (asking: Parameters<typeof ask>[2]) =>
    (await ask(teamRoute, "/settings/export", { method: "POST", ...asking })).status;
  for (const person of [alice, dora]) expect(await statusOf({ headers: await scene.browserOf(person) })).toBe(200);
  expect(await statusOf({ headers: await scene.browserOf(bob) })).toBe(403);
  expect(await statusOf({})).toBe(401);
  const { ingest, read, manage } = scene.keys;
  expect([await statusOf({ key: ingest }), await statusOf({ key: read })]).toEqual([403, 403]);
  const file = await ask(teamRoute, "/settings/export", { method: "POST", key: manage });
  expect(file.text).toBe(
    "stat,id,kind,unit,t,seconds,n,sum,min,max,last\r\nvisits,abc123,counter,,1777892400,60,1,2,2,2,2\r\n",
  );
  const stranger = await ask(teamRoute, "/settings/export", { method: "POST", key: scene.strangersKey });
  expect(stranger.text).toBe("stat,id,kind,unit,t,seconds,n,sum,min,max,last\r\n");
});

test.each(ROUTES)("%s: a GET writes nothing, and another site can cause nothing", async (address, route) => {
  const headers = await scene.browserOf(scene.cast.alice);
  const { cookie = "", host = "" } = headers;
  await ask(route, address, { headers });
  const before = await dump(scene.store.pool);
  expect((await ask(route, address, { headers })).status).toBe(405);
  for (const origin of [
    undefined,
    "null",
    "https://evil.example",
    "http://localhost:3001",
    "http://a.localhost:3000",
  ]) {
    const sent = { cookie, host, "content-type": "text/plain", ...(origin ? { origin } : {}) };
    expect((await ask(route, address, { method: "POST", headers: sent })).status).toBe(403);
  }
  const cross = { ...headers, "sec-fetch-site": "cross-site" };
  expect((await ask(route, address, { method: "POST", headers: cross })).status).toBe(403);
  expect(await dump(scene.store.pool)).toEqual(before);
});

test("a key has no account to take along", async () => {
  const answer = await ask(ownRoute, "/settings/you/export", { method: "POST", key: scene.keys.manage });
  expect(answer.status).toBe(403);
});
