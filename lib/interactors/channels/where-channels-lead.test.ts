import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { sealTarget } from "@/lib/delivery/seal";
import { onReach } from "@/lib/delivery/webhook/reach";
import type { ChannelTarget } from "@/lib/domain/channel";
import { deliverDue } from "@/lib/interactors/deliveries/deliver-due";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, stoppedClock } from "@/lib/testing/cast";
import { putAlert, putChannel, SECRET, tells } from "@/lib/testing/delivery-scene";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { resolveNames, ssrfVectors } from "@/lib/testing/ssrf-vectors";
import { openWebhookSink, type WebhookSink } from "@/lib/testing/webhook-sink";
import { createChannel } from "./create-channel";
import { testChannel } from "./test-channel";
import { updateChannel } from "./update-channel";

/** Over eighty ways to write where nobody may be called, at each moment at which a URL matters: a canary listens there. */
const NOW = "2026-11-23T14:32:00.000Z";
const GOOD = "https://hooks.example.com/good";
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let alice: Context;
let job: Context;
let canary: WebhookSink;
let vectors: string[];

beforeAll(async () => {
  Object.assign(process.env, { NEXTAUTH_SECRET: "a secret for tests, long enough", STATNEST_LOG_LEVEL: "silent" });
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  job = asking(store, clock, { kind: "job", name: "deliver" });
  canary = await openWebhookSink();
  vectors = ssrfVectors(canary.port);
  const ports = [443, 8443, canary.port];
  onReach({ anywhere: false, ports, ownHosts: ["stats.example.com"], patienceMs: 1_000, resolve: resolveNames });
});
beforeEach(async () => {
  clock.set(NOW);
  canary.reset();
  await store.prisma.channel.deleteMany();
});
afterAll(async () => {
  onReach(null);
  await Promise.all([store.close(), canary.close()]);
});

const kinds = ["webhook", "slack"] as const;

const leading = (kind: (typeof kinds)[number], url: string): ChannelTarget =>
  kind === "slack" ? { kind, url } : { kind, url, secrets: [SECRET], shape: "standard" };

test.each(kinds)("no %s is saved or changed to lead there", async (kind) => {
  const good = await createChannel(alice, { kind, target: GOOD });
  const before = await store.prisma.channel.findUniqueOrThrow({ where: { id: good.id } });
  for (const target of vectors) {
    const refusals = [
      await refusalOf(createChannel(alice, { kind, target })),
      await refusalOf(updateChannel(alice, { id: good.id, target })),
    ];
    for (const { code, more } of refusals) {
      expect([target, code, more.faults?.[0]?.pointer]).toEqual([target, "invalid", "#/target"]);
    }
  }
  expect(await store.prisma.channel.findMany()).toEqual([before]);
  expect(canary.connections).toBe(0);
});

test.each(kinds)("a %s that leads there all the same is not tested", async (kind) => {
  const { id, teamId } = await putChannel(store, cast.alice.teamId, leading(kind, GOOD), { now: clock.now() });
  for (const url of vectors) {
    const sealed = sealTarget(leading(kind, url), id);
    await store.prisma.channel.update({ where: { id }, data: { sealed } });
    const tested = await testChannel(alice, { id });
    expect([url, tested.state, tested.status]).toEqual([url, "dead", null]);
    clock.set(new Date(clock.now().getTime() + 7_000));
  }
  expect(await store.prisma.delivery.count({ where: { teamId } })).toBe(vectors.length);
  expect(canary.connections).toBe(0);
});

test.each(kinds)("nothing is delivered to a %s that leads there, at first or again", async (kind) => {
  const { teamId } = cast.alice;
  for (const url of vectors) {
    const channel = await putChannel(store, teamId, leading(kind, url), {
      now: clock.now(),
      shown: `${Math.random()}`,
    });
    const alertId = await putAlert(store, teamId, [channel]);
    await tells(store, { teamId, alertId, now: clock.now() });
  }
  for (let round = 1; round <= 3; round++) {
    expect(await deliverDue(job)).toBe(0);
    const rows = await store.prisma.delivery.findMany();
    expect(rows).toHaveLength(vectors.length);
    for (const row of rows) expect(row).toMatchObject({ state: "waiting", status: null, attempts: round });
    clock.set(new Date(clock.now().getTime() + 3_600_000));
  }
  expect(canary.connections).toBe(0);
});

test("the canary hears them once the operator lets calls go anywhere", async () => {
  onReach({ anywhere: true, ports: [], ownHosts: [], patienceMs: 1_000, resolve: resolveNames });
  const target = `http://loopback.example.com:${canary.port}/`;
  const { id } = await createChannel(alice, { kind: "webhook", target });
  expect(await testChannel(alice, { id })).toMatchObject({ state: "sent", status: 200 });
  expect(canary.connections).toBe(1);
});
