import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { openTarget } from "@/lib/delivery/seal";
import { onReach } from "@/lib/delivery/webhook/reach";
import { MAX_CHANNELS } from "@/lib/domain/channel";
import { deliverDue } from "@/lib/interactors/deliveries/deliver-due";
import { getQuietHours } from "@/lib/interactors/people/get-quiet-hours";
import { setQuietHours } from "@/lib/interactors/people/set-quiet-hours";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, joined, type Person, stoppedClock } from "@/lib/testing/cast";
import { ANYWHERE, payloadOf, putAlert, tells } from "@/lib/testing/delivery-scene";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { openWebhookSink, type WebhookSink } from "@/lib/testing/webhook-sink";
import { confirmChannel, findConfirmation } from "./confirm-channel";
import { confirmToken } from "./confirm-token";
import { createChannel } from "./create-channel";
import { deleteChannel } from "./delete-channel";
import { getChannel } from "./get-channel";
import { listChannels } from "./list-channels";
import { rotateSecret } from "./rotate-secret";
import { testChannel } from "./test-channel";
import { updateChannel } from "./update-channel";

const NOW = "2026-11-23T14:32:00.000Z";
const MISSING = "01a2076f-251d-7390-9d6d-01d8f1eab266";
const ROUTING_KEY = "0123456789abcdef0123456789abcdef";
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let viewer: Person;
let alice: Context;
let charlie: Context;
let nobody: Context;
let job: Context;
let sink: WebhookSink;

beforeAll(async () => {
  Object.assign(process.env, { NEXTAUTH_SECRET: "a secret for tests, long enough", STATNEST_LOG_LEVEL: "silent" });
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  viewer = await joined(store, "vera@example.com", cast.alice.teamId, "viewer");
  alice = asking(store, clock, cast.alice.actor);
  charlie = asking(store, clock, cast.charlie.actor);
  nobody = asking(store, clock, { kind: "anonymous" });
  job = asking(store, clock, { kind: "job", name: "deliver" });
  sink = await openWebhookSink();
});
beforeEach(async () => {
  clock.set(NOW);
  sink.reset();
  onReach(ANYWHERE);
  await store.prisma.channel.deleteMany();
  await store.prisma.mail.deleteMany();
  await store.prisma.auditEvent.deleteMany();
});
afterAll(async () => {
  onReach(null);
  await Promise.all([store.close(), sink.close()]);
});

function later(seconds: number): void {
  clock.set(new Date(clock.now().getTime() + seconds * 1_000));
}

const webhook = (more: object = {}) =>
  createChannel(alice, { kind: "webhook", target: `${sink.url}/hook?t=1`, ...more });
const mailTo = (target: string, ctx = alice) => createChannel(ctx, { kind: "email", target });
const targetOf = async (id: string) => {
  const { sealed } = await store.prisma.channel.findUniqueOrThrow({ where: { id } });
  return openTarget(sealed, id);
};
const logged = async () =>
  (await store.prisma.auditEvent.findMany({ orderBy: { id: "asc" } })).map(({ action, detail }) => [action, detail]);

describe("making a channel", () => {
  test("a webhook's secret is ours, shown once, and kept sealed", async () => {
    const { secret, ...made } = await webhook({ name: "Deploys" });
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(made).toMatchObject({ kind: "webhook", name: "Deploys", shape: "standard", alerts: 0, disabledAt: null });
    expect(made).toMatchObject({ shown: `127.0.0.1:${sink.port}`, confirmedAt: clock.now(), quiet: null });
    expect(await targetOf(made.id)).toMatchObject({ url: `${sink.url}/hook?t=1`, secrets: [secret] });
    const rows = JSON.stringify([
      await store.prisma.channel.findMany({ omit: { sealed: true } }),
      await store.prisma.auditEvent.findMany({ omit: { id: true } }),
      await getChannel(alice, { id: made.id }),
      await listChannels(alice),
    ]);
    for (const hidden of [secret ?? "", "/hook", "t=1", "sealed"]) expect(rows).not.toContain(hidden);
  });

  test.each([
    ["slack", "https://hooks.slack.com/services/T/B/x#top", "hooks.slack.com"],
    ["pagerduty", ` ${ROUTING_KEY} `, "…cdef"],
    ["email", "Bob@Example.com", "bob@example.com"],
  ] as const)("%s shows of its target what may be seen", async (kind, target, shown) => {
    const made = await createChannel(alice, { kind, target });
    expect(made).toMatchObject({ kind, name: shown, shown, shape: null, secret: null });
  });

  test.each([
    [{ kind: "email", target: "nobody" }, "#/target"],
    [{ kind: "pagerduty", target: "short" }, "#/target"],
    [{ kind: "slack", target: "ftp://hooks.slack.com/" }, "#/target"],
    [{ kind: "webhook", target: "https://user:pw@example.com/" }, "#/target"],
    [{ kind: "slack", target: "https://example.com/", shape: "standard" }, "#/shape"],
    [
      { kind: "webhook", target: "https://example.com/", quietHours: { from: "25:00", to: "07:00" } },
      "#/quietHours/from",
    ],
    [{ kind: "webhook", target: "https://example.com/", quietHours: { from: "22:00", to: "22:00" } }, "#/quietHours"],
    [{ kind: "webhook", target: "https://example.com/", name: "a\nb" }, "#/name"],
    [{ kind: "fax", target: "1" }, "#/kind"],
  ])("%j is refused by name", async (input, pointer) => {
    const refused = await refusalOf(createChannel(alice, input as Parameters<typeof createChannel>[1]));
    expect([refused.code, refused.more.faults?.[0]?.pointer]).toEqual(["invalid", pointer]);
  });

  test("quiet hours are in the team's zone unless they name one", async () => {
    await store.prisma.team.update({ where: { id: cast.alice.teamId }, data: { zone: "Europe/Berlin" } });
    const quietHours = { from: "22:00", to: "07:30" };
    expect((await webhook({ quietHours })).quiet).toEqual({ from: 1_320, to: 450, zone: "Europe/Berlin" });
    expect((await webhook({ quietHours: { ...quietHours, zone: "Asia/Tokyo" } })).quiet?.zone).toBe("Asia/Tokyo");
    await store.prisma.team.update({ where: { id: cast.alice.teamId }, data: { zone: "UTC" } });
  });

  test(`a team has ${MAX_CHANNELS} at the most, however many are made at once`, async () => {
    const made = await Promise.allSettled(
      Array.from({ length: MAX_CHANNELS + 5 }, () => createChannel(alice, { kind: "pagerduty", target: ROUTING_KEY })),
    );
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(MAX_CHANNELS);
    expect((await refusalOf(webhook())).code).toBe("unprocessable");
    expect(await createChannel(charlie, { kind: "pagerduty", target: ROUTING_KEY })).toBeDefined();
  });
});

describe("an email address", () => {
  test("of a member who proved it is written to at once", async () => {
    expect(await mailTo("bob@example.com")).toMatchObject({ confirmedAt: clock.now() });
    expect(await store.prisma.mail.count()).toBe(0);
  });

  test("of anybody else is asked first, and gets nothing before it agrees", async () => {
    const { id, confirmedAt } = await mailTo("charlie@example.com");
    expect(confirmedAt).toBeNull();
    expect(await store.prisma.mail.findMany()).toMatchObject([
      {
        kind: "channel_confirm",
        recipient: "charlie@example.com",
        content: { channelId: id, team: "alice@example.com's team", by: "alice@example.com" },
      },
    ]);
    const alertId = await putAlert(store, cast.alice.teamId, [{ id }]);
    const told = { teamId: cast.alice.teamId, alertId, now: clock.now() };
    expect(await tells(store, told)).toBe(0);
    expect((await refusalOf(testChannel(alice, { id }))).code).toBe("conflict");
    const token = confirmToken(id, "charlie@example.com", new Date(clock.now().getTime() + 60_000));
    const asked = { team: "alice@example.com's team", address: "charlie@example.com" };
    expect(await findConfirmation(nobody, { token })).toEqual({ ...asked, agreed: false });
    expect((await getChannel(alice, { id })).confirmedAt).toBeNull();
    expect(await confirmChannel(nobody, { token })).toEqual({ ...asked, agreed: true });
    expect(await confirmChannel(nobody, { token })).toEqual({ ...asked, agreed: true });
    expect((await logged()).map(([action]) => action)).toEqual(["channel.made", "channel.changed"]);
    expect(await tells(store, told)).toBe(1);
    expect(await deliverDue(job)).toBe(1);
    expect(await store.prisma.mail.count({ where: { kind: "alert", recipient: "charlie@example.com" } })).toBe(1);
  });

  test("agrees by its own link alone, while that works", async () => {
    const [one, other] = [await mailTo("one@example.com"), await mailTo("other@example.com")];
    const until = new Date(clock.now().getTime() + 60_000);
    const token = confirmToken(one.id, "one@example.com", until);
    const [, ends, proof] = token.split(".");
    const wrong = [
      `${other.id}.${ends}.${proof}`,
      `${one.id}.${Number(ends) + 1}.${proof}`,
      `${one.id}.${ends}.${proof?.replace(/^./, (letter) => (letter === "A" ? "B" : "A"))}`,
      `${one.id}.${ends}.`,
      `${one.id}.${ends}`,
      `${token}.x`,
      confirmToken(one.id, "other@example.com", until),
      confirmToken(MISSING, "one@example.com", until),
      "",
      "x",
    ];
    for (const each of wrong)
      expect([each, (await refusalOf(confirmChannel(nobody, { token: each }))).code]).toEqual([each, "not_found"]);
    await updateChannel(alice, { id: one.id, target: "else@example.com" });
    expect((await refusalOf(confirmChannel(nobody, { token }))).code).toBe("not_found");
    await updateChannel(alice, { id: one.id, target: "one@example.com" });
    later(61);
    expect((await refusalOf(confirmChannel(nobody, { token }))).code).toBe("not_found");
    expect((await listChannels(alice)).data.every(({ confirmedAt }) => confirmedAt === null)).toBe(true);
  });

  test("is not asked again and again, by however many teams", async () => {
    const first = await mailTo("tired@example.com");
    await updateChannel(alice, { id: first.id, target: "tired@example.com" });
    await mailTo("tired@example.com", charlie);
    const again = await refusalOf(mailTo("tired@example.com"));
    expect([again.code, again.more.retryAfterSeconds]).toEqual(["limited", 86_400]);
    expect((await refusalOf(updateChannel(alice, { id: first.id, target: "tired@example.com" }))).code).toBe("limited");
    expect(await store.prisma.mail.count()).toBe(3);
    later(86_401);
    expect(await mailTo("tired@example.com")).toBeDefined();
    for (let i = 0; i < 19; i++) await mailTo(`someone-${i}@example.com`);
    expect((await refusalOf(mailTo("one-more@example.com"))).code).toBe("limited");
  });
});

describe("changing a channel", () => {
  test("what is not named stays; where it leads may change, its secret not", async () => {
    const { id, secret } = await webhook({ quietHours: { from: "22:00", to: "07:00" } });
    const changed = await updateChannel(alice, { id, target: "https://hooks.example.com/new", shape: "alertmanager" });
    expect(changed).toMatchObject({ shown: "hooks.example.com", name: "hooks.example.com", shape: "alertmanager" });
    expect(changed.quiet).toMatchObject({ from: 1_320 });
    expect(await targetOf(id)).toMatchObject({ url: "https://hooks.example.com/new", secrets: [secret] });
    const named = await updateChannel(alice, { id, name: "Ops", quietHours: null, shape: "standard" });
    expect(named).toMatchObject({ name: "Ops", quiet: null, shape: "standard", shown: "hooks.example.com" });
    expect((await updateChannel(alice, { id, target: "https://example.com/" })).name).toBe("Ops");
    expect((await logged()).slice(1)).toEqual([
      ["channel.changed", { changed: ["target", "shape"] }],
      ["channel.changed", { changed: ["name", "shape", "quietHours"] }],
      ["channel.changed", { changed: ["target"] }],
    ]);
  });

  test("an address that changes has to agree anew; the same one has agreed", async () => {
    const { id } = await mailTo("bob@example.com");
    expect((await updateChannel(alice, { id, target: "bob@example.com" })).confirmedAt).not.toBeNull();
    expect((await updateChannel(alice, { id, target: "new@example.com" })).confirmedAt).toBeNull();
    expect((await updateChannel(alice, { id, target: "bob@example.com" })).confirmedAt).not.toBeNull();
    expect(await store.prisma.mail.count()).toBe(1);
  });

  test("off and on: what waited is given up, and it has no problem any more", async () => {
    const { id } = await webhook();
    const alertId = await putAlert(store, cast.alice.teamId, [{ id }]);
    const tell = () => tells(store, { teamId: cast.alice.teamId, alertId, now: clock.now() });
    await tell();
    expect(await updateChannel(alice, { id, enabled: false })).toMatchObject({ disabledAt: clock.now(), problem: "" });
    expect(await store.prisma.delivery.findMany()).toMatchObject([{ state: "dead" }]);
    expect(await tell()).toBe(0);
    expect((await refusalOf(testChannel(alice, { id }))).code).toBe("conflict");
    await store.prisma.channel.update({ where: { id }, data: { problem: "it answers 410" } });
    expect(await updateChannel(alice, { id, enabled: true })).toMatchObject({ disabledAt: null, problem: "" });
    expect(await tell()).toBe(1);
    expect((await getChannel(alice, { id })).alerts).toBe(1);
  });

  test("quiet hours that end are heeded at once", async () => {
    const { id } = await webhook({ quietHours: { from: "14:00", to: "15:00" } });
    const alertId = await putAlert(store, cast.alice.teamId, [{ id }]);
    await tells(store, { teamId: cast.alice.teamId, alertId, now: clock.now(), payload: payloadOf() });
    expect(await deliverDue(job)).toBe(0);
    await updateChannel(alice, { id, quietHours: null });
    expect(await deliverDue(job)).toBe(1);
  });

  test("only a webhook has a secret to rotate; both sign for a day", async () => {
    const { id, secret: old } = await webhook();
    const { secret } = await rotateSecret(alice, { id });
    expect(secret).not.toBe(old);
    expect(await targetOf(id)).toMatchObject({ secrets: [secret, old], rotatedAt: NOW });
    const signatures = async () => {
      await testChannel(alice, { id });
      return sink.calls.at(-1)?.headers["webhook-signature"]?.toString().split(" ");
    };
    expect(await signatures()).toHaveLength(2);
    later(86_400);
    expect(await signatures()).toHaveLength(1);
    const third = (await rotateSecret(alice, { id })).secret;
    expect(await targetOf(id)).toMatchObject({ secrets: [third, secret] });
    const other = await createChannel(alice, { kind: "pagerduty", target: ROUTING_KEY });
    expect((await refusalOf(rotateSecret(alice, { id: other.id }))).code).toBe("unprocessable");
  });

  test("a secret that is rotated while the URL changes is not lost", async () => {
    const { id } = await webhook();
    const [rotated] = await Promise.all([
      rotateSecret(alice, { id }),
      updateChannel(alice, { id, target: "https://hooks.example.com/new" }),
    ]);
    expect(await targetOf(id)).toMatchObject({
      url: "https://hooks.example.com/new",
      secrets: [rotated.secret, expect.any(String)],
    });
  });

  test("deleted, it is gone with what went there", async () => {
    const { id } = await webhook();
    await testChannel(alice, { id });
    await deleteChannel(alice, { id });
    expect((await refusalOf(getChannel(alice, { id }))).code).toBe("not_found");
    expect(await store.prisma.delivery.count()).toBe(0);
    expect((await logged()).at(-1)).toEqual(["channel.deleted", { kind: "webhook", to: `127.0.0.1:${sink.port}` }]);
  });
});

describe("a test", () => {
  test("is told at once, in quiet hours too, and says what came of it", async () => {
    const { id } = await webhook({ quietHours: { from: "00:00", to: "23:59" } });
    expect(await testChannel(alice, { id })).toMatchObject({
      type: "alert.test",
      state: "sent",
      status: 200,
      attempts: 1,
    });
    expect(JSON.parse(sink.calls[0]?.body ?? "")).toMatchObject({ type: "alert.test", data: { incident_id: null } });
    expect((await logged()).at(-1)?.[0]).toBe("channel.tested");
  });

  test("that fails is not tried again, and is no reason to turn the channel off", async () => {
    sink.reply = () => 500;
    const { id } = await webhook();
    expect(await testChannel(alice, { id })).toMatchObject({ state: "dead", status: 500, problem: "it answers 500" });
    later(6 * 86_400);
    expect(await testChannel(alice, { id })).toMatchObject({ state: "dead" });
    expect((await getChannel(alice, { id })).disabledAt).toBeNull();
    expect(await deliverDue(job)).toBe(0);
    expect(sink.calls).toHaveLength(2);
  });

  test("of an address is a mail that is put in line", async () => {
    const { id } = await mailTo("bob@example.com");
    expect(await testChannel(alice, { id })).toMatchObject({ state: "sent", status: null });
    expect(await store.prisma.mail.findMany()).toMatchObject([{ kind: "alert", recipient: "bob@example.com" }]);
  });

  test("is told ten times a minute at the most", async () => {
    const { id } = await webhook();
    for (let i = 0; i < 10; i++) await testChannel(alice, { id });
    expect((await refusalOf(testChannel(alice, { id }))).code).toBe("limited");
    later(61);
    expect(await testChannel(alice, { id })).toMatchObject({ state: "sent" });
  });
});

describe("who may", () => {
  const doings: [string, (ctx: Context, id: string) => Promise<unknown>][] = [
    ["get", (ctx, id) => getChannel(ctx, { id })],
    ["change", (ctx, id) => updateChannel(ctx, { id, name: "x" })],
    ["lead elsewhere", (ctx, id) => updateChannel(ctx, { id, target: "https://example.com/" })],
    ["test", (ctx, id) => testChannel(ctx, { id })],
    ["rotate", (ctx, id) => rotateSecret(ctx, { id })],
    ["delete", (ctx, id) => deleteChannel(ctx, { id })],
  ];

  test.each(doings)("%s: a foreign channel is a missing one", async (_, doing) => {
    const { id } = await webhook();
    const refusals = await Promise.all([id, MISSING, "x"].map((each) => refusalOf(doing(charlie, each))));
    expect(refusals.map(({ code }) => code)).toEqual(Array(3).fill("not_found"));
    expect(new Set(refusals.map(({ detail }) => detail)).size).toBe(1);
    expect((await refusalOf(doing(nobody, id))).code).toBe("unauthenticated");
    expect(sink.calls).toHaveLength(0);
  });

  test("a viewer may look and change nothing", async () => {
    const { id } = await webhook();
    const vera = asking(store, clock, viewer.actor);
    for (const [name, doing] of doings.slice(1)) {
      expect([name, (await refusalOf(doing(vera, id))).code]).toEqual([name, "forbidden"]);
    }
    expect((await listChannels(vera)).data).toHaveLength(1);
    expect((await refusalOf(createChannel(vera, { kind: "pagerduty", target: ROUTING_KEY }))).code).toBe("forbidden");
    expect((await listChannels(charlie)).data).toEqual([]);
  });

  test("a list is read page by page, newest first", async () => {
    for (const name of ["a", "b", "c"]) await webhook({ name });
    const first = await listChannels(alice, { limit: 2 });
    const second = await listChannels(alice, { limit: 2, cursor: first.next ?? "" });
    expect([...first.data, ...second.data].map(({ name }) => name)).toEqual(["c", "b", "a"]);
    expect(second.next).toBeNull();
  });
});

describe("a person's own quiet hours", () => {
  test("are theirs, and are kept until they change them", async () => {
    const bob = asking(store, clock, cast.bob.actor);
    expect(await getQuietHours(bob)).toBeNull();
    await setQuietHours(bob, { quietHours: { from: "22:00", to: "07:00", zone: "Asia/Kathmandu" } });
    expect(await getQuietHours(bob)).toEqual({ from: 1_320, to: 420, zone: "Asia/Kathmandu" });
    expect(await getQuietHours(alice)).toBeNull();
    expect((await refusalOf(setQuietHours(bob, { quietHours: { from: "22:00", to: "07:00" } }))).code).toBe("invalid");
    await setQuietHours(bob, { quietHours: null });
    expect(await getQuietHours(bob)).toBeNull();
    expect((await refusalOf(setQuietHours(nobody, { quietHours: null }))).code).toBe("unauthenticated");
  });

  test("that end let what they held back go", async () => {
    const bob = asking(store, clock, cast.bob.actor);
    await setQuietHours(bob, { quietHours: { from: "14:00", to: "15:00", zone: "UTC" } });
    const { id } = await mailTo("bob@example.com");
    const alertId = await putAlert(store, cast.alice.teamId, [{ id }]);
    await tells(store, { teamId: cast.alice.teamId, alertId, now: clock.now() });
    expect(await deliverDue(job)).toBe(0);
    await setQuietHours(bob, { quietHours: null });
    expect(await deliverDue(job)).toBe(1);
  });
});
