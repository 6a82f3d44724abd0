import pg from "pg";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { LINK_MINUTES, type LinkKind, type MailContent } from "@/lib/domain/mail";
import { confirmChannel, findConfirmation } from "@/lib/interactors/channels/confirm-channel";
import { openStore, type Store } from "@/lib/store/engine/store";
import { findLink, hashLink, useLink } from "@/lib/store/records/mailed-links";
import { queueMail } from "@/lib/store/records/mails";
import { transaction } from "@/lib/store/records/transaction";
import { asking } from "@/lib/testing/cast";
import { putChannel } from "@/lib/testing/delivery-scene";
import { openMailScene } from "@/lib/testing/mail-scene";
import { linkIn } from "@/lib/testing/mail-sink";
import { sendMails } from "./send-mails";

const NOW = "2026-11-23T14:32:00.000Z";
const SITE = "https://stats.example.com";
const scene = await openMailScene(NOW);
const { url, store, cast, sink, clock } = scene;
const job = asking(store, clock, { kind: "job", name: "send mail" });

beforeEach(async () => {
  await scene.reset();
  await store.prisma.mailedLink.deleteMany();
  await store.prisma.invitation.deleteMany();
});
afterAll(scene.close);

interface Queued {
  recipient?: string;
  userId?: string;
  teamId?: string;
}

async function queue(content: MailContent, to: Queued = {}): Promise<void> {
  await queueMail(store.prisma, { content, recipient: "reader@example.com", ...to }, clock.now());
}

/** An account that claims an address without having proved it. */
async function claimer(email: string): Promise<string> {
  return (await store.prisma.user.create({ data: { email } })).id;
}

async function row() {
  const rows = await store.prisma.mail.findMany();
  expect(rows).toHaveLength(1);
  return rows[0] as (typeof rows)[number];
}

function tokenOf(mail: { text: string }): string {
  return linkIn(mail).searchParams.get("token") ?? "";
}

function later(seconds: number): void {
  clock.set(new Date(clock.now().getTime() + seconds * 1_000));
}

/** The seconds at which the one mail is tried, by a worker that never sleeps. */
async function triedUntilGivenUp(): Promise<number[]> {
  const tried: number[] = [];
  for (let mail = await row(); mail.state === "waiting"; mail = await row()) {
    clock.set(new Date(mail.nextAt.getTime() - 1));
    expect(await sendMails(job)).toBe(0);
    expect(sink.requests).toBe(tried.length);
    clock.set(mail.nextAt);
    await sendMails(job);
    if (sink.requests > tried.length) tried.push((mail.nextAt.getTime() - Date.parse(NOW)) / 1_000);
  }
  return tried;
}

const SIGN_IN = { kind: "sign_in", next: "/stats?q=a b" } as const;

describe("links", () => {
  test.each<[MailContent, string, () => Promise<Queued>]>([
    [
      { kind: "verify_email" },
      "/verify",
      async () => ({ recipient: "n1@example.com", userId: await claimer("n1@example.com") }),
    ],
    [SIGN_IN, "/signin/link", async () => ({ recipient: "nobody@example.com" })],
    [SIGN_IN, "/signin/link", async () => ({ recipient: "alice@example.com" })],
    [{ kind: "reset_password" }, "/reset", async () => ({ recipient: "alice@example.com" })],
    [{ kind: "change_email" }, "/email", async () => ({ recipient: "n2@example.com", userId: cast.alice.userId })],
  ])("of %o lead to %s, always at the configured address", async (content, path, to) => {
    const { recipient, userId } = { userId: null, ...(await to()) };
    await queue(content, await to());
    expect(await sendMails(job)).toBe(1);
    const link = linkIn(sink.lastTo(recipient ?? ""));
    expect(link.origin + link.pathname).toBe(SITE + path);
    const kind = content.kind as LinkKind;
    const found = await findLink(store.prisma, kind, tokenOf(sink.lastTo(recipient ?? "")), clock.now());
    const owner = kind === "reset_password" ? cast.alice.userId : kind === "sign_in" ? null : userId;
    expect(found).toMatchObject({ email: recipient, ...(kind === "verify_email" ? {} : { userId: owner }) });
    later(LINK_MINUTES[kind] * 60 - 1);
    expect(await findLink(store.prisma, kind, tokenOf(sink.lastTo(recipient ?? "")), clock.now())).not.toBeNull();
    later(1);
    expect(await findLink(store.prisma, kind, tokenOf(sink.lastTo(recipient ?? "")), clock.now())).toBeNull();
  });

  test("of a sign-in bring the person back to where they were", async () => {
    await queue(SIGN_IN);
    await sendMails(job);
    expect(linkIn(sink.lastTo("reader@example.com")).searchParams.get("next")).toBe("/stats?q=a b");
  });

  test("are 256 bits that nothing in the database or the log of a provider's refusals tells", async () => {
    sink.trouble = () => 422;
    sink.says = ({ text }) => `this will not do: ${text}`;
    let token = "";
    await queue(SIGN_IN);
    const before = sink.trouble;
    sink.trouble = (mail) => {
      token = tokenOf(mail);
      return before(mail);
    };
    await sendMails(job);
    expect(token).toMatch(/^[\w-]{43}$/);
    const tables = await store.pool.query(
      "SELECT (SELECT json_agg(m) FROM mail m)::text || (SELECT json_agg(l) FROM mailed_link l)::text AS all",
    );
    expect(tables.rows[0].all).toContain("this will not do");
    expect(tables.rows[0].all).not.toContain(token);
    expect((await row()).state).toBe("failed");
  });

  test("of invitations open the invitation, and one that was taken back is not mailed", async () => {
    const { teamId } = cast.alice;
    const expiresAt = new Date("2026-11-30T14:32:00Z");
    const about = { teamId, role: "member", invitedBy: "alice@example.com", expiresAt } as const;
    const { id } = await store.prisma.invitation.create({ data: { ...about, email: "dora@example.com" } });
    const content = { kind: "invitation", team: "Birds", by: "alice@example.com", role: "member" } as const;
    await queue({ ...content, invitationId: id }, { recipient: "dora@example.com", teamId });
    await queue({ ...content, invitationId: cast.alice.userId }, { recipient: "emil@example.com", teamId });
    expect(await sendMails(job)).toBe(1);
    const mail = sink.lastTo("dora@example.com");
    expect(mail.subject).toBe("alice@example.com invites you to Birds");
    const { hash } = await store.prisma.invitation.findUniqueOrThrow({ where: { id } });
    expect(hash).toEqual(hashLink(tokenOf(mail)));
    const [dropped] = await store.prisma.mail.findMany({ where: { recipient: "emil@example.com" } });
    expect(dropped).toMatchObject({ state: "failed", content: {}, problem: expect.stringContaining("taken back") });
  });
});

describe("somebody outside a team", () => {
  const target = { kind: "email" as const, address: "ops@example.com" };
  const asked = (channelId: string) => ({ kind: "channel_confirm" as const, channelId, team: "Birds", by: "Alice" });

  test("is asked by a link whether they agree, which works for a week", async () => {
    const channel = await putChannel(store, cast.alice.teamId, target, { now: clock.now() });
    await store.prisma.channel.update({ where: { id: channel.id }, data: { confirmedAt: null } });
    await queue(asked(channel.id), { recipient: target.address, teamId: cast.alice.teamId });
    expect(await sendMails(job)).toBe(1);
    const mail = sink.lastTo(target.address);
    expect(mail.subject).toBe("Do you want the alerts of Birds?");
    const link = linkIn(mail);
    expect(link.origin + link.pathname).toBe(`${SITE}/channels/confirm`);
    const nobody = asking(store, clock, { kind: "anonymous" });
    later(LINK_MINUTES.channel_confirm * 60 - 1);
    expect(await findConfirmation(nobody, { token: tokenOf(mail) })).toMatchObject({ agreed: false });
    expect(await confirmChannel(nobody, { token: tokenOf(mail) })).toMatchObject({
      address: target.address,
      agreed: true,
    });
    later(1);
    await expect(findConfirmation(nobody, { token: tokenOf(mail) })).rejects.toMatchObject({ code: "not_found" });
  });

  test("is not asked when they have agreed, or there is nothing to agree to any more", async () => {
    const channel = await putChannel(store, cast.alice.teamId, target, { now: clock.now() });
    for (const id of [channel.id, cast.alice.teamId]) await queue(asked(id), { recipient: target.address });
    expect(await sendMails(job)).toBe(0);
    const mails = await store.prisma.mail.findMany({ orderBy: { problem: "asc" } });
    expect(mails.map(({ problem }) => problem)).toEqual([
      "not sent: the channel is gone",
      "not sent: they have agreed already",
    ]);
  });
});

describe("what a mail turns out to say", () => {
  test.each<[MailContent, () => Promise<Queued>, subject: string | null]>([
    [
      { kind: "verify_email" },
      async () => ({ recipient: "alice@example.com", userId: await claimer("alice@example.com") }),
      "You have an account already",
    ],
    [{ kind: "verify_email" }, async () => ({ recipient: "alice@example.com", userId: cast.alice.userId }), null],
    [
      { kind: "verify_email" },
      async () => ({ recipient: "x@example.com", userId: await claimer("y@example.com") }),
      null,
    ],
    [{ kind: "verify_email" }, async () => ({ recipient: "x@example.com", userId: cast.alice.teamId }), null],
    [
      { kind: "change_email" },
      async () => ({ recipient: "alice@example.com", userId: cast.charlie.userId }),
      "You have an account already",
    ],
    [
      { kind: "reset_password" },
      async () => ({ recipient: "nobody@example.com" }),
      "There is no account with this address",
    ],
    [
      { kind: "reset_password" },
      async () => {
        await claimer("z@example.com");
        return { recipient: "z@example.com" };
      },
      "There is no account with this address",
    ],
    [
      { kind: "password_changed" },
      async () => ({ recipient: "alice@example.com", userId: cast.alice.userId }),
      "Your password was changed",
    ],
    // An address that was changed meanwhile: whoever had it has to hear of what happened before.
    [
      { kind: "password_changed" },
      async () => ({ recipient: "old-alice@example.com", userId: cast.alice.userId }),
      "Your password was changed",
    ],
    [
      { kind: "password_changed" },
      async () => ({ recipient: "w@example.com", userId: await claimer("w@example.com") }),
      null,
    ],
    [
      { kind: "email_changed", newEmail: "alice@example.com" },
      async () => ({ recipient: "old-alice@example.com", userId: cast.alice.userId }),
      "The address of your account was changed",
    ],
    [
      { kind: "new_sign_in", address: "192.0.2.7", agent: "curl/8", at: NOW },
      async () => ({ recipient: "alice@example.com", userId: cast.alice.userId }),
      "A new browser signed in to your account",
    ],
    [
      { kind: "key_made", team: "Birds", name: "k", keyKind: "read", by: "bob@example.com" },
      async () => ({ recipient: "alice@example.com", userId: cast.alice.userId, teamId: cast.alice.teamId }),
      "A new key for Birds",
    ],
    [
      { kind: "key_made", team: "Birds", name: "k", keyKind: "read", by: "bob@example.com" },
      async () => ({ recipient: "charlie@example.com", userId: cast.charlie.userId, teamId: cast.alice.teamId }),
      null,
    ],
    [
      { kind: "removed_from_team", team: "Birds", by: "alice@example.com" },
      async () => ({ recipient: "charlie@example.com" }),
      "You are no longer in Birds",
    ],
    [
      { kind: "removed_from_team", team: "Birds", by: "alice@example.com" },
      async () => ({ recipient: "nobody@example.com" }),
      null,
    ],
    [{ kind: "account_deleted" }, async () => ({ recipient: "gone@example.com" }), "Your account was deleted"],
    [
      {
        kind: "channel_disabled",
        team: "Birds",
        channel: "pager",
        channelKind: "webhook",
        shown: "x.com",
        problem: "410",
      },
      async () => ({ recipient: "alice@example.com", userId: cast.alice.userId, teamId: cast.alice.teamId }),
      "Alerts no longer go to pager",
    ],
  ])("%o", async (content, to, subject) => {
    const addressed = await to();
    await queue(content, addressed);
    expect(await sendMails(job)).toBe(subject === null ? 0 : 1);
    expect(sink.mails.map((mail) => [mail.to, mail.subject])).toEqual(
      subject === null ? [] : [[addressed.recipient, subject]],
    );
    expect(await row()).toMatchObject({ state: subject === null ? "failed" : "sent", content: {} });
  });

  test("comes from the configured sender, to the stored address, under the mail's key", async () => {
    await queue(SIGN_IN);
    await sendMails(job);
    const { id, providerId, sentAt, attempts } = await row();
    const [mail] = sink.mails;
    expect(mail).toMatchObject({
      from: "Statnest <mail@stats.example.com>",
      to: "reader@example.com",
      key: `mail/${id}`,
    });
    expect({ providerId, sentAt, attempts }).toEqual({ providerId: mail?.id, sentAt: clock.now(), attempts: 1 });
  });
});

describe("nothing goes out before its link is kept", () => {
  test("the link works at the moment the provider is asked", async () => {
    const works: boolean[] = [];
    sink.trouble = async (mail) => {
      works.push((await findLink(store.prisma, "sign_in", tokenOf(mail), clock.now())) !== null);
      return null;
    };
    for (let i = 0; i < 5; i++) await queue(SIGN_IN, { recipient: `r${i}@example.com` });
    await sendMails(job);
    expect(works).toEqual([true, true, true, true, true]);
  });

  test("when links cannot be stored no mail is sent, and all are once they can", async () => {
    for (let i = 0; i < 20; i++) await queue(SIGN_IN, { recipient: `r${i}@example.com` });
    await store.pool.query("ALTER TABLE mailed_link RENAME TO mailed_link_away");
    try {
      await expect(sendMails(job)).rejects.toThrow();
      expect(sink.requests).toBe(0);
    } finally {
      await store.pool.query("ALTER TABLE mailed_link_away RENAME TO mailed_link");
    }
    later(61);
    expect(await sendMails(job)).toBe(20);
    expect(sink.mails).toHaveLength(20);
  });

  test("a database that goes away after the provider took a mail makes no second one", async () => {
    await queue(SIGN_IN);
    const operator = new pg.Client({ connectionString: url.replace(/\/[^/]+$/, "/postgres") });
    await operator.connect();
    const name = url.split("/").at(-1) ?? "";
    sink.trouble = async () => {
      await operator.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await operator.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
      return null;
    };
    try {
      await expect(sendMails(job)).rejects.toThrow();
      await expect(sendMails(job)).rejects.toThrow();
    } finally {
      await operator.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      await operator.end();
    }
    sink.trouble = () => null;
    expect(await row()).toMatchObject({ state: "waiting", attempts: 1 });
    expect(await sendMails(job)).toBe(0);
    later(61);
    expect(await sendMails(job)).toBe(1);
    expect([sink.requests, sink.mails.length]).toEqual([2, 1]);
    expect((await row()).providerId).toBe(sink.mails[0]?.id);
  });
});

describe("when mail cannot be handed over", () => {
  test("it is tried every half minute for an hour, then every ten minutes, and given up within a day", async () => {
    await queue({ kind: "password_changed" }, { recipient: "alice@example.com" });
    sink.trouble = () => 500;
    const tried = await triedUntilGivenUp();
    const [HOUR, MINUTES] = [3_600, 60];
    expect(tried.slice(0, 5)).toEqual([0, 5, 20, 50, 80]);
    const waits = tried.slice(1).map((second, at) => second - (tried[at] ?? 0));
    const fresh = tried.slice(2, -1).map((second, at) => [second < HOUR, waits[at + 2]]);
    expect(new Set(fresh.map(String))).toEqual(new Set([`true,30`, `false,${10 * MINUTES}`]));
    expect(tried.at(-1)).toBeGreaterThan(22 * HOUR - 10 * MINUTES);
    expect(tried.at(-1)).toBeLessThanOrEqual(22 * HOUR);
    expect(await row()).toMatchObject({ state: "failed", content: {} });
  });

  test("a link is tried once more while it can just be used, and never after", async () => {
    await queue(SIGN_IN);
    sink.trouble = () => 500;
    const tried = await triedUntilGivenUp();
    expect(tried.slice(0, 4)).toEqual([0, 5, 20, 50]);
    expect(tried.slice(-2)).toEqual([530, 539.999]);
    expect(await row()).toMatchObject({ state: "failed" });
  });

  test("a mail that waited for the worker until its link had expired is dropped", async () => {
    await queue(SIGN_IN);
    later(9 * 60);
    expect(await sendMails(job)).toBe(0);
    expect(await row()).toMatchObject({ state: "failed", problem: "not sent: its link would have expired" });
  });

  test("what is refused for good is not tried again", async () => {
    await queue(SIGN_IN);
    sink.trouble = () => 422;
    await sendMails(job);
    later(3_600);
    await sendMails(job);
    expect(sink.requests).toBe(1);
    expect(await row()).toMatchObject({ state: "failed", problem: "validation_error (422): no", content: {} });
  });

  test("too many at once count as no attempt, and wait for as long as the provider says", async () => {
    for (let i = 0; i < 20; i++) await queue({ kind: "account_deleted" }, { recipient: `r${i}@example.com` });
    let allowed = 0;
    sink.trouble = () => (allowed-- > 0 ? null : 429);
    for (let round = 0; round < 40 && sink.mails.length < 20; round++) {
      allowed = 2;
      await sendMails(job);
      later(1);
    }
    expect(sink.mails).toHaveLength(20);
    const mails = await store.prisma.mail.findMany();
    expect(new Set(mails.map(({ state, attempts }) => `${state} ${attempts}`))).toEqual(new Set(["sent 1"]));
  });

  test("an answer that was lost brings no second mail", async () => {
    await queue(SIGN_IN);
    sink.trouble = () => "lost answer";
    expect(await sendMails(job)).toBe(0);
    sink.trouble = () => null;
    later(5);
    expect(await sendMails(job)).toBe(1);
    expect([sink.requests, sink.mails.length]).toEqual([2, 1]);
  });

  test("a link that was used meanwhile does not come alive again", async () => {
    await queue(SIGN_IN);
    sink.trouble = () => "lost answer";
    await sendMails(job);
    const token = tokenOf(sink.lastTo("reader@example.com"));
    expect(await transaction(store, (tx) => useLink(tx, "sign_in", token, clock.now()))).not.toBeNull();
    sink.trouble = () => null;
    later(5);
    expect(await sendMails(job)).toBe(0);
    expect(await findLink(store.prisma, "sign_in", token, clock.now())).toBeNull();
    expect(sink.requests).toBe(1);
  });

  test("all of it goes out when the provider is back, each once", async () => {
    for (let i = 0; i < 40; i++) await queue({ kind: "account_deleted" }, { recipient: `r${i}@example.com` });
    sink.trouble = () => 500;
    for (let round = 0; round < 60; round++) {
      await sendMails(job);
      later(2);
    }
    expect(sink.mails).toEqual([]);
    sink.trouble = () => null;
    for (let round = 0; round < 400 && sink.mails.length < 40; round++) {
      await sendMails(job);
      later(2);
    }
    expect(new Set(sink.mails.map(({ to }) => to)).size).toBe(40);
    expect(sink.mails).toHaveLength(40);
  });

  test("two hundred go out within a minute of its return after ten minutes of every trouble, each once", async () => {
    for (let i = 0; i < 200; i++) await queue({ kind: "account_deleted" }, { recipient: `r${i}@example.com` });
    const heard = new Set<string>();
    sink.now = () => clock.now().getTime();
    sink.trouble = ({ to }) => {
      // Some it takes without our hearing of it, as when it is too slow to answer.
      if (Number(to.slice(1, -12)) % 5 === 0 && !heard.has(to)) return heard.add(to) && "lost answer";
      return sink.requests % 3 === 0 ? 429 : 500;
    };
    while (clock.now().getTime() < Date.parse(NOW) + 600_000) {
      await sendMails(job);
      later(5);
    }
    expect(await store.prisma.mail.count({ where: { state: "sent" } })).toBe(0);
    expect(sink.requests).toBeLessThan(2_000);
    sink.trouble = () => null;
    const back = clock.now().getTime();
    for (; (await store.prisma.mail.count({ where: { state: "waiting" } })) > 0; later(2)) await sendMails(job);
    expect(clock.now().getTime() - back).toBeLessThanOrEqual(60_000);
    expect(await store.prisma.mail.count({ where: { state: "sent" } })).toBe(200);
    expect([sink.mails.length, new Set(sink.mails.map(({ key }) => key)).size]).toEqual([200, 200]);
  });

  test("a single one too goes out within a minute of its return, whenever it failed last", async () => {
    for (let since = 0; since < 35; since += 5) {
      await store.prisma.mail.deleteMany();
      sink.reset();
      await queue({ kind: "account_deleted" });
      sink.trouble = () => 500;
      const began = clock.now().getTime();
      for (; clock.now().getTime() < began + (600 + since) * 1_000; later(2)) await sendMails(job);
      sink.trouble = () => null;
      const back = clock.now().getTime();
      for (; sink.mails.length === 0; later(2)) await sendMails(job);
      expect(clock.now().getTime() - back).toBeLessThanOrEqual(40_000);
    }
  });

  test("when one that was put off is taken, all that wait for the provider go out in the same round", async () => {
    for (let i = 0; i < 60; i++) await queue({ kind: "account_deleted" }, { recipient: `r${i}@example.com` });
    sink.trouble = () => 500;
    const began = clock.now().getTime();
    for (; clock.now().getTime() < began + 2 * 3_600_000; later(60)) await sendMails(job);
    const first = await store.prisma.mail.findFirstOrThrow({ orderBy: { nextAt: "asc" } });
    const last = await store.prisma.mail.findFirstOrThrow({ orderBy: { nextAt: "desc" } });
    expect(last.nextAt.getTime() - first.nextAt.getTime()).toBeGreaterThan(60_000);
    sink.trouble = () => null;
    clock.set(first.nextAt);
    expect(await sendMails(job)).toBe(60);
  });

  test("one that is always refused for now keeps no other waiting", async () => {
    sink.trouble = ({ to }) => (to === "bad@example.com" ? 500 : null);
    await queue({ kind: "account_deleted" }, { recipient: "bad@example.com" });
    for (let i = 0; i < 40; i++) await queue({ kind: "account_deleted" }, { recipient: `r${i}@example.com` });
    expect(await sendMails(job)).toBe(40);
  });

  test("what it may have taken over a day ago is not sent again, when it has forgotten that", async () => {
    sink.now = () => clock.now().getTime();
    sink.trouble = () => "lost answer";
    await queue({ kind: "account_deleted" });
    await sendMails(job);
    sink.trouble = () => null;
    later(25 * 3_600);
    expect(await sendMails(job)).toBe(0);
    expect([sink.requests, sink.mails.length]).toEqual([1, 1]);
    expect(await row()).toMatchObject({ state: "failed", problem: expect.stringContaining("may have reached") });
  });

  test("after more than a day without it nobody gets a mail twice, and what was given up is known", async () => {
    for (let i = 0; i < 3; i++) await queue({ kind: "account_deleted" }, { recipient: `r${i}@example.com` });
    sink.now = () => clock.now().getTime();
    sink.trouble = ({ to }) => (to === "r0@example.com" && sink.mails.length === 0 ? "lost answer" : 500);
    for (let hour = 0; hour < 30 * 6; hour++) {
      await sendMails(job);
      later(600);
    }
    sink.trouble = () => null;
    for (let i = 0; i < 5; i++, later(600)) await sendMails(job);
    expect(sink.mails.map(({ to }) => to)).toEqual(["r0@example.com"]);
    expect(await store.prisma.mail.count({ where: { state: "failed" } })).toBe(3);
  });

  test("one that cannot be written holds up no other", async () => {
    await store.prisma.mail.create({
      data: { kind: "new_stats", content: {}, recipient: "alice@example.com", nextAt: clock.now() },
    });
    await queue(SIGN_IN);
    await sendMails(job);
    expect(sink.mails.map(({ to }) => to)).toEqual(["reader@example.com"]);
    const [broken] = await store.prisma.mail.findMany({ where: { kind: "new_stats" } });
    expect(broken).toMatchObject({ state: "waiting", problem: "it could not be written" });
  });
});

test("sixteen senders send fifty mails once each, and nobody asks twice", async () => {
  for (let i = 0; i < 50; i++) await queue(SIGN_IN, { recipient: `r${i}@example.com` });
  const others = Array.from({ length: 7 }, () => openStore(url));
  try {
    const senders = Array.from({ length: 16 }, (_, i) => asking([store, ...others][i % 8] as Store, clock, job.actor));
    const sent = await Promise.all(senders.map((sender) => sendMails(sender)));
    expect(sent.reduce((all, each) => all + each, 0)).toBe(50);
    expect([sink.requests, new Set(sink.mails.map(({ to }) => to)).size]).toEqual([50, 50]);
    expect(await store.prisma.mailedLink.count()).toBe(50);
  } finally {
    await Promise.all(others.map((each) => each.close()));
  }
});

test("a mail is the very same however often it is sent", async () => {
  await queue(SIGN_IN);
  const seen: string[] = [];
  sink.trouble = ({ id: _, ...mail }) => {
    seen.push(JSON.stringify(mail));
    return 500;
  };
  for (const wait of [0, 5, 30]) {
    later(wait);
    await sendMails(job);
  }
  expect(seen).toHaveLength(3);
  expect(new Set(seen).size).toBe(1);
});

test("only the house itself sends mail", async () => {
  await expect(sendMails(asking(store, clock, cast.alice.actor))).rejects.toMatchObject({ code: "forbidden" });
});
