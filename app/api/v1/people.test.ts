import { afterAll, beforeAll, expect, test } from "vitest";
import { listAnswer, teamAnswer } from "@/lib/presenters/http/answers";
import { invitationAnswer, memberAnswer } from "@/lib/presenters/http/people-answers";
import { ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { joined, keyOf } from "@/lib/testing/cast";
import * as resend from "./invitations/[id]/resend/route";
import * as invitation from "./invitations/[id]/route";
import * as invitations from "./invitations/route";
import * as member from "./members/[id]/route";
import * as members from "./members/route";
import * as team from "./team/route";

let scene: ApiScene;
beforeAll(async () => {
  scene = await apiScene();
});
afterAll(() => scene.store.close());

const NOBODY = "00000000-0000-7000-8000-00000000dead";

test("200: people are listed for keys that read, with exactly the fields of the contract", async () => {
  const { json, status } = await ask(members, "/?limit=10", { key: scene.keys.read });
  expect(status).toBe(200);
  const { data } = listAnswer(memberAnswer).parse(json);
  expect(data.map(({ email, mail_new_stats }) => [email, mail_new_stats])).toEqual([
    ["alice@example.com", null],
    ["bob@example.com", null],
  ]);
});

test("200: a manage key changes a role, and 204: removes somebody with the keys they made", async () => {
  const { manage } = scene.keys;
  const dora = await joined(scene.store, "dora@example.com", scene.cast.alice.teamId, "member");
  const { userId } = dora;
  await keyOf(scene.store, dora, "ingest");
  const changed = await ask(member, "/", { method: "PATCH", id: userId, key: manage, body: { role: "admin" } });
  expect(memberAnswer.parse(changed.json)).toMatchObject({ id: userId, role: "admin" });
  expect((await ask(member, "/?revoke_keys=true", { method: "DELETE", id: userId, key: manage })).status).toBe(204);
  expect((await ask(members, "/", { key: manage })).json.data).toHaveLength(2);
  const keys = await scene.store.prisma.apiKey.findMany({ where: { userId, revokedAt: null } });
  expect(keys).toEqual([]);
});

test("201, 200, 204: an invitation is made, sent again and taken back", async () => {
  const { manage } = scene.keys;
  const body = { email: "New@Example.com", role: "viewer" };
  const made = await ask(invitations, "/", { method: "POST", key: manage, body });
  expect([made.status, invitationAnswer.parse(made.json)]).toMatchObject([
    201,
    { email: "new@example.com", role: "viewer", invited_by: expect.stringContaining("manage key") },
  ]);
  const { id } = made.json;
  expect(listAnswer(invitationAnswer).parse((await ask(invitations, "/", { key: manage })).json).data).toHaveLength(1);
  const again = await ask(resend, "/", { method: "POST", id, key: manage });
  expect([again.status, invitationAnswer.parse(again.json).id]).toEqual([200, id]);
  expect((await ask(invitation, "/", { method: "DELETE", id, key: manage })).status).toBe(204);
  expect((await ask(invitation, "/", { method: "DELETE", id, key: manage })).status).toBe(404);
});

test("200: the team's retention is changed to days and back to for ever", async () => {
  for (const retention_days of [30, null]) {
    const changed = await ask(team, "/", { method: "PATCH", key: scene.keys.manage, body: { retention_days } });
    expect(teamAnswer.parse(changed.json)).toMatchObject({ retention_days });
  }
});

test("400: a role that is none, and a query that is none", async () => {
  const { manage } = scene.keys;
  const { userId: id } = scene.cast.bob;
  const root = await ask(member, "/", { method: "PATCH", id, key: manage, body: { role: "root" } });
  expect([root.status, root.json.errors]).toMatchObject([400, [{ pointer: "#/role" }]]);
  const query = await ask(member, "/?revoke_keys=perhaps", { method: "DELETE", id, key: manage });
  expect([query.status, query.json.errors]).toMatchObject([400, [{ pointer: "#/revoke_keys" }]]);
});

test("401 and 403: nobody, a key that only reads or sends, and a member change nothing", async () => {
  const { read, ingest } = scene.keys;
  const bob = { headers: await scene.browserOf(scene.cast.bob) };
  const { userId: id } = scene.cast.bob;
  const change = { method: "PATCH", id, body: { role: "owner" } };
  for (const [asking, status] of [
    [{}, 401],
    [{ key: read }, 403],
    [{ key: ingest }, 403],
    [bob, 403],
  ] as const) {
    expect((await ask(member, "/", { ...change, ...asking })).status).toBe(status);
    expect((await ask(member, "/", { method: "DELETE", id, ...asking })).status).toBe(status);
    const body = { email: "x@example.com", role: "viewer" };
    expect((await ask(invitations, "/", { method: "POST", body, ...asking })).status).toBe(status);
    expect((await ask(invitations, "/", asking)).status).toBe(status);
  }
  expect((await ask(members, "/", { key: ingest })).status).toBe(403);
  expect((await ask(members, "/", bob)).json.data).toHaveLength(2);
});

test("403 and 409: a manage key makes no owners and changes none, and the last one stays", async () => {
  const { manage } = scene.keys;
  const { alice, bob } = scene.cast;
  const role = (id: string, to: string, asking: object) =>
    ask(member, "/", { method: "PATCH", id, body: { role: to }, ...asking });
  expect((await role(bob.userId, "owner", { key: manage })).status).toBe(403);
  expect((await role(alice.userId, "viewer", { key: manage })).status).toBe(403);
  const own = { headers: await scene.browserOf(alice) };
  expect((await role(alice.userId, "viewer", own)).status).toBe(409);
});

test("404: somebody in another team is answered as nobody is", async () => {
  const { manage } = scene.keys;
  for (const [route, method, body] of [
    [member, "PATCH", { role: "viewer" }],
    [member, "DELETE", undefined],
  ] as const) {
    const answers = await Promise.all(
      [scene.cast.charlie.userId, NOBODY, "x"].map((id) => ask(route, "/", { method, id, key: manage, body })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  }
  const body = { email: "theirs@example.com", role: "viewer" };
  const { json } = await ask(invitations, "/", { method: "POST", key: scene.strangersKey, body });
  for (const [route, method] of [
    [invitation, "DELETE"],
    [resend, "POST"],
  ] as const) {
    const answers = await Promise.all([json.id, NOBODY].map((id) => ask(route, "/", { method, id, key: manage })));
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(answers[0]?.text).toBe(answers[1]?.text);
  }
});
