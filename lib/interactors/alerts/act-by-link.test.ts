import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { LINK_MINUTES } from "@/lib/domain/mail";
import { deliverDue } from "@/lib/interactors/deliveries/deliver-due";
import { sendMails } from "@/lib/interactors/mails/send-mails";
import { asking } from "@/lib/testing/cast";
import { putChannel } from "@/lib/testing/delivery-scene";
import { openMailScene } from "@/lib/testing/mail-scene";
import { linkIn } from "@/lib/testing/mail-sink";
import { type RingingAlert, ringingAlert } from "@/lib/testing/ringing-alert";
import { actByLink, readActLink } from "./act-by-link";
import { actToken } from "./act-link";

const NOW = "2026-11-23T14:32:00.000Z";
const ADDRESS = "ops@example.com";
const scene = await openMailScene(NOW);
const { store, cast, sink, clock } = scene;
const nobody = asking(store, clock, { kind: "anonymous" });
const job = asking(store, clock, { kind: "job", name: "deliver" });
let channelId: string;
let alert: RingingAlert;
let count = 0;

beforeEach(async () => {
  await scene.reset();
  await store.prisma.delivery.deleteMany();
  const target = { kind: "email" as const, address: ADDRESS, agreedAt: NOW };
  channelId = (await putChannel(store, cast.alice.teamId, target, { now: clock.now(), name: "On call" })).id;
  count += 1;
  alert = await ringingAlert(store, clock, cast.alice, { channelIds: [channelId], name: `signups ${count}` });
});
afterAll(scene.close);

function tokenOf(about: Partial<Parameters<typeof actToken>[0]> = {}): string {
  const { id: alertId, statId, incidentId } = alert;
  const until = new Date(Date.parse(NOW) + LINK_MINUTES.alert * 60_000);
  return actToken({ channelId, alertId, statId, incidentId, ...about }, until);
}

async function everything(): Promise<string> {
  const { rows } = await store.pool.query(
    `SELECT json_build_array((SELECT json_agg(s ORDER BY alert_id) FROM alert_standing s),
      (SELECT json_agg(c ORDER BY id) FROM channel c), (SELECT json_agg(e ORDER BY id) FROM incident_event e),
      (SELECT json_agg(d ORDER BY id) FROM delivery d), (SELECT json_agg(m ORDER BY id) FROM mail m),
      (SELECT count(*) FROM audit_event))::text AS all`,
  );
  return rows[0].all;
}

async function logged() {
  const events = await store.prisma.auditEvent.findMany({ orderBy: { id: "desc" }, take: 1 });
  return events.map(({ action, actorName, subjectId, detail }) => ({ action, actorName, subjectId, detail }))[0];
}

describe("the link in a mail", () => {
  test("is the one that acts, and opening it changes nothing, however often", async () => {
    await alert.tell();
    await deliverDue(job);
    await sendMails(job);
    const token = linkIn(sink.lastTo(ADDRESS)).searchParams.get("token") ?? "";
    expect(token).toBe(tokenOf());
    const before = await everything();
    for (let i = 0; i < 3; i++) {
      expect(await readActLink(nobody, { token })).toEqual({
        channel: { name: "On call", address: ADDRESS, zone: "UTC", stopped: false },
        alert: {
          name: `signups ${count}: over 500 in an hour`,
          stat: `signups ${count}`,
          state: "firing",
          rings: true,
          since: new Date("2026-11-23T14:22:00.000Z"),
          acknowledgedBy: null,
          mutedUntil: null,
          incidentId: alert.incidentId,
        },
      });
    }
    expect(await everything()).toBe(before);
  });

  test("acknowledges, once, and says who did", async () => {
    await actByLink(nobody, { token: tokenOf(), act: "acknowledge" });
    const by = `${ADDRESS}, by the link in a mail`;
    expect((await readActLink(nobody, { token: tokenOf() })).alert?.acknowledgedBy).toBe(by);
    expect(await logged()).toEqual({
      action: "alert.acknowledged",
      actorName: by,
      subjectId: alert.id,
      detail: { stat: `signups ${count}` },
    });
    const events = await store.prisma.incidentEvent.findMany({ where: { incidentId: alert.incidentId } });
    expect(events.map(({ kind, actor }) => [kind, actor])).toEqual([["acknowledged", by]]);
    const before = await everything();
    await actByLink(nobody, { token: tokenOf(), act: "acknowledge" });
    expect(await everything()).toBe(before);
  });

  test.each([
    ["mute_1h", "2026-11-23T15:32:00.000Z"],
    ["mute_8h", "2026-11-23T22:32:00.000Z"],
    ["mute_1d", "2026-11-24T14:32:00.000Z"],
  ] as const)("by %s mutes until %s", async (act, until) => {
    await actByLink(nobody, { token: tokenOf(), act });
    expect((await readActLink(nobody, { token: tokenOf() })).alert?.mutedUntil).toEqual(new Date(until));
    expect(await logged()).toMatchObject({ action: "alert.muted", detail: { until } });
    clock.set(until);
    expect((await readActLink(nobody, { token: tokenOf() })).alert?.mutedUntil).toBeNull();
  });

  test("stops the mails of its channel and of no other, tells the owners, and acts no more", async () => {
    const target = { kind: "email" as const, address: "other@example.com", agreedAt: NOW };
    const other = await putChannel(store, cast.alice.teamId, target, { now: clock.now() });
    await actByLink(nobody, { token: tokenOf(), act: "stop" });
    const rows = await store.prisma.channel.findMany({ where: { id: { in: [channelId, other.id] } } });
    expect(new Map(rows.map(({ id, disabledAt }) => [id, disabledAt]))).toEqual(
      new Map([
        [channelId, clock.now()],
        [other.id, null],
      ]),
    );
    const problem = `stopped by the link in a mail to ${ADDRESS}`;
    expect(await logged()).toMatchObject({ action: "channel.changed", detail: { enabled: false, problem } });
    const [mail, ...more] = await store.prisma.mail.findMany();
    expect([mail?.kind, mail?.recipient, more]).toEqual(["channel_disabled", "alice@example.com", []]);
    expect(await readActLink(nobody, { token: tokenOf() })).toMatchObject({ channel: { stopped: true }, alert: null });
    await expect(actByLink(nobody, { token: tokenOf(), act: "mute_1d" })).rejects.toMatchObject({ code: "conflict" });
    await actByLink(nobody, { token: tokenOf(), act: "stop" });
    await alert.tell();
    await deliverDue(job);
    await sendMails(job);
    expect(sink.mails.filter(({ to }) => to === ADDRESS)).toEqual([]);
  });

  test("does not act on an alert that no longer tells its channel, or that is over", async () => {
    const over = { state: "ok" as const, firingSince: null, incidentId: null };
    await store.prisma.alertStanding.updateMany({ data: over });
    const acknowledging = actByLink(nobody, { token: tokenOf(), act: "acknowledge" });
    await expect(acknowledging).rejects.toMatchObject({ code: "conflict" });
    expect((await readActLink(nobody, { token: tokenOf() })).alert).toMatchObject({ rings: false, state: "ok" });
    await store.prisma.alertChannel.deleteMany({ where: { channelId } });
    expect((await readActLink(nobody, { token: tokenOf() })).alert).toBeNull();
    await expect(actByLink(nobody, { token: tokenOf(), act: "mute_1h" })).rejects.toMatchObject({ code: "conflict" });
  });

  test("works for a month, and not when its channel is gone", async () => {
    clock.set(new Date(Date.parse(NOW) + LINK_MINUTES.alert * 60_000 - 1));
    expect((await readActLink(nobody, { token: tokenOf() })).alert).not.toBeNull();
    clock.set(new Date(Date.parse(NOW) + LINK_MINUTES.alert * 60_000));
    await expect(readActLink(nobody, { token: tokenOf() })).rejects.toMatchObject({ code: "not_found" });
    clock.set(NOW);
    await store.prisma.channel.delete({ where: { id: channelId } });
    await expect(readActLink(nobody, { token: tokenOf() })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("another link", () => {
  test("that was forged, or put together from others, is as good as none", async () => {
    const [about, , , , ends, proof] = tokenOf().split(".");
    const other = await ringingAlert(store, clock, cast.alice, { channelIds: [channelId], name: `other ${count}` });
    const forged = [
      "",
      "nothing",
      [about, other.id, other.statId, other.incidentId, ends, proof].join("."),
      tokenOf().replace(/.$/, (last) => (last === "A" ? "Q" : "A")),
      `${tokenOf()}x`,
    ];
    const before = await everything();
    for (const token of forged) {
      await expect(readActLink(nobody, { token })).rejects.toMatchObject({ code: "not_found" });
      await expect(actByLink(nobody, { token, act: "stop" })).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await everything()).toBe(before);
  });

  test("of another team's alert is about nothing of that team, even signed", async () => {
    const target = { kind: "email" as const, address: "charlie@example.com" };
    const theirs = await putChannel(store, cast.charlie.teamId, target, { now: clock.now() });
    const token = tokenOf({ channelId: theirs.id });
    expect((await readActLink(nobody, { token })).alert).toBeNull();
    await expect(actByLink(nobody, { token, act: "acknowledge" })).rejects.toMatchObject({ code: "conflict" });
  });

  test.each(["unmute", "", "delete", "__proto__"])("to do %j does nothing", async (act) => {
    const before = await everything();
    await expect(actByLink(nobody, { token: tokenOf(), act: act as "stop" })).rejects.toMatchObject({
      code: "invalid",
    });
    expect(await everything()).toBe(before);
  });
});
