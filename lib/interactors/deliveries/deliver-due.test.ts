import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Context } from "@/lib/context";
import { onReach } from "@/lib/delivery/webhook/reach";
import type { Channel, ChannelTarget, QuietHours } from "@/lib/domain/channel";
import { updateChannel } from "@/lib/interactors/channels/update-channel";
import { openStore, type Store } from "@/lib/store/engine/store";
import type * as Records from "@/lib/store/records/deliveries";
import { asking, type Cast, castOf, joined, stoppedClock } from "@/lib/testing/cast";
import { ANYWHERE, payloadOf, putAlert, putChannel, SECRET, tells } from "@/lib/testing/delivery-scene";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { openWebhookSink, type Reply, type WebhookSink } from "@/lib/testing/webhook-sink";
import { deliverDue } from "./deliver-due";
import { listDeliveries } from "./list-deliveries";
import { purgeDeliveries } from "./purge-deliveries";
import { replayDelivery } from "./replay-delivery";

const kill = vi.hoisted(() => ({ before: 0 }));

/** A worker that is killed between the receiver's answer and its own note of it. */
vi.mock("@/lib/store/records/deliveries", async (original) => {
  const real = await original<typeof Records>();
  const markSent: typeof real.markSent = async (...args) => {
    if (kill.before > 0) {
      kill.before -= 1;
      throw new Error("killed");
    }
    return real.markSent(...args);
  };
  return { ...real, markSent };
});

const NOW = "2026-11-23T14:32:00.000Z";
const DAY = 86_400;
const clock = stoppedClock(NOW);
let url: string;
let store: Store;
let cast: Cast;
let job: Context;
let alice: Context;
let sink: WebhookSink;

beforeAll(async () => {
  Object.assign(process.env, {
    NEXTAUTH_SECRET: "a secret for tests, long enough",
    STATNEST_LOG_LEVEL: "silent",
    STATNEST_URL: "https://stats.example.com",
  });
  url = await scratchDatabase();
  store = openStore(url);
  cast = await castOf(store);
  job = asking(store, clock, { kind: "job", name: "deliver" });
  alice = asking(store, clock, cast.alice.actor);
  sink = await openWebhookSink();
  process.env.PAGERDUTY_BASE_URL = `${sink.url}/pagerduty`;
});
beforeEach(async () => {
  clock.set(NOW);
  kill.before = 0;
  sink.reset();
  onReach(ANYWHERE);
  for (const table of ["delivery", "channel", "alert", "mail", "auditEvent"] as const) {
    await (store.prisma[table] as { deleteMany(): Promise<unknown> }).deleteMany();
  }
  await store.prisma.user.updateMany({ data: { quietFrom: null, quietTo: null, quietZone: null } });
});
afterAll(async () => {
  onReach(null);
  await Promise.all([store.close(), sink.close()]);
});

function later(seconds: number): void {
  clock.set(new Date(clock.now().getTime() + seconds * 1_000));
}

const hook = (path = "/"): ChannelTarget => {
  return { kind: "webhook", url: sink.url + path, secrets: [SECRET], shape: "standard" };
};

interface Put {
  target?: ChannelTarget;
  shown?: string;
  quiet?: QuietHours;
  teamId?: string;
}

/** A channel with an alert that tells it. */
async function put({ target = hook(), teamId = cast.alice.teamId, ...more }: Put = {}) {
  const channel = await putChannel(store, teamId, target, { now: clock.now(), ...more });
  const alertId = await putAlert(store, teamId, [channel]);
  const tell = (change = {}) => tells(store, { teamId, alertId, now: clock.now(), payload: payloadOf(change) });
  return { channel, tell };
}

const rows = () => store.prisma.delivery.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
const channelRow = ({ id }: Channel) => store.prisma.channel.findUniqueOrThrow({ where: { id } });

async function waitFor(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 500) throw new Error("it did not come to be");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe("what an alert tells", () => {
  test("goes to each channel that is on and has agreed, once", async () => {
    const [one, off, asked] = await Promise.all(
      [1, 2, 3].map(() => putChannel(store, cast.alice.teamId, hook(), { now: clock.now() })),
    );
    if (!one || !off || !asked) throw new Error("three channels were made");
    await store.prisma.channel.update({ where: { id: off.id }, data: { disabledAt: clock.now() } });
    await store.prisma.channel.update({ where: { id: asked.id }, data: { confirmedAt: null } });
    const alertId = await putAlert(store, cast.alice.teamId, [one, off, asked]);
    const payload = payloadOf();
    expect(await tells(store, { teamId: cast.alice.teamId, alertId, now: clock.now(), payload })).toBe(1);
    expect(await tells(store, { teamId: cast.charlie.teamId, alertId, now: clock.now(), payload })).toBe(0);
    expect(await deliverDue(job)).toBe(1);
    expect(await deliverDue(job)).toBe(0);
    expect(sink.calls).toHaveLength(1);
    expect(JSON.parse(sink.calls[0]?.body ?? "")).toMatchObject({ type: "alert.triggered", data: { value: 512 } });
    const [row] = await rows();
    expect(row).toMatchObject({ state: "sent", attempts: 1, status: 200, problem: "", sentAt: clock.now(), payload });
    expect(sink.calls[0]?.headers["webhook-id"]).toBe(`msg_${row?.id}`);
  });

  test("of deliveries ids sort by when they were put in line", async () => {
    const { tell } = await put();
    for (let i = 0; i < 5; i++) {
      await tell();
      later(1);
    }
    const ids = (await rows()).map(({ id }) => id);
    expect([...ids].sort()).toEqual(ids);
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab]/);
  });

  test("is told by the house alone", async () => {
    expect((await refusalOf(deliverDue(alice))).code).toBe("forbidden");
    expect((await refusalOf(purgeDeliveries(alice))).code).toBe("forbidden");
  });
});

describe("a receiver that does not take it", () => {
  const SHORT = { ...ANYWHERE, patienceMs: 300 };

  test.each<[string, Reply, { status: number | null; problem: RegExp; after: number }]>([
    ["500", 500, { status: 500, problem: /^it answers 500$/, after: 5 }],
    ["502", 502, { status: 502, problem: /^it answers 502$/, after: 5 }],
    ["404", 404, { status: 404, problem: /^it answers 404$/, after: 5 }],
    [
      "429 with Retry-After",
      { status: 429, headers: { "Retry-After": "77" } },
      { status: 429, problem: /429/, after: 77 },
    ],
    [
      "503 with a short Retry-After",
      { status: 503, headers: { "Retry-After": "1" } },
      { status: 503, problem: /503/, after: 5 },
    ],
    [
      "a redirect",
      { status: 301, headers: { Location: "/there" } },
      { status: 301, problem: /not followed/, after: 5 },
    ],
    ["a reset", "reset", { status: null, problem: /broke the connection off/, after: 5 }],
    ["a hang", "hang", { status: null, problem: /no answer within 0.3 seconds/, after: 5 }],
  ])("%s: it is tried again", async (_, reply, { status, problem, after }) => {
    onReach(SHORT);
    sink.reply = () => reply;
    const { tell } = await put();
    await tell();
    expect(await deliverDue(job)).toBe(0);
    const [row] = await rows();
    expect(row).toMatchObject({ state: "waiting", status, attempts: 1, problem: expect.stringMatching(problem) });
    const seconds = ((row?.nextAt.getTime() ?? 0) - clock.now().getTime()) / 1_000;
    expect(seconds).toBeGreaterThanOrEqual(after);
    expect(seconds).toBeLessThanOrEqual(after * 1.1);
    expect(sink.calls).toHaveLength(1);
    sink.reply = () => 200;
    later(after * 1.1 + 1);
    expect(await deliverDue(job)).toBe(1);
    expect(new Set(sink.calls.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(sink.calls.map(({ body }) => body)).size).toBe(1);
    expect(new Set(sink.calls.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(2);
  });

  test("a body that never ends takes nothing from a good answer", async () => {
    sink.reply = () => "slow body";
    const { tell } = await put();
    await tell();
    expect(await deliverDue(job)).toBe(1);
  });

  test("410 ends the channel, what waits for it is given up, and its owners are told once", async () => {
    await joined(store, `dora-${Date.now()}@example.com`, cast.alice.teamId, "admin");
    sink.reply = () => 410;
    const { channel, tell } = await put();
    await tell();
    await deliverDue(job);
    expect(await channelRow(channel)).toMatchObject({ disabledAt: clock.now(), problem: expect.stringMatching(/410/) });
    expect((await rows()).map(({ state }) => state)).toEqual(["dead"]);
    expect(await tell()).toBe(0);
    const mails = await store.prisma.mail.findMany();
    expect(mails).toMatchObject([
      {
        kind: "channel_disabled",
        recipient: "alice@example.com",
        content: { channel: "webhook", shown: "example.com" },
      },
    ]);
    const log = await store.prisma.auditEvent.findMany();
    expect(log).toMatchObject([{ action: "channel.changed", actorKind: "job", detail: { enabled: false } }]);
  });

  test("410 to many at once ends the channel once", async () => {
    sink.reply = () => 410;
    for (let round = 0; round < 5; round++) {
      const { channel, tell } = await put({ shown: `${round}.example` });
      for (let i = 0; i < 20; i++) await tell();
      await deliverDue(job);
      expect((await channelRow(channel)).disabledAt).not.toBeNull();
    }
    expect((await rows()).every(({ state }) => state === "dead")).toBe(true);
    expect(await store.prisma.mail.count()).toBe(5);
  });

  test("ten tries over 75 hours, then it is a dead letter; after five days of failures the channel is off", async () => {
    sink.reply = () => 500;
    const { channel, tell } = await put();
    await tell();
    const began = clock.now().getTime();
    for (let tries = 1; ; tries++) {
      await deliverDue(job);
      const [row] = await rows();
      if (row?.state !== "waiting") break;
      expect(tries).toBeLessThan(10);
      clock.set(row.nextAt);
    }
    expect(sink.calls).toHaveLength(10);
    const hours = (clock.now().getTime() - began) / 3_600_000;
    expect(hours).toBeGreaterThan(75);
    expect(hours).toBeLessThan(84);
    expect((await rows())[0]).toMatchObject({ state: "dead", attempts: 10, status: 500 });
    expect((await channelRow(channel)).disabledAt).toBeNull();
    expect(await store.prisma.mail.count()).toBe(0);
    later(DAY);
    await tell();
    for (;;) {
      await deliverDue(job);
      const row = (await rows()).at(-1);
      if (row?.state !== "waiting") break;
      clock.set(row.nextAt);
    }
    expect(await channelRow(channel)).toMatchObject({
      disabledAt: clock.now(),
      problem: expect.stringMatching(/five days/),
    });
    expect((await store.prisma.mail.findMany()).map(({ recipient }) => recipient)).toEqual(["alice@example.com"]);
  });

  test("a success in between begins the five days anew", async () => {
    sink.reply = () => 500;
    const { channel, tell } = await put();
    await tell();
    await store.prisma.delivery.updateMany({ data: { attempts: 9 } });
    await deliverDue(job);
    later(6 * DAY);
    sink.reply = () => 200;
    await tell();
    expect(await deliverDue(job)).toBe(1);
    later(60);
    sink.reply = () => 500;
    await tell();
    await store.prisma.delivery.updateMany({ where: { state: "waiting" }, data: { attempts: 9 } });
    await deliverDue(job);
    expect((await channelRow(channel)).disabledAt).toBeNull();
    expect((await rows()).map(({ state }) => state)).toEqual(["dead", "sent", "dead"]);
  });
});

test("turning a channel on again begins the five days anew", async () => {
  sink.reply = () => 500;
  const { channel, tell } = await put();
  const fails = async () => {
    await tell();
    await store.prisma.delivery.updateMany({ where: { state: "waiting" }, data: { attempts: 9 } });
    await deliverDue(job);
    return (await channelRow(channel)).disabledAt !== null;
  };
  expect(await fails()).toBe(false);
  later(6 * DAY);
  expect(await fails()).toBe(true);
  later(60);
  await updateChannel(alice, { id: channel.id, enabled: true });
  later(60);
  expect(await fails()).toBe(false);
  later(6 * DAY);
  expect(await fails()).toBe(true);
  expect(await store.prisma.mail.count()).toBe(2);
});

describe("somebody ends the worker", () => {
  test("a hundred times between the receiver's answer and the note: nothing is lost, repeats have the same id", async () => {
    const { tell } = await put();
    for (let round = 0; round < 100; round++) {
      await tell({ value: round });
      kill.before = 1;
      expect(await deliverDue(job)).toBe(0);
      later(61);
      expect(await deliverDue(job)).toBe(1);
    }
    expect((await rows()).every(({ state }) => state === "sent")).toBe(true);
    const bodies = new Map(sink.calls.map(({ headers, body }) => [headers["webhook-id"], body]));
    expect(bodies.size).toBe(100);
    expect(sink.calls).toHaveLength(200);
    for (const { headers, body } of sink.calls) expect(bodies.get(headers["webhook-id"])).toBe(body);
  });

  test("a mail that was about to be handed over is there once", async () => {
    const { tell } = await put({ target: { kind: "email", address: "alice@example.com" } });
    for (let round = 0; round < 20; round++) {
      await tell({ value: round });
      kill.before = 1;
      expect(await deliverDue(job)).toBe(0);
      later(61);
      expect(await deliverDue(job)).toBe(1);
    }
    expect(await store.prisma.mail.count({ where: { kind: "alert" } })).toBe(20);
  });

  test("told to stop it begins nothing new", async () => {
    const { tell } = await put();
    await tell();
    expect(await deliverDue(job, AbortSignal.abort())).toBe(0);
    expect(sink.calls).toHaveLength(0);
  });
});

describe("many at once", () => {
  test("sixteen deliverers deliver each once, five at a time to one host", async () => {
    const { tell } = await put();
    for (let i = 0; i < 60; i++) await tell({ value: i });
    sink.reply = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return 200;
    };
    const others = Array.from({ length: 3 }, () => openStore(url));
    try {
      const workers = Array.from({ length: 16 }, (_, i) =>
        deliverDue(asking([store, ...others][i % 4] as Store, clock, job.actor)),
      );
      const counts = await Promise.all(workers);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
    } finally {
      await Promise.all(others.map((each) => each.close()));
    }
    expect(sink.calls).toHaveLength(60);
    expect(new Set(sink.calls.map(({ headers }) => headers["webhook-id"])).size).toBe(60);
    expect(sink.mostAtOnce).toBeLessThanOrEqual(5);
  });

  test("one that hangs keeps no other waiting, not even of what comes meanwhile", async () => {
    onReach({ ...ANYWHERE, patienceMs: 3_000 });
    sink.reply = ({ path }) => (path === "/hangs" ? "hang" : 200);
    const hanging = await put({ target: hook("/hangs"), shown: "hangs.example" });
    const good = await put({ target: hook("/good"), shown: "good.example" });
    for (let i = 0; i < 40; i++) await hanging.tell();
    later(1);
    await good.tell();
    const began = performance.now();
    const round = deliverDue(job);
    const arrived = () => sink.calls.filter(({ path }) => path === "/good");
    await waitFor(() => arrived().length === 1);
    await good.tell();
    await waitFor(() => arrived().length === 2);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(sink.calls.filter(({ path }) => path === "/hangs")).toHaveLength(5);
    const stopping = new AbortController();
    stopping.abort();
    sink.reply = () => 200;
    await round;
  }, 60_000);

  test("a team with many channels that hang leaves room for others", async () => {
    onReach({ ...ANYWHERE, patienceMs: 1_500 });
    sink.reply = ({ path }) => (path.startsWith("/hangs") ? "hang" : 200);
    for (let i = 0; i < 20; i++) {
      const { tell } = await put({ target: hook(`/hangs/${i}`), shown: `${i}.example` });
      for (let j = 0; j < 5; j++) await tell();
    }
    const good = await put({ target: hook("/good"), teamId: cast.charlie.teamId, shown: "good.example" });
    later(1);
    await good.tell();
    const round = deliverDue(job);
    await waitFor(() => sink.calls.some(({ path }) => path === "/good"));
    expect(sink.calls.filter(({ path }) => path !== "/good").length).toBeLessThanOrEqual(40);
    sink.reply = () => 200;
    await round;
  }, 60_000);
});

describe("grouping", () => {
  const slack = (): ChannelTarget => ({ kind: "slack", url: `${sink.url}/slack` });
  const pagerduty: ChannelTarget = { kind: "pagerduty", routingKey: "0123456789abcdef0123456789abcdef" };

  test("three come one by one, four as one message", async () => {
    const { tell } = await put({ target: slack() });
    for (let i = 0; i < 3; i++) await tell();
    expect(await deliverDue(job)).toBe(3);
    expect(sink.calls).toHaveLength(3);
    for (let i = 0; i < 30; i++) await tell();
    expect(await deliverDue(job)).toBe(30);
    expect(sink.calls).toHaveLength(4);
    expect(JSON.parse(sink.calls[3]?.body ?? "").text).toBe("30 alerts at once");
    const mail = await put({ target: { kind: "email", address: "alice@example.com" } });
    for (let i = 0; i < 4; i++) await mail.tell();
    expect(await deliverDue(job)).toBe(4);
    expect((await store.prisma.mail.findMany()).map(({ kind }) => kind)).toEqual(["alert_digest"]);
  });

  test("webhooks and pages each tell one thing", async () => {
    const one = await put();
    const other = await put({ target: pagerduty });
    for (let i = 0; i < 12; i++) await Promise.all([one.tell(), other.tell()]);
    expect(await deliverDue(job)).toBe(24);
    expect(sink.calls).toHaveLength(24);
  });

  test("PagerDuty hears of an incident in order, whatever the first try came to", async () => {
    const { tell } = await put({ target: pagerduty });
    const incidentId = "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000";
    await tell({ incidentId });
    sink.reply = () => 500;
    await deliverDue(job);
    sink.reply = () => 202;
    later(1);
    await tell({ incidentId, type: "alert.acknowledged" });
    later(1);
    await tell({ incidentId, type: "alert.resolved" });
    expect(await deliverDue(job)).toBe(0);
    later(10);
    expect(await deliverDue(job)).toBe(3);
    const events = sink.calls.map(({ body }) => JSON.parse(body));
    expect(events.map((event) => [event.event_action, event.dedup_key])).toEqual([
      ["trigger", incidentId],
      ["trigger", incidentId],
      ["acknowledge", incidentId],
      ["resolve", incidentId],
    ]);
    expect(sink.calls.every(({ path }) => path === "/pagerduty/v2/enqueue")).toBe(true);
  });

  test("an event that PagerDuty will never take is given up at once", async () => {
    const { tell } = await put({ target: pagerduty });
    await tell();
    sink.reply = () => 400;
    await deliverDue(job);
    expect((await rows())[0]).toMatchObject({ state: "dead", status: 400, attempts: 1 });
  });
});

describe("quiet hours", () => {
  const NIGHT: QuietHours = { from: 22 * 60, to: 7 * 60, zone: "Europe/Berlin" };
  const EVENING = "2026-11-23T22:30:00.000Z";
  const MORNING = new Date("2026-11-24T06:00:00.000Z");

  test("of a channel hold what happens and tell it in the morning, as one message", async () => {
    clock.set(EVENING);
    const { tell } = await put({ target: { kind: "slack", url: sink.url }, quiet: NIGHT });
    const incidentId = "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000";
    await tell({ incidentId });
    expect(await deliverDue(job)).toBe(0);
    later(600);
    await tell({ incidentId, type: "alert.resolved" });
    await deliverDue(job);
    expect(await rows()).toMatchObject(Array(2).fill({ state: "held", attempts: 0, nextAt: MORNING }));
    expect(sink.calls).toHaveLength(0);
    clock.set(MORNING);
    expect(await deliverDue(job)).toBe(2);
    expect(sink.calls).toHaveLength(1);
    expect((await rows()).map(({ attempts }) => attempts)).toEqual([1, 1]);
  });

  test("of a person hold what goes to their own address in mails, and nothing else", async () => {
    clock.set(EVENING);
    const quiet = { quietFrom: NIGHT.from, quietTo: NIGHT.to, quietZone: NIGHT.zone };
    await store.prisma.user.update({ where: { id: cast.bob.userId }, data: quiet });
    const bob = await put({ target: { kind: "email", address: "bob@example.com" } });
    const alice = await put({ target: { kind: "email", address: "alice@example.com" } });
    const slack = await put({ target: { kind: "slack", url: sink.url } });
    for (const { tell } of [bob, alice, slack]) await tell();
    expect(await deliverDue(job)).toBe(2);
    expect((await store.prisma.mail.findMany()).map(({ recipient }) => recipient)).toEqual(["alice@example.com"]);
    clock.set(MORNING);
    expect(await deliverDue(job)).toBe(1);
  });

  test("a webhook tells each thing in the morning", async () => {
    clock.set(EVENING);
    const { tell } = await put({ quiet: NIGHT });
    await tell();
    await tell();
    await deliverDue(job);
    clock.set(MORNING);
    expect(await deliverDue(job)).toBe(2);
    expect(sink.calls).toHaveLength(2);
  });
});

describe("mail to an address", () => {
  test("of somebody who has left the team ends, unless they agreed", async () => {
    const dora = await joined(store, `left-${Date.now()}@example.com`, cast.alice.teamId, "viewer");
    const { email: address } = await store.prisma.user.findUniqueOrThrow({ where: { id: dora.userId } });
    const { channel, tell } = await put({ target: { kind: "email", address } });
    const agreed = await put({ target: { kind: "email", address: "else@example.com", agreedAt: NOW } });
    await tell();
    await deliverDue(job);
    await store.prisma.membership.deleteMany({ where: { userId: dora.userId } });
    await tell();
    await agreed.tell();
    await deliverDue(job);
    const mails = await store.prisma.mail.findMany({ where: { kind: "alert" }, orderBy: { id: "asc" } });
    expect(mails.map(({ recipient }) => recipient)).toEqual([address, "else@example.com"]);
    expect(await channelRow(channel)).toMatchObject({ problem: expect.stringMatching(/nobody in the team/) });
  });
});

describe("dead letters", () => {
  test("are listed by what became of them, and go out again with the same id at another time", async () => {
    sink.reply = () => 500;
    const { channel, tell } = await put();
    await tell();
    await store.prisma.delivery.updateMany({ data: { attempts: 9 } });
    await deliverDue(job);
    const { data } = await listDeliveries(alice, { state: "dead", channelId: channel.id });
    expect(data).toMatchObject([{ state: "dead", status: 500, channelName: "webhook", type: "alert.triggered" }]);
    const id = data[0]?.id ?? "";
    later(3_600);
    sink.reply = () => 200;
    expect(await replayDelivery(alice, { id })).toMatchObject({ id, state: "waiting", attempts: 0, status: null });
    expect((await refusalOf(replayDelivery(alice, { id }))).code).toBe("conflict");
    expect(await deliverDue(job)).toBe(1);
    const [first, second] = sink.calls;
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.body).toBe(first?.body);
    const seconds = Number(second?.headers["webhook-timestamp"]) - Number(first?.headers["webhook-timestamp"]);
    expect(seconds).toBe(3_600);
    expect(await store.prisma.auditEvent.findMany()).toMatchObject([{ action: "delivery.replayed", subjectId: id }]);
  });

  test("are nobody else's to see or to play again", async () => {
    const { channel, tell } = await put();
    await tell();
    await deliverDue(job);
    const [row] = await rows();
    const charlie = asking(store, clock, cast.charlie.actor);
    expect((await listDeliveries(charlie)).data).toEqual([]);
    expect((await refusalOf(listDeliveries(charlie, { channelId: channel.id }))).code).toBe("not_found");
    const [foreign, missing] = await Promise.all(
      [row?.id ?? "", "x"].map((id) => refusalOf(replayDelivery(charlie, { id }))),
    );
    expect([foreign?.code, foreign?.detail]).toEqual(["not_found", missing?.detail]);
    const viewer = asking(store, clock, { ...cast.bob.actor, role: "viewer" });
    expect((await listDeliveries(viewer)).data).toHaveLength(1);
    expect((await refusalOf(replayDelivery(viewer, { id: row?.id ?? "" }))).code).toBe("forbidden");
  });

  test("are not played again while their channel is off", async () => {
    const { channel, tell } = await put();
    await tell();
    await deliverDue(job);
    await store.prisma.channel.update({ where: { id: channel.id }, data: { disabledAt: clock.now() } });
    const [row] = await rows();
    expect((await refusalOf(replayDelivery(alice, { id: row?.id ?? "" }))).code).toBe("conflict");
  });

  test("a list is read page by page", async () => {
    const { tell } = await put();
    for (let i = 0; i < 5; i++) {
      await tell({ value: i });
      later(1);
    }
    const first = await listDeliveries(alice, { limit: 3 });
    const second = await listDeliveries(alice, { limit: 3, cursor: first.next ?? "" });
    expect([...first.data, ...second.data].map(({ payload }) => payload.value)).toEqual([4, 3, 2, 1, 0]);
    expect(second.next).toBeNull();
  });
});

test("what was sent is forgotten after 30 days, what was given up after 90", async () => {
  const { tell } = await put();
  await tell();
  await deliverDue(job);
  sink.reply = () => 500;
  await tell();
  await store.prisma.delivery.updateMany({ where: { state: "waiting" }, data: { attempts: 9 } });
  await deliverDue(job);
  later(29 * DAY);
  expect(await purgeDeliveries(job)).toBe(0);
  later(2 * DAY);
  expect(await purgeDeliveries(job)).toBe(1);
  expect((await rows()).map(({ state }) => state)).toEqual(["dead"]);
  later(60 * DAY);
  expect(await purgeDeliveries(job)).toBe(1);
});

test("where a channel leads is read again once the secret is right", async () => {
  const { channel, tell } = await put();
  await tell();
  const { sealed } = await channelRow(channel);
  await store.prisma.channel.update({ where: { id: channel.id }, data: { sealed: new Uint8Array(40) } });
  await deliverDue(job);
  expect((await rows())[0]).toMatchObject({ state: "waiting", problem: expect.stringMatching(/NEXTAUTH_SECRET/) });
  await store.prisma.channel.update({ where: { id: channel.id }, data: { sealed } });
  later(10);
  expect(await deliverDue(job)).toBe(1);
});
