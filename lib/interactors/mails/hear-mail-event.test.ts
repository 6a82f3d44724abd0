import { randomUUID } from "node:crypto";
import { Webhook } from "svix";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { newSigningSecret } from "@/lib/delivery/webhook/signature";
import type { MailContent } from "@/lib/domain/mail";
import { hearAgain } from "@/lib/interactors/accounts/hear-again";
import { isSilent } from "@/lib/interactors/accounts/is-silent";
import { verifyEmail } from "@/lib/interactors/accounts/verify-email";
import { queueMail } from "@/lib/store/records/mails";
import { asking } from "@/lib/testing/cast";
import { putChannel } from "@/lib/testing/delivery-scene";
import { openMailScene } from "@/lib/testing/mail-scene";
import { linkIn } from "@/lib/testing/mail-sink";
import { refusalOf } from "@/lib/testing/refusal";
import { putReport, tellReport } from "@/lib/testing/report-scene";
import { hearMailEvent } from "./hear-mail-event";
import { sendMails } from "./send-mails";

const NOW = "2026-11-23T14:32:00.000Z";
const READER = "reader@example.org";
const SECRET = newSigningSecret();
const scene = await openMailScene(NOW, { RESEND_WEBHOOK_SECRET: SECRET });
const { store, cast, sink, clock } = scene;
const job = asking(store, clock, { kind: "job", name: "mail provider" });

beforeEach(async () => {
  await scene.reset();
  for (const table of ["report", "channel", "silent_address", "mail_event", "attempt"]) {
    await store.pool.query(`DELETE FROM ${table}`);
  }
});
afterAll(scene.close);

interface Said {
  to?: string;
  emailId?: string;
  at?: string;
  id?: string;
}

function event(type: string, { to = READER, emailId = "none", at = NOW }: Said = {}, more: object = {}): string {
  const data = type.startsWith("suppression.")
    ? { id: "s", email: to, origin: "bounce", source_id: null, created_at: at, ...more }
    : { email_id: emailId, to: [to], from: "mail@stats.example.com", subject: "s", created_at: at, ...more };
  return JSON.stringify({ type, created_at: at, data });
}

const PERMANENT = { bounce: { type: "Permanent", subType: "General", message: "no such mailbox" } };

/** As Svix sends it. */
function hear(body: string, { id = `msg_${randomUUID()}`, secret = SECRET, at = clock.now() } = {}): Promise<void> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  return hearMailEvent(job, { id, timestamp, signature: new Webhook(secret).sign(id, at, body), body });
}

async function silences() {
  return store.prisma.silentAddress.findMany({ orderBy: { address: "asc" } });
}

describe("an address is left alone", () => {
  test.each<[string, string, string, string]>([
    [
      "mail came back for good",
      event("email.bounced", {}, PERMANENT),
      "bounced",
      "mail to this address came back: no such mailbox",
    ],
    ["it was called spam", event("email.complained"), "complained", "a mail to this address was marked as spam"],
    [
      "the provider keeps it back",
      event("email.suppressed", {}, { suppressed: { type: "OnAccountSuppressionList", message: "on the list" } }),
      "suppressed",
      "the mail provider sends nothing to this address: on the list",
    ],
    ["it is put on the list after a bounce", event("suppression.added"), "bounced", "mail to this address came back"],
    [
      "it is put there by hand",
      event("suppression.added", {}, { origin: "manual" }),
      "suppressed",
      "the mail provider sends nothing to this address",
    ],
  ])("when %s", async (_, body, reason, problem) => {
    await hear(body);
    expect(await silences()).toEqual([{ address: READER, reason, problem, since: new Date(NOW) }]);
  });

  test.each([
    ["mail comes back for now", event("email.bounced", {}, { bounce: { type: "Transient", message: "full" } })],
    ["nobody knows why", event("email.bounced", {}, { bounce: { type: "Undetermined" } })],
    ["a mail arrives", event("email.delivered")],
    ["an event is of a kind that nobody knows", event("email.folded_into_a_hat")],
    ["it is no address", event("email.complained", { to: "nobody" })],
  ])("and not when %s", async (_, body) => {
    await hear(body);
    expect(await silences()).toEqual([]);
  });
});

test("an event that comes twice counts once", async () => {
  const body = event("email.complained");
  await hear(body, { id: "msg_same" });
  await store.prisma.silentAddress.deleteMany();
  await hear(body, { id: "msg_same" });
  expect(await silences()).toEqual([]);
  await hear(body, { id: "msg_other" });
  expect(await silences()).toHaveLength(1);
});

test("in whatever order events come, the gravest reason and the earliest moment stay", async () => {
  const all = [
    event("email.suppressed", { at: "2026-11-23T14:00:00Z" }),
    event("email.bounced", { at: "2026-11-23T14:05:00Z" }, PERMANENT),
    event("email.complained", { at: "2026-11-23T14:10:00Z" }),
  ];
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
    [2, 0, 1],
  ]) {
    await store.pool.query("DELETE FROM silent_address");
    for (const at of order) await hear(all[at] ?? "");
    expect(await silences()).toMatchObject([{ reason: "complained", since: new Date("2026-11-23T14:00:00Z") }]);
  }
});

test("an address that is taken off the provider's list is written to again, also when its bounce is told late", async () => {
  const bounce = event("email.bounced", { at: "2026-11-23T14:00:00Z" }, PERMANENT);
  const removal = event("suppression.removed", { at: "2026-11-23T14:20:00Z" });
  for (const body of [bounce, removal, bounce]) await hear(body);
  expect(await silences()).toEqual([]);
  await hear(event("email.bounced", { at: "2026-11-23T14:30:00Z" }, PERMANENT));
  expect(await silences()).toHaveLength(1);
  await hear(removal);
  expect(await silences()).toHaveLength(1);
});

describe("401", () => {
  test.each<[string, () => Promise<void>]>([
    ["with another secret", () => hear(event("email.complained"), { secret: newSigningSecret() })],
    ["when it is old", () => hear(event("email.complained"), { at: new Date(Date.parse(NOW) - 301_000) })],
    ["without a signature", () => hearMailEvent(job, { id: "a", timestamp: "1", signature: "", body: "{}" })],
  ])("%s", async (_, ask) => {
    expect(await refusalOf(ask())).toMatchObject({ code: "unauthenticated" });
    expect(await silences()).toEqual([]);
    expect(await store.prisma.mailEvent.count()).toBe(0);
  });
});

test.each(["", "[]", '{"type":"email.bounced"}', '{"type":"email.complained","data":{"to":"a@example.com"}}'])(
  "400: %j, though signed, is no event",
  async (body) => {
    expect(await refusalOf(hear(body))).toMatchObject({ code: "invalid" });
  },
);

test("the copy of a report that came back says so, and the next turn does not go there", async () => {
  const { id } = await putReport(store, cast.alice.teamId, [READER, "other@example.org"]);
  const [copyId] = await tellReport(store, id, clock.now());
  await sendMails(job);
  await hear(event("email.bounced", { emailId: sink.lastTo(READER).id }, PERMANENT));
  const copy = await store.prisma.reportCopy.findUniqueOrThrow({ where: { id: copyId } });
  expect(copy.problem).toBe("mail to this address came back: no such mailbox");
  sink.reset();
  await tellReport(store, id, clock.now());
  expect(await sendMails(job)).toBe(1);
  expect(sink.mails.map(({ to }) => to)).toEqual(["other@example.org"]);
});

test("channels of alerts that lead there are switched off with the reason, and the owners are told", async () => {
  const target = { kind: "email" as const, address: READER, agreedAt: NOW };
  const [own, other] = [
    await putChannel(store, cast.alice.teamId, target, { now: clock.now() }),
    await putChannel(store, cast.charlie.teamId, target, { now: clock.now() }),
  ];
  const elsewhere = await putChannel(
    store,
    cast.alice.teamId,
    { ...target, address: "b@example.org" },
    { now: clock.now() },
  );
  await hear(event("email.complained"));
  const channels = await store.prisma.channel.findMany();
  for (const { id, disabledAt, problem } of channels) {
    const isOff = id === own.id || id === other.id;
    expect([id, disabledAt !== null, problem]).toEqual([
      id,
      isOff,
      isOff ? "a mail to this address was marked as spam" : "",
    ]);
  }
  expect(channels.some(({ id }) => id === elsewhere.id)).toBe(true);
  const mails = await store.prisma.mail.findMany({ where: { kind: "channel_disabled" } });
  expect(mails.map(({ recipient }) => recipient).sort()).toEqual(["alice@example.com", "charlie@example.com"]);
});

describe("to a silent address", () => {
  const address = "alice@example.com";
  beforeEach(() =>
    store.prisma.silentAddress.create({ data: { address, reason: "complained", since: new Date(NOW) } }),
  );

  test.each<[MailContent, boolean]>([
    [{ kind: "sign_in", next: "/stats" }, true],
    [{ kind: "reset_password" }, true],
    [{ kind: "password_changed" }, false],
    [{ kind: "new_sign_in", address: "192.0.2.7", agent: "Firefox", at: NOW }, false],
    [{ kind: "account_deleted" }, false],
    [{ kind: "new_stats", team: "Birds", stats: [], more: 0 }, false],
  ])("%o is sent: %s", async (content, sent) => {
    await queueMail(store.prisma, { content, recipient: address, userId: cast.alice.userId }, clock.now());
    expect(await sendMails(job)).toBe(sent ? 1 : 0);
    const [mail] = await store.prisma.mail.findMany();
    expect(mail?.problem).toBe(sent ? null : "not sent: a mail was called spam at the address");
  });

  test("its owner sees why, and has mail come again by proving that it arrives", async () => {
    const alice = asking(store, clock, cast.alice.actor);
    expect(await isSilent(alice)).toEqual({ reason: "complained", since: new Date(NOW) });
    expect(await isSilent(asking(store, clock, cast.bob.actor))).toBeNull();
    expect(await hearAgain(alice)).toEqual({ email: address });
    expect(await sendMails(job)).toBe(1);
    const token = linkIn(sink.lastTo(address)).searchParams.get("token") ?? "";
    expect(await refusalOf(verifyEmail(asking(store, clock, cast.bob.actor), { token }))).toMatchObject({
      code: "forbidden",
    });
    expect(await isSilent(alice)).not.toBeNull();
    await verifyEmail(alice, { token });
    expect(await isSilent(alice)).toBeNull();
    await hear(event("email.bounced", { to: address, at: "2026-11-23T14:00:00Z" }, PERMANENT));
    expect(await isSilent(alice)).toBeNull();
    expect(await refusalOf(hearAgain(alice))).toMatchObject({ code: "conflict" });
    expect(await refusalOf(isSilent(asking(store, clock, { kind: "anonymous" })))).toMatchObject({
      code: "unauthenticated",
    });
  });
});
