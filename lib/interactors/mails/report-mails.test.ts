import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { confirmRecipient, findAgreement } from "@/lib/interactors/reports/confirm-recipient";
import { findSubscription, resubscribe, unsubscribe } from "@/lib/interactors/reports/unsubscribe";
import { queueMail } from "@/lib/store/records/mails";
import { asking } from "@/lib/testing/cast";
import { openMailScene } from "@/lib/testing/mail-scene";
import { linkIn } from "@/lib/testing/mail-sink";
import { refusalOf } from "@/lib/testing/refusal";
import { putReport, tellReport } from "@/lib/testing/report-scene";
import { sendMails } from "./send-mails";

const NOW = "2026-11-23T08:00:00.000Z";
const SITE = "https://stats.example.com";
const READER = "reader@example.org";
const scene = await openMailScene(NOW);
const { store, cast, sink, clock } = scene;
const job = asking(store, clock, { kind: "job", name: "send mail" });
const nobody = asking(store, clock, { kind: "anonymous" });

beforeEach(async () => {
  await scene.reset();
  await store.prisma.report.deleteMany();
  await store.prisma.silentAddress.deleteMany();
  await store.prisma.auditEvent.deleteMany();
});
afterAll(scene.close);

function tokenOf(text: string): string {
  return /unsubscribe\?token=([\w.-]+)/.exec(text)?.[1] ?? "";
}

async function copies() {
  return store.prisma.reportCopy.findMany({ orderBy: { id: "asc" } });
}

describe("a report", () => {
  test("reaches each of its readers whole, by the provider's own library, and its copies know", async () => {
    const { id } = await putReport(store, cast.alice.teamId, [READER, "other@example.org"]);
    await tellReport(store, id, clock.now());
    expect(await sendMails(job)).toBe(2);
    const mail = sink.lastTo(READER);
    expect(mail.subject).toBe("signups up 12 %, 2 alerts");
    const pictures = (mail.attachments ?? []).map(({ content_id }) => content_id);
    expect(pictures).toEqual(["hero", "line-1", "line-2", "line-3", "line-4", "line-5"]);
    for (const picture of pictures) expect(mail.html).toContain(`src="cid:${picture}"`);
    expect(Buffer.byteLength(JSON.stringify(mail))).toBeLessThan(100_000);
    const token = tokenOf(mail.text);
    expect(mail.headers).toEqual({
      "List-Unsubscribe": `<${SITE}/reports/unsubscribe/one-click?token=${token}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    expect(mail.text).toContain(`${SITE}/stats/idsignups?from=2026-11-22&to=2026-11-23&tz=Europe%2FBerlin&compare=1\n`);
    expect(tokenOf(sink.lastTo("other@example.org").text)).not.toBe(token);
    for (const copy of await copies()) {
      const sent = sink.mails.find(({ to }) => to === copy.address);
      expect(copy).toMatchObject({ providerId: sent?.id, sentAt: clock.now(), problem: "" });
    }
  });

  test("is the very same each time it is tried", async () => {
    const { id } = await putReport(store, cast.alice.teamId, [READER]);
    await tellReport(store, id, clock.now());
    const bodies = new Set<string>();
    sink.trouble = ({ id: _, ...mail }) => {
      bodies.add(JSON.stringify(mail));
      return 500;
    };
    for (const wait of [0, 5, 20]) {
      clock.set(new Date(Date.parse(NOW) + wait * 1_000));
      await sendMails(job);
    }
    expect([bodies.size, sink.requests]).toEqual([1, 3]);
  });

  test("that is refused to one reader reaches the others, and says so", async () => {
    const { id } = await putReport(store, cast.alice.teamId, ["bad@example.org", READER]);
    await tellReport(store, id, clock.now());
    sink.trouble = ({ to }) => (to === READER ? null : 422);
    expect(await sendMails(job)).toBe(1);
    expect((await copies()).map(({ problem, sentAt }) => [problem, sentAt !== null])).toEqual([
      ["validation_error (422): no", false],
      ["", true],
    ]);
  });

  test.each<[string, (recipient: string, report: string) => Promise<unknown>]>([
    [
      "they have unsubscribed",
      (id) => store.prisma.reportRecipient.update({ where: { id }, data: { unsubscribedAt: clock.now() } }),
    ],
    [
      "nobody at the address has agreed to be written to",
      (id) => store.prisma.reportRecipient.update({ where: { id }, data: { confirmedAt: null } }),
    ],
    ["what it told is no longer kept", () => store.pool.query("UPDATE report_turn SET content = NULL")],
    [
      "mail to the address came back",
      () => store.prisma.silentAddress.create({ data: { address: READER, reason: "bounced", since: clock.now() } }),
    ],
  ])("is not sent when %s", async (problem, change) => {
    const { id, recipients } = await putReport(store, cast.alice.teamId, [READER]);
    await tellReport(store, id, clock.now());
    await change(recipients[0] ?? "", id);
    expect(await sendMails(job)).toBe(0);
    expect(sink.requests).toBe(0);
    expect((await copies())[0]).toMatchObject({ problem: `not sent: ${problem}`, sentAt: null });
  });

  test("is not sent when it is gone by then", async () => {
    const { id } = await putReport(store, cast.alice.teamId, [READER]);
    await tellReport(store, id, clock.now());
    await store.prisma.report.delete({ where: { id } });
    expect(await sendMails(job)).toBe(0);
    const [mail] = await store.prisma.mail.findMany();
    expect(mail).toMatchObject({ state: "failed", problem: "not sent: the report is gone" });
  });
});

describe("unsubscribing", () => {
  test("ends one report for one address from its next mail on, and again changes nothing", async () => {
    const one = await putReport(store, cast.alice.teamId, [READER, "other@example.org"]);
    const other = await putReport(store, cast.alice.teamId, [READER]);
    await tellReport(store, one.id, clock.now());
    await sendMails(job);
    const token = tokenOf(sink.lastTo(READER).text);
    const about = { team: "alice@example.com's team", report: "Morning", cadence: "daily", address: READER };
    expect(await findSubscription(nobody, { token })).toEqual({ ...about, ended: false, canReturn: false });
    const ended = { ...about, ended: true, canReturn: true };
    for (let i = 0; i < 2; i++) expect(await unsubscribe(nobody, { token })).toEqual(ended);
    const events = await store.prisma.auditEvent.findMany({ where: { subjectKind: "report" } });
    expect(events.map(({ action, actorName }) => [action, actorName])).toEqual([["report.changed", READER]]);
    sink.reset();
    for (const { id } of [one, other]) await tellReport(store, id, clock.now());
    expect(await sendMails(job)).toBe(2);
    expect(sink.mails.map(({ to }) => to).sort()).toEqual(["other@example.org", READER].sort());
  });

  test("can be undone by the same link, until its reader has left the team", async () => {
    const report = await putReport(store, cast.alice.teamId, [READER]);
    await tellReport(store, report.id, clock.now());
    await sendMails(job);
    const token = tokenOf(sink.lastTo(READER).text);
    await unsubscribe(nobody, { token });
    expect(await resubscribe(nobody, { token })).toMatchObject({ ended: false });
    sink.reset();
    await tellReport(store, report.id, clock.now());
    expect(await sendMails(job)).toBe(1);
    await unsubscribe(nobody, { token });
    await store.prisma.reportRecipient.updateMany({ where: { address: READER }, data: { confirmedAt: null } });
    expect(await findSubscription(nobody, { token })).toMatchObject({ ended: true, canReturn: false });
    expect(await refusalOf(resubscribe(nobody, { token }))).toMatchObject({ code: "not_found" });
  });

  test("takes the link of that very report: a forged one, and the proof of another, are refused", async () => {
    const one = await putReport(store, cast.alice.teamId, [READER]);
    const other = await putReport(store, cast.charlie.teamId, [READER]);
    await tellReport(store, one.id, clock.now());
    await sendMails(job);
    const [id = "", proof = ""] = tokenOf(sink.lastTo(READER).text).split(".");
    for (const token of [
      `${other.recipients[0]}.${proof}`,
      `${id}.${proof.slice(0, -1)}${proof.endsWith("A") ? "B" : "A"}`,
      `${id}.`,
      id,
      "",
      `${id}.${proof}.more`,
    ]) {
      expect(await refusalOf(unsubscribe(nobody, { token }))).toMatchObject({ code: "not_found" });
    }
    expect(await store.prisma.reportRecipient.count({ where: { unsubscribedAt: { not: null } } })).toBe(0);
  });
});

describe("somebody outside the team", () => {
  const ask = async (recipientId: string, recipient = READER) => {
    await queueMail(store.prisma, { content: { kind: "report_confirm", recipientId }, recipient }, clock.now());
    return sendMails(job);
  };

  test("is asked by a link whether they want it, which works for a week and for that address", async () => {
    const { recipients } = await putReport(store, cast.alice.teamId, [READER], { confirmedAt: null });
    const [id = ""] = recipients;
    expect(await ask(id)).toBe(1);
    const mail = sink.lastTo(READER);
    expect(mail.subject).toBe("Do you want a report of alice@example.com's team?");
    const link = linkIn(mail);
    expect(link.origin + link.pathname).toBe(`${SITE}/reports/confirm`);
    const token = link.searchParams.get("token") ?? "";
    expect(await findAgreement(nobody, { token })).toMatchObject({ agreed: false, address: READER });
    for (let i = 0; i < 2; i++) expect(await confirmRecipient(nobody, { token })).toMatchObject({ agreed: true });
    expect(
      await store.prisma.auditEvent.count({
        where: { subjectKind: "report", actorName: READER, action: "report.changed" },
      }),
    ).toBe(1);
    await store.prisma.reportRecipient.update({ where: { id }, data: { address: "elsewhere@example.org" } });
    expect(await refusalOf(findAgreement(nobody, { token }))).toMatchObject({ code: "not_found" });
    await store.prisma.reportRecipient.update({ where: { id }, data: { address: READER } });
    clock.set(new Date(Date.parse(NOW) + 7 * 86_400_000));
    expect(await refusalOf(confirmRecipient(nobody, { token }))).toMatchObject({ code: "not_found" });
  });

  test("is not asked in vain, and a member who has yet to prove the address is not asked twice", async () => {
    const agreed = await putReport(store, cast.alice.teamId, [READER]);
    expect(await ask(agreed.recipients[0] ?? "")).toBe(0);
    const claimed = await putReport(store, cast.bob.teamId, ["bob@example.com"], { confirmedAt: null });
    await store.prisma.user.update({ where: { id: cast.bob.userId }, data: { verifiedEmail: null } });
    expect(await ask(claimed.recipients[0] ?? "", "bob@example.com")).toBe(0);
    await store.prisma.user.update({ where: { id: cast.bob.userId }, data: { verifiedEmail: "bob@example.com" } });
    const mails = await store.prisma.mail.findMany({ orderBy: { id: "asc" } });
    expect(mails.map(({ problem }) => problem)).toEqual([
      "not sent: they have agreed already",
      "not sent: proving the address is how a member agrees",
    ]);
  });
});
