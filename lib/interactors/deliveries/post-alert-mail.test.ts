import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { disableChannel } from "@/lib/interactors/channels/disable-channel";
import { sendMails } from "@/lib/interactors/mails/send-mails";
import { asking, putMinute } from "@/lib/testing/cast";
import { putChannel } from "@/lib/testing/delivery-scene";
import { openMailScene } from "@/lib/testing/mail-scene";
import { startMailWorker } from "@/lib/testing/mail-worker";
import { type RingingAlert, ringingAlert } from "@/lib/testing/ringing-alert";
import { deliverDue } from "./deliver-due";

const NOW = "2026-11-23T14:32:00.000Z";
const LATER = "2026-11-23T14:33:00.000Z";
const SITE = "https://stats.example.com";
const ADDRESS = "ops@example.com";
const KILLS = process.env.STATNEST_DEEP ? 100 : 5;
const scene = await openMailScene(NOW);
const { url, store, cast, sink, clock } = scene;
const job = asking(store, clock, { kind: "job", name: "deliver" });
let channelId: string;
let alert: RingingAlert;

beforeAll(async () => {
  channelId = await agreed(ADDRESS);
  alert = await ringingAlert(store, clock, cast.alice, { channelIds: [channelId] });
});
beforeEach(async () => {
  await scene.reset();
  await store.prisma.delivery.deleteMany();
});
afterAll(scene.close);

/** An address outside the team that has agreed to be written to. */
async function agreed(address: string): Promise<string> {
  const target = { kind: "email" as const, address, agreedAt: NOW };
  return (await putChannel(store, cast.alice.teamId, target, { now: clock.now() })).id;
}

async function sent(): Promise<void> {
  await deliverDue(job);
  await sendMails(job);
}

async function states(): Promise<string[]> {
  const rows = await store.prisma.delivery.findMany({ orderBy: { id: "asc" } });
  return rows.map(({ state }) => state);
}

describe("an alert's mail", () => {
  test("says value and reason, shows the chart that it was judged by, and leads to where it can be acted on", async () => {
    await alert.tell();
    await sent();
    expect(await states()).toEqual(["sent"]);
    const mail = sink.lastTo(ADDRESS);
    expect(mail.subject).toBe("signups: 812 in an hour, over the threshold of 500");
    expect(mail.text).toContain(`${SITE}/alerts/incidents/${alert.incidentId}`);
    expect(mail.text).toContain(`Acknowledge it, so that it is quiet until it clears:\n${SITE}/alerts/act?token=`);
    expect(mail.text).toContain("What to do:\n  Call Ada.\n  Then Bob.");
    expect(mail.text).toContain("would have rung 3 times");
    expect(mail.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
    expect(mail.headers?.["List-Unsubscribe"]).toMatch(
      /^<https:\/\/stats\.example\.com\/alerts\/stop\?token=[\w.-]+>$/,
    );
    expect(mail.html).toContain('src="cid:chart"');
    const [picture, ...others] = mail.attachments ?? [];
    expect(others).toEqual([]);
    expect(picture).toMatchObject({ filename: "chart.png", content_type: "image/png", content_id: "chart" });
    const png = Buffer.from(picture?.content ?? "", "base64");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.length).toBeGreaterThan(3_000);
  });

  test("is the very same each time, whatever has come in since", async () => {
    await alert.tell();
    const bodies: string[] = [];
    sink.trouble = ({ id: _, ...mail }) => {
      bodies.push(JSON.stringify(mail));
      return 500;
    };
    for (const wait of [0, 5, 20]) {
      clock.set(new Date(Date.parse(NOW) + wait * 1_000));
      if (wait === 5) await putMinute(store, alert.seriesId, NOW, [100_000]);
      await sent();
    }
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
  });

  test("tells of several at once in one, of each incident how it stands", async () => {
    for (let i = 0; i < 5; i++) await alert.tell({ incidentId: `incident-${i}` });
    await alert.tell({ incidentId: "incident-0", type: "alert.resolved", timestamp: LATER, endedAt: LATER });
    await sent();
    expect(sink.mails.map(({ subject }) => subject)).toEqual(["5 alerts at once: signups …"]);
    const [ringing, resolved] = sink.lastTo(ADDRESS).text.split("Resolved:");
    expect(ringing?.match(/incidents\/incident-\d$/gm)).toHaveLength(4);
    expect(resolved?.match(/incidents\/incident-\d$/gm)).toEqual(["incidents/incident-0"]);
    expect(await states()).toEqual(Array.from({ length: 6 }, () => "sent"));
  });

  test("names the first thirty of many and counts the others, and none is lost", async () => {
    for (let i = 0; i < 40; i++) await alert.tell({ incidentId: `incident-${i}` });
    await sent();
    expect(sink.mails.map(({ subject }) => subject)).toEqual(["40 alerts at once: signups …"]);
    expect(sink.lastTo(ADDRESS).text).toContain("And 10 more, which the list of alerts shows.");
    expect(await states()).toEqual(Array.from({ length: 40 }, () => "sent"));
  });

  test("goes without a chart when there is nothing to draw", async () => {
    await alert.tell({ alert: { ...alert.payload.alert, id: "gone" } });
    await sent();
    expect(sink.lastTo(ADDRESS)).not.toHaveProperty("attachments");
    expect(sink.lastTo(ADDRESS).html).not.toContain("cid:");
  });

  test.each([
    ["gone", () => store.prisma.channel.delete({ where: { id: channelId } })],
    ["switched off", () => store.prisma.$transaction((tx) => disableChannel(tx, job, channelId, "enough"))],
    ["no longer agreed", () => store.prisma.channel.update({ where: { id: channelId }, data: { confirmedAt: null } })],
  ])("is not sent to a channel that is %s by then, and that is known", async (_, change) => {
    channelId = await agreed(ADDRESS);
    const fresh = await ringingAlert(store, clock, cast.alice, { channelIds: [channelId], name: `stat ${channelId}` });
    await fresh.tell();
    await deliverDue(job);
    await change();
    await sendMails(job);
    expect(sink.mails.filter(({ to }) => to === ADDRESS)).toEqual([]);
    const kept = await store.prisma.delivery.findMany();
    for (const { state, problem } of kept)
      expect([state, problem]).toEqual(["dead", expect.stringMatching(/not sent: /)]);
    channelId = await agreed(ADDRESS);
    alert = await ringingAlert(store, clock, cast.alice, { channelIds: [channelId], name: `signups ${channelId}` });
  });

  test("that is refused for good is a delivery that failed, and can be sent again", async () => {
    await alert.tell();
    sink.trouble = () => 422;
    await sent();
    const [delivery] = await store.prisma.delivery.findMany();
    expect(delivery).toMatchObject({ state: "dead", sentAt: null, problem: "validation_error (422): no" });
  });
});

test(
  `${KILLS} kills between the provider's taking it and our note of it lose no mail and make none twice`,
  async () => {
    const known = new Set<string>();
    let kill = () => {};
    sink.now = () => clock.now().getTime();
    sink.trouble = ({ key }) => {
      if (known.has(key)) return null;
      known.add(key);
      kill();
      return "lost answer";
    };
    let [told, killed] = [0, 0];
    const waiting = () => store.prisma.mail.count({ where: { state: "waiting" } });
    for (let round = 0; round < 3 * KILLS && (told < KILLS || (await waiting()) > 0); round++) {
      if (told < KILLS && known.size === told) await alert.tell({ incidentId: `told-${told++}` });
      const worker = await startMailWorker({ url, now: clock.now().toISOString() });
      kill = worker.kill;
      if ((await worker.ended) === "killed") killed += 1;
      clock.set(new Date(clock.now().getTime() + 61_000));
    }
    expect(killed).toBe(KILLS);
    expect(await states()).toEqual(Array.from({ length: KILLS }, () => "sent"));
    expect(await store.prisma.mail.groupBy({ by: ["state"], _count: true })).toEqual([
      { state: "sent", _count: KILLS },
    ]);
    for (let nth = 0; nth < KILLS; nth++) {
      expect(sink.mails.filter(({ text }) => text.includes(`/incidents/told-${nth}\n`))).toHaveLength(1);
    }
    expect(sink.mails).toHaveLength(KILLS);
  },
  KILLS * 30_000,
);
