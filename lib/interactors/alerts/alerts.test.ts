import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { KeyKind } from "@/lib/domain/key";
import { endShare } from "@/lib/interactors/shares/end-share";
import { shareStat } from "@/lib/interactors/shares/share-stat";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { restoreStat } from "@/lib/interactors/stats/restore-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { insertKey } from "@/lib/store/records/keys";
import { asking, type Cast, castOf, joined, type Person, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { MOST_PATTERNS } from "./alert-input";
import { createAlert } from "./create-alert";
import { deleteAlert } from "./delete-alert";
import { getAlert } from "./get-alert";
import { listAlerts } from "./list-alerts";
import { listManualAlerts } from "./list-manual-alerts";
import { pauseAlert } from "./pause-alert";
import { resumeAlert } from "./resume-alert";
import { updateAlert } from "./update-alert";

const NOW = "2026-05-04T12:00:00.000Z";
const LATER = "2026-05-04T13:00:00.000Z";
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let viewer: Person;
let alice: Context;
let bob: Context;
let charlie: Context;
let vera: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  viewer = await joined(store, "vera@example.com", cast.alice.teamId, "viewer");
  alice = asking(store, clock, cast.alice.actor);
  bob = asking(store, clock, cast.bob.actor);
  charlie = asking(store, clock, cast.charlie.actor);
  vera = asking(store, clock, viewer.actor);
});
beforeEach(async () => {
  clock.set(NOW);
  await store.prisma.alert.deleteMany();
  await store.prisma.incidentEvent.deleteMany();
  await store.prisma.channel.deleteMany();
  await store.prisma.stat.deleteMany();
  await store.prisma.auditEvent.deleteMany();
});
afterAll(() => store.close());

type Input = Parameters<typeof createAlert>[1];

const over = (threshold: number): Input => ({ kind: "value", operator: "gt", threshold, timeWindow: "1h" });
const makeStat = (name = "signups", ctx = alice) => createStat(ctx, { name, kind: "counter" });
const make = async (more: Input = {}, ctx = alice) =>
  createAlert(ctx, { statId: (await makeStat()).id, ...over(500), ...more });
const channel = async (teamId = cast.alice.teamId, more: { disabledAt?: Date } = {}) => {
  const about = { kind: "webhook" as const, name: "ops", shown: "example.com", sealed: new Uint8Array([1]) };
  return (await store.prisma.channel.create({ data: { teamId, ...about, ...more } })).id;
};
const standingsOf = async (id: string) => {
  const rows = await store.prisma.alertStanding.findMany({
    where: { alert: { publicId: id } },
    include: { stat: { select: { name: true } } },
    orderBy: { stat: { name: "asc" } },
  });
  return rows.map(({ stat, state }) => [stat.name, state]);
};
const audited = async () => {
  const rows = await store.prisma.auditEvent.findMany({ where: { subjectKind: "alert" }, orderBy: { id: "asc" } });
  return rows.map(({ action, subjectName }) => [action, subjectName.replaceAll("\u00a0", " ")]);
};

/** Makes it ring, as the evaluator does. */
async function ring(publicId: string, standing: { toldAt?: Date; mutedUntil?: Date } = {}): Promise<string> {
  const alert = await store.prisma.alert.findUniqueOrThrow({ where: { publicId } });
  const { alertId, statId } = await store.prisma.alertStanding.findFirstOrThrow({ where: { alertId: alert.id } });
  const at = new Date(NOW);
  const incident = await store.prisma.incident.create({
    data: {
      teamId: alert.teamId,
      alertId,
      statId,
      rule: { id: publicId, name: "it", words: "over", runbook: "" },
      beganAt: at,
    },
  });
  const { transitions: transition } = await store.prisma.alertStanding.update({
    where: { alertId_statId: { alertId, statId } },
    data: {
      state: "firing",
      since: at,
      firingSince: at,
      value: 512,
      transitions: { increment: 1 },
      incidentId: incident.id,
      ...standing,
    },
  });
  await store.prisma.incidentEvent.create({
    data: {
      ...{ incidentId: incident.id, alertId, statId, transition, kind: "triggered", from: "ok", to: "firing", at },
      reason: "512 in an hour, over the threshold of 500.",
    },
  });
  return incident.id;
}

describe("a new alert", () => {
  test("is on a stat, quiet, told to every channel that is enabled, and written down", async () => {
    const [first, second] = [await channel(), await channel()];
    await channel(cast.alice.teamId, { disabledAt: new Date(NOW) });
    await channel(cast.charlie.teamId);
    const stat = await makeStat();
    const alert = await createAlert(bob, { statId: stat.id, ...over(500) });
    expect(alert).toMatchObject({
      ...{ name: "", subject: { statId: stat.id, statName: "signups" }, statSeriesId: stat.seriesId },
      condition: { kind: "value", operator: "greater", threshold: 500, recovery: null },
      ...{ window: "1h", missing: "zero", pendingSeconds: 0, holdSeconds: null, renotifySeconds: null, runbook: "" },
      ...{ automatic: false, pausedAt: null, createdAt: new Date(NOW), channelIds: [first, second].sort() },
      ...{ state: "ok", since: new Date(NOW), counts: { ok: 1 }, incidentIds: [], acknowledged: false, reason: "" },
    });
    expect(alert.publicId).toMatch(/^[0-9A-Za-z]{6}$/);
    expect(await standingsOf(alert.publicId)).toEqual([["signups", "ok"]]);
    expect(await audited()).toEqual([["alert.made", "signups: over 500 in an hour"]]);
  });

  test("takes no data for a zero of a counter alone, unless told otherwise", async () => {
    const [counter, value] = [await makeStat(), await makeStat("latency")];
    await store.prisma.stat.update({ where: { id: value.seriesId }, data: { kind: "value" } });
    const missing = async (more: object) => (await createAlert(bob, { ...over(500), ...more })).missing;
    expect(await missing({ statId: counter.id })).toBe("zero");
    expect(await missing({ statId: counter.id, missing: "keep" })).toBe("keep");
    expect(await missing({ statId: value.id })).toBe("keep");
    expect(await missing({ pattern: "sign*" })).toBe("keep");
  });

  test("is told to the channels that are named, and to none if none is", async () => {
    const [first] = [await channel(), await channel()];
    expect((await make({ channels: [first, first] })).channelIds).toEqual([first]);
    await store.prisma.stat.deleteMany();
    expect((await make({ channels: [] })).channelIds).toEqual([]);
  });

  test("keeps what is said of its patience and of itself", async () => {
    const alert = await make({
      ...{
        name: " Too many ",
        recoveryThreshold: 450,
        missing: "notify",
        pendingFor: "10m",
        hold: "0",
        renotifyEvery: "4h",
      },
      runbook: "Look at the queue.\nThen call Bob.",
    });
    expect(alert).toMatchObject({
      ...{ name: "Too many", missing: "notify", pendingSeconds: 600, holdSeconds: 0, renotifySeconds: 14_400 },
      ...{ condition: { recovery: 450 }, runbook: "Look at the queue.\nThen call Bob." },
    });
  });

  test("on a pattern stands for each of its stats by itself", async () => {
    await makeStat("api.errors");
    await makeStat("api.time");
    await makeStat("web.errors");
    await makeStat("api.hers", charlie);
    const alert = await createAlert(alice, { pattern: "api.*", ...over(5) });
    expect(alert).toMatchObject({ subject: { pattern: "api.*" }, statSeriesId: null, counts: { ok: 2 } });
    expect(await standingsOf(alert.publicId)).toEqual([
      ["api.errors", "ok"],
      ["api.time", "ok"],
    ]);
  });

  test.each<[Input, string, string]>([
    [{}, "#/kind", "must be one of value, delta, data, anomaly"],
    [
      { kind: "value", threshold: 1, timeWindow: "1h" },
      "#/operator",
      "must be gt (greater than) or lt (less than) for a value",
    ],
    [{ kind: "value", operator: "gt", timeWindow: "1h" }, "#/threshold", "must be given for a value: a number"],
    [{ ...over(1), operator: "dt" }, "#/operator", "must be gt (greater than) or lt (less than) for a value"],
    [
      { ...over(1), operator: ">" },
      "#/operator",
      "must be gt (greater than), lt (less than) or, for a delta, dt (different than)",
    ],
    [{ ...over(Number.POSITIVE_INFINITY) }, "#/threshold", "must be a number"],
    [{ ...over(2e100) }, "#/threshold", "must be at most 1e100"],
    [{ ...over(5), recoveryThreshold: 6 }, "#/recoveryThreshold", "must not be over the threshold: over it, it rings"],
    [
      { ...over(5), operator: "lt", recoveryThreshold: 4 },
      "#/recoveryThreshold",
      "must not be under the threshold: under it, it rings",
    ],
    [{ ...over(5), percentage: 5 }, "#/percentage", "goes with alerts of kind delta; leave it out"],
    [
      { kind: "value", operator: "gt", threshold: 1 },
      "#/timeWindow",
      "must be one of 5m, 1h, 3h, 1d, 1w, 1M, 1y, this_hour, this_day, this_month",
    ],
    [
      { kind: "delta", operator: "gt", timeWindow: "1h", timeDelta: "1w" },
      "#/percentage",
      "must be given for a delta: more than 0",
    ],
    [
      { kind: "delta", operator: "gt", timeWindow: "1h", percentage: -5, timeDelta: "1w" },
      "#/percentage",
      "must be more than 0; a fall is told by the operator lt",
    ],
    [
      { kind: "delta", operator: "gt", timeWindow: "1h", percentage: 5 },
      "#/timeDelta",
      "must be given for a delta: one of 5m, 1h, 3h, 1d, 1w, 1M, 1y",
    ],
    [{ kind: "data", timeWindow: "1h", threshold: 1 }, "#/threshold", "goes with alerts of kind value; leave it out"],
    [{ kind: "anomaly", timeWindow: "5m" }, "#/timeWindow", "must be 1h: what is usual is known by the hour"],
    [{ ...over(1), pendingFor: "soon" }, "#/pendingFor", "must be a length of time such as 10m or 2h, from 0s to 31d"],
    [
      { ...over(1), renotifyEvery: "1m" },
      "#/renotifyEvery",
      "must be a length of time such as 10m or 2h, from 5m to 31d",
    ],
    [{ ...over(1), name: "two\nlines" }, "#/name", "must be one line, without control characters"],
    [{ ...over(1), pattern: "a~b" }, "#/pattern", 'must not hold "~", which no name of a stat has'],
  ])("as %j is refused at %s", async (input, pointer, detail) => {
    const { code, more } = await refusalOf(createAlert(alice, { pattern: "*", ...input }));
    expect([code, more.faults]).toEqual(["invalid", [{ pointer, detail }]]);
  });

  test("has a runbook of at most 4,000 characters", async () => {
    const refused = await refusalOf(createAlert(alice, { pattern: "*", ...over(1), runbook: "x".repeat(4_001) }));
    expect(refused.more.faults).toEqual([{ pointer: "#/runbook", detail: "must have at most 4000 characters" }]);
    const { runbook } = await createAlert(alice, { pattern: "*", ...over(1), runbook: "x".repeat(4_000) });
    expect(runbook).toHaveLength(4_000);
  });

  test("is on one of the two: a stat or a pattern", async () => {
    const { more } = await refusalOf(createAlert(alice, over(1)));
    expect(more.faults?.[0]?.pointer).toBe("#/statId");
    const both = await refusalOf(createAlert(alice, { statId: "x", pattern: "*", ...over(1) }));
    expect(both.more.faults?.[0]?.pointer).toBe("#/pattern");
  });

  test("cannot be on a foreign stat, nor tell to a foreign channel: both are told as missing ones are", async () => {
    const stat = await makeStat("hers", charlie);
    const foreign = await channel(cast.charlie.teamId);
    for (const statId of [stat.id, "zzZZ99"]) {
      const refused = await refusalOf(createAlert(alice, { statId, ...over(1) }));
      expect([refused.code, refused.detail]).toEqual(["not_found", "there is no such stat"]);
    }
    for (const id of [foreign, "01a2076f-251d-7390-9d6d-01d8f1eab266", "ops"]) {
      const refused = await refusalOf(createAlert(alice, { pattern: "*", ...over(1), channels: [id] }));
      expect([refused.code, refused.more.faults]).toEqual([
        "not_found",
        [{ pointer: "#/channels/0", detail: "is no channel of the team" }],
      ]);
    }
    expect(await store.prisma.alert.count()).toBe(0);
  });

  test("on a pattern is one of a hundred, however many are made at once", async () => {
    const rule = { kind: "data" as const, condition: { kind: "data" }, timeWindow: "1h", pattern: "x*" };
    await store.prisma.alert.createMany({
      data: Array.from({ length: MOST_PATTERNS - 1 }, (_, i) => ({
        ...{ publicId: `p${i}`, teamId: cast.alice.teamId, ...rule },
      })),
    });
    const made = await Promise.allSettled(
      Array.from({ length: 4 }, () => createAlert(alice, { pattern: "y*", kind: "data", timeWindow: "1h" })),
    );
    expect(made.filter(({ status }) => status === "fulfilled").length).toBe(1);
    expect(await store.prisma.alert.count()).toBe(MOST_PATTERNS);
  });
});

describe("who may", () => {
  const byKey = async (kind: KeyKind) => {
    const { teamId, userId } = cast.alice;
    const { id } = await insertKey(store.prisma, { teamId, userId, name: `${kind} key`, kind, expiresAt: null });
    return asking(store, clock, { kind: "key", keyId: id, keyKind: kind, teamId, userId });
  };

  test("a viewer and a key that reads see alerts and change none", async () => {
    const { publicId: id } = await make();
    for (const ctx of [vera, await byKey("read")]) {
      expect((await getAlert(ctx, { id })).publicId).toBe(id);
      expect((await listAlerts(ctx)).data.length).toBe(1);
      for (const work of [
        () => createAlert(ctx, { pattern: "*", ...over(1) }),
        () => updateAlert(ctx, { id, threshold: 1 }),
        () => deleteAlert(ctx, { id }),
        () => pauseAlert(ctx, { id }),
        () => resumeAlert(ctx, { id }),
      ]) {
        expect((await refusalOf(work())).code).toBe("forbidden");
      }
    }
    expect((await refusalOf(listAlerts(await byKey("ingest")))).code).toBe("forbidden");
  });

  test("another team finds none of them", async () => {
    const { publicId: id } = await make();
    expect((await listAlerts(charlie)).data).toEqual([]);
    for (const work of [
      () => getAlert(charlie, { id }),
      () => updateAlert(charlie, { id, threshold: 1 }),
      () => deleteAlert(charlie, { id }),
      () => pauseAlert(charlie, { id }),
      () => resumeAlert(charlie, { id }),
    ]) {
      expect((await refusalOf(work())).detail).toBe("there is no such alert");
    }
    expect((await getAlert(alice, { id })).condition).toMatchObject({ threshold: 500 });
  });
});

describe("a stat that another team shares", () => {
  test("can be watched, and the alert hides while it cannot be seen", async () => {
    const stat = await makeStat("hers", charlie);
    const share = await shareStat(charlie, { statId: stat.id, teamId: cast.alice.teamId });
    const { publicId: id } = await createAlert(alice, { statId: stat.id, ...over(5) });
    expect((await listAlerts(charlie)).data).toEqual([]);
    expect((await listAlerts(alice, { statId: stat.id })).data.map(({ publicId }) => publicId)).toEqual([id]);
    await endShare(charlie, { id: share.id });
    expect((await listAlerts(alice)).data).toEqual([]);
    expect((await refusalOf(getAlert(alice, { id }))).code).toBe("not_found");
    expect((await refusalOf(updateAlert(alice, { id, threshold: 6 }))).code).toBe("not_found");
    await shareStat(charlie, { statId: stat.id, teamId: cast.alice.teamId });
    expect((await getAlert(alice, { id })).subject).toEqual({ statId: stat.id, statName: "hers" });
  });
});

describe("a stat that goes", () => {
  test("into the trash takes its alerts out of sight until it is back", async () => {
    const stat = await makeStat();
    const { publicId: id } = await createAlert(alice, { statId: stat.id, ...over(5) });
    await trashStat(alice, { id: stat.id });
    expect((await listAlerts(alice)).data).toEqual([]);
    expect((await refusalOf(getAlert(alice, { id }))).code).toBe("not_found");
    await restoreStat(alice, { id: stat.id });
    expect((await getAlert(alice, { id })).publicId).toBe(id);
  });

  test("into another hands it its alerts, which are judged afresh there", async () => {
    const [from, into] = [await makeStat("sginups"), await makeStat("signups")];
    const { publicId: id } = await createAlert(alice, { statId: from.id, ...over(5) });
    await ring(id);
    await mergeStat(alice, { id: from.id, into: into.id });
    expect(await getAlert(alice, { id })).toMatchObject({
      ...{ subject: { statId: into.id, statName: "signups" }, state: "ok", incidentIds: [] },
    });
    expect(await standingsOf(id)).toEqual([["signups", "ok"]]);
    expect(await store.prisma.incident.count({ where: { endedAt: null } })).toBe(0);
  });
});

describe("changing an alert", () => {
  test("leaves what is not named", async () => {
    const { publicId: id, channelIds } = await make({ name: "Too many", recoveryThreshold: 450, pendingFor: "5m" });
    clock.set(LATER);
    const after = await updateAlert(bob, { id, threshold: 600, hold: "2h" });
    expect(after).toMatchObject({
      ...{ name: "Too many", pendingSeconds: 300, holdSeconds: 7_200, channelIds, updatedAt: new Date(LATER) },
      condition: { kind: "value", operator: "greater", threshold: 600, recovery: 450 },
    });
    const [, changed] = await store.prisma.auditEvent.findMany({
      where: { subjectKind: "alert" },
      orderBy: { id: "asc" },
    });
    expect(changed?.detail).toMatchObject({ changed: ["condition", "holdSeconds"] });
    await updateAlert(bob, { id, threshold: 600 });
    expect(await audited()).toHaveLength(2);
  });

  test("to another kind is said as a whole, and takes nothing of the old condition", async () => {
    const { publicId: id } = await make();
    const refused = await refusalOf(updateAlert(alice, { id, kind: "delta" }));
    expect(refused.more.faults?.map(({ pointer }) => pointer)).toEqual(["#/operator", "#/percentage", "#/timeDelta"]);
    const delta = { kind: "delta", operator: "different than", percentage: 20, timeDelta: "1w" } as const;
    expect((await updateAlert(alice, { id, ...delta })).condition).toEqual({
      ...{ kind: "delta", operator: "different", percentage: 20, timeDelta: "1w" },
    });
    expect((await updateAlert(alice, { id, kind: "data" })).condition).toEqual({ kind: "data" });
    expect((await updateAlert(alice, { id, kind: "anomaly", timeWindow: "1h" })).condition).toEqual({
      ...{ kind: "anomaly", sensitivity: 3 },
    });
  });

  test("cannot leave a recovery on the wrong side", async () => {
    const { publicId: id } = await make({ recoveryThreshold: 450 });
    expect((await refusalOf(updateAlert(alice, { id, threshold: 400 }))).code).toBe("invalid");
    expect((await updateAlert(alice, { id, threshold: 400, recoveryThreshold: null })).condition).toMatchObject({
      ...{ threshold: 400, recovery: null },
    });
  });

  test("of what it watches for or on ends what rings, and judges afresh; of anything else does not", async () => {
    const { publicId: id } = await make();
    const incidentId = await ring(id);
    expect(await updateAlert(alice, { id, name: "Too many", pendingFor: "5m", channels: [] })).toMatchObject({
      ...{ state: "firing", incidentIds: [incidentId], reason: "512 in an hour, over the threshold of 500." },
    });
    clock.set(LATER);
    expect(await updateAlert(alice, { id, threshold: 600 })).toMatchObject({
      ...{ state: "ok", since: new Date(LATER), incidentIds: [], value: null },
    });
    const incident = await store.prisma.incident.findUniqueOrThrow({
      where: { id: incidentId },
      include: { events: { orderBy: { id: "asc" } } },
    });
    expect(incident.endedAt).toEqual(new Date(LATER));
    expect(incident.events.at(-1)).toMatchObject({ reason: "The rule was changed.", actor: "alice@example.com" });
  });

  test("tells those who were told, where it was told then, unless it is muted", async () => {
    const [old, fresh] = [await channel(), await channel()];
    await store.prisma.channel.updateMany({ data: { confirmedAt: new Date(NOW) } });
    const { publicId: id } = await make({ channels: [old] });
    const incidentId = await ring(id, { toldAt: new Date(NOW) });
    await updateAlert(alice, { id, threshold: 600, channels: [fresh] });
    const told = await store.prisma.delivery.findMany();
    expect(told.map(({ channelId, type }) => [channelId, type])).toEqual([[old, "alert.resolved"]]);
    expect(told[0]?.payload).toMatchObject({
      ...{ incidentId, state: "ok", reason: "The rule was changed.", endedAt: NOW },
    });
    await ring(id, { toldAt: new Date(NOW), mutedUntil: new Date(LATER) });
    await pauseAlert(alice, { id });
    await resumeAlert(alice, { id });
    await ring(id);
    await deleteAlert(alice, { id });
    expect(await store.prisma.delivery.count()).toBe(1);
  });

  test("to another stat or to a pattern moves where it stands", async () => {
    const { publicId: id } = await make();
    const other = await makeStat("orders");
    await updateAlert(alice, { id, statId: other.id });
    expect(await standingsOf(id)).toEqual([["orders", "ok"]]);
    expect((await updateAlert(alice, { id, pattern: "*s" })).subject).toEqual({ pattern: "*s" });
    expect((await standingsOf(id)).map(([name]) => name)).toEqual(["orders", "signups"]);
  });

  test("twice at once loses neither change", async () => {
    const { publicId: id } = await make();
    await Promise.all([
      updateAlert(alice, { id, threshold: 600 }),
      updateAlert(bob, { id, renotifyEvery: "1h" }),
      updateAlert(bob, { id, name: "both" }),
    ]);
    expect(await getAlert(alice, { id })).toMatchObject({
      ...{ name: "both", renotifySeconds: 3_600, condition: { threshold: 600 } },
    });
  });

  test("while it is deleted either finds nothing or is deleted too", async () => {
    const { publicId: id } = await make();
    const [changed] = await Promise.allSettled([updateAlert(alice, { id, threshold: 6 }), deleteAlert(bob, { id })]);
    if (changed.status === "rejected") expect(changed.reason).toMatchObject({ code: "not_found" });
    expect(await store.prisma.alert.count()).toBe(0);
  });
});

describe("pausing", () => {
  test("ends what rings and stops judging; resuming judges afresh", async () => {
    const { publicId: id } = await make();
    const incidentId = await ring(id);
    clock.set(LATER);
    expect(await pauseAlert(bob, { id })).toMatchObject({
      ...{ state: "paused", since: new Date(LATER), pausedAt: new Date(LATER), incidentIds: [], counts: { paused: 1 } },
    });
    expect((await store.prisma.incident.findUniqueOrThrow({ where: { id: incidentId } })).endedAt).toEqual(
      new Date(LATER),
    );
    expect((await pauseAlert(bob, { id })).pausedAt).toEqual(new Date(LATER));
    expect(await resumeAlert(bob, { id })).toMatchObject({ state: "ok", pausedAt: null, counts: { ok: 1 } });
    const standing = await store.prisma.alertStanding.findFirstOrThrow();
    expect([standing.judgedAt, standing.dueAt]).toEqual([null, new Date(LATER)]);
    await resumeAlert(bob, { id });
    expect((await audited()).map(([action]) => action)).toEqual(["alert.made", "alert.paused", "alert.resumed"]);
  });

  test("lasts while the rule is changed, and over stats that come to it", async () => {
    const { publicId: id } = await make();
    await makeStat("sign-ins");
    await pauseAlert(alice, { id });
    await updateAlert(alice, { id, pattern: "sign*" });
    expect(await standingsOf(id)).toEqual([
      ["sign-ins", "paused"],
      ["signups", "paused"],
    ]);
  });
});

describe("deleting", () => {
  test("takes the alert and its story, and the log says so", async () => {
    const { publicId: id } = await make();
    await ring(id);
    await deleteAlert(bob, { id });
    for (const table of ["alert", "alertStanding", "incident", "incidentEvent"] as const) {
      expect(await (store.prisma[table] as { count(): Promise<number> }).count()).toBe(0);
    }
    expect((await audited()).at(-1)).toEqual(["alert.deleted", "signups: over 500 in an hour"]);
    expect((await refusalOf(deleteAlert(bob, { id }))).code).toBe("not_found");
  });

  test("and changing the team's watch is done where it was switched on", async () => {
    const { publicId: id } = await make();
    await store.prisma.alert.updateMany({ data: { automatic: true } });
    for (const work of [() => deleteAlert(alice, { id }), () => updateAlert(alice, { id, threshold: 1 })]) {
      expect((await refusalOf(work())).code).toBe("unprocessable");
    }
    expect((await pauseAlert(alice, { id })).state).toBe("paused");
  });
});

describe("the list", () => {
  const named = async (names: string[], ctx = alice) => {
    const stat = await makeStat("listed", ctx);
    for (const [i, name] of names.entries()) {
      clock.set(new Date(Date.parse(NOW) + i * 1_000));
      await createAlert(ctx, { statId: stat.id, ...over(5), name });
    }
    return stat;
  };
  const namesOf = async (input: Parameters<typeof listAlerts>[1]) =>
    (await listAlerts(alice, input)).data.map(({ name }) => name);

  test("has the newest first, page by page, and none twice", async () => {
    await named(["a", "b", "c", "d", "e"]);
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listAlerts(alice, { limit: 2, cursor });
      pages.push(page.data.map(({ name }) => name));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(pages).toEqual([["e", "d"], ["c", "b"], ["a"]]);
  });

  test("by state has the worst first, and pages as well", async () => {
    await named(["a", "b", "c"]);
    const { data } = await listAlerts(alice);
    await ring(data.find(({ name }) => name === "b")?.publicId ?? "");
    await pauseAlert(alice, { id: data.find(({ name }) => name === "a")?.publicId ?? "" });
    expect(await namesOf({ sort: "state" })).toEqual(["b", "c", "a"]);
    const first = await listAlerts(alice, { sort: "state", limit: 1 });
    expect(await namesOf({ sort: "state", cursor: first.next ?? "" })).toEqual(["c", "a"]);
    expect(await namesOf({ state: "firing" })).toEqual(["b"]);
    expect(await namesOf({ state: "paused" })).toEqual(["a"]);
    expect(await namesOf({ state: "no_data" })).toEqual([]);
    const other = await refusalOf(listAlerts(alice, { cursor: first.next ?? "" }));
    expect(other.more.faults?.[0]?.pointer).toBe("#/cursor");
  });

  test("of one stat has those of patterns too", async () => {
    const stat = await named(["own"]);
    await makeStat("other");
    await createAlert(alice, { pattern: "list*", kind: "data", timeWindow: "1d", name: "pattern" });
    await createAlert(alice, { pattern: "other", kind: "data", timeWindow: "1d", name: "foreign" });
    expect((await namesOf({ statId: stat.id })).sort()).toEqual(["own", "pattern"]);
    expect((await refusalOf(listAlerts(charlie, { statId: stat.id }))).code).toBe("not_found");
  });

  test("of a thousand alerts is one query", async () => {
    const stat = await makeStat();
    const { teamId } = cast.alice;
    const rule = { kind: "data" as const, condition: { kind: "data" }, timeWindow: "1h", statId: stat.seriesId };
    await store.prisma.alert.createMany({
      data: Array.from({ length: 1_000 }, (_, i) => ({ publicId: `q${i}`, teamId, ...rule })),
    });
    const { data, next } = await listAlerts(alice, { limit: 500, sort: "state" });
    expect([data.length, next !== null]).toEqual([500, true]);
  });

  test("of what StatHat knows leaves out what it could not say", async () => {
    const stat = await named(["value"]);
    await createAlert(alice, { statId: stat.id, kind: "anomaly", name: "anomaly" });
    await createAlert(alice, { statId: stat.id, kind: "data", timeWindow: "this_day", name: "calendar" });
    await createAlert(alice, { pattern: "list*", kind: "data", timeWindow: "1d", name: "pattern" });
    expect((await listManualAlerts(alice)).map(({ name }) => name)).toEqual(["value"]);
    expect(await listManualAlerts(charlie)).toEqual([]);
  });
});
