import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { onReach } from "@/lib/delivery/webhook/reach";
import { listAnswer } from "@/lib/presenters/http/answers";
import {
  channelAnswer,
  deliveryAnswer,
  newChannelAnswer,
  rotatedChannelAnswer,
} from "@/lib/presenters/http/channel-answers";
import { ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { ANYWHERE } from "@/lib/testing/delivery-scene";
import { openWebhookSink, type WebhookSink } from "@/lib/testing/webhook-sink";
import * as ofChannel from "./channels/[id]/deliveries/route";
import * as rotate from "./channels/[id]/rotate/route";
import * as channel from "./channels/[id]/route";
import * as tested from "./channels/[id]/test/route";
import * as channels from "./channels/route";
import * as replay from "./deliveries/[id]/replay/route";
import * as deliveries from "./deliveries/route";

let scene: ApiScene;
let sink: WebhookSink;
beforeAll(async () => {
  scene = await apiScene();
  sink = await openWebhookSink();
  onReach(ANYWHERE);
});
beforeEach(() => sink.reset());
afterAll(async () => {
  onReach(null);
  await Promise.all([scene.store.close(), sink.close()]);
});

const make = async (body: object = {}) => {
  const asked = { kind: "webhook", target: `${sink.url}/hook`, ...body };
  return ask(channels, "/", { method: "POST", key: scene.keys.manage, body: asked });
};

test("a channel is made, read, changed and deleted; its secret is in the first answer alone", async () => {
  const { manage, read } = scene.keys;
  const made = await make({ name: "Deploys", quiet_hours: { from: "22:00", to: "07:30" } });
  expect([made.status, newChannelAnswer.parse(made.json)]).toMatchObject([
    201,
    { name: "Deploys", enabled: true, confirmed: true, quiet_hours: { from: "22:00", to: "07:30", zone: "UTC" } },
  ]);
  const { id, secret, ...rest } = made.json;
  expect(secret).toMatch(/^whsec_/);
  const got = await ask(channel, "/", { id, key: read });
  expect(channelAnswer.parse(got.json)).toEqual({ id, ...rest });
  const body = { enabled: false, shape: "alertmanager", quiet_hours: null };
  const changed = await ask(channel, "/", { method: "PATCH", id, key: manage, body });
  expect(changed.json).toMatchObject({ enabled: false, shape: "alertmanager", quiet_hours: null, name: "Deploys" });
  const { data } = listAnswer(channelAnswer).parse((await ask(channels, "/?limit=5", { key: read })).json);
  expect(data.map((each) => each.id)).toContain(id);
  for (const { text } of [got, changed]) expect(text).not.toContain(secret);
  expect((await ask(channel, "/", { method: "DELETE", id, key: manage })).status).toBe(204);
  expect((await ask(channel, "/", { id, key: read })).status).toBe(404);
});

test("a secret is rotated, and shown once", async () => {
  const { id, secret } = (await make()).json;
  const rotated = await ask(rotate, "/", { method: "POST", id, key: scene.keys.manage });
  expect(rotatedChannelAnswer.parse(rotated.json).secret).not.toBe(secret);
  const mail = (await make({ kind: "email", target: "bob@example.com" })).json;
  expect(mail.secret).toBeNull();
  expect((await ask(rotate, "/", { method: "POST", id: mail.id, key: scene.keys.manage })).status).toBe(422);
});

test("a test is told at once; what was told is listed and goes out again", async () => {
  const { manage, read } = scene.keys;
  sink.reply = () => 500;
  const { id } = (await make()).json;
  const failed = await ask(tested, "/", { method: "POST", id, key: manage });
  expect([failed.status, deliveryAnswer.parse(failed.json)]).toMatchObject([
    200,
    { type: "alert.test", state: "dead", status: 500, problem: "it answers 500", alert_id: null, next_at: null },
  ]);
  const all = await ask(deliveries, `/?state=dead&channel_id=${id}`, { key: read });
  expect(listAnswer(deliveryAnswer).parse(all.json).data).toEqual([failed.json]);
  const own = await ask(ofChannel, "/?type=alert.test&limit=1", { id, key: read });
  expect(own.json).toEqual({ data: [failed.json], next: null });
  expect((await ask(ofChannel, "/?state=sent", { id, key: read })).json.data).toEqual([]);
  const again = await ask(replay, "/", { method: "POST", id: failed.json.id, key: manage });
  expect(again.json).toMatchObject({ id: failed.json.id, state: "waiting", attempts: 0, next_at: expect.any(String) });
  expect((await ask(replay, "/", { method: "POST", id: failed.json.id, key: manage })).status).toBe(409);
});

test("what is wrong is named as the API names it", async () => {
  const wrong = async (body: object) => (await make(body)).json.errors;
  expect(await wrong({ target: "gopher://x" })).toMatchObject([{ pointer: "#/target" }]);
  expect(await wrong({ quiet_hours: { from: "9", to: "10:00" } })).toMatchObject([{ pointer: "#/quiet_hours/from" }]);
  expect(await wrong({ secret: "whsec_mine" })).toMatchObject([{ pointer: "#/secret" }]);
  expect((await ask(deliveries, "/?state=lost", { key: scene.keys.read })).status).toBe(400);
  expect((await ask(deliveries, "/?channel_id=x", { key: scene.keys.read })).status).toBe(404);
});

test("a key that reads changes nothing, and a stranger's finds nothing", async () => {
  const { read, ingest } = scene.keys;
  const { id } = (await make()).json;
  const changes = [
    [channels, "POST"],
    [channel, "PATCH"],
    [channel, "DELETE"],
    [tested, "POST"],
    [rotate, "POST"],
  ] as const;
  for (const [route, method] of changes) {
    const body = method === "DELETE" ? undefined : { kind: "webhook", target: "https://example.com/", name: "x" };
    for (const key of [read, ingest]) expect((await ask(route, "/", { method, id, key, body })).status).toBe(403);
  }
  for (const route of [channel, ofChannel]) {
    const [foreign, missing] = await Promise.all(
      [id, "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000"].map((each) =>
        ask(route, "/", { id: each, key: scene.strangersKey }),
      ),
    );
    expect([foreign?.status, foreign?.text]).toEqual([404, missing?.text]);
    expect((await ask(route, "/", { id, key: ingest })).status).toBe(403);
  }
});
