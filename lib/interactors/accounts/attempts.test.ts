import type { IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { readSessionToken, sessionActor, writeSessionToken } from "@/lib/auth/session-token";
import { sourceOf } from "@/lib/auth/source";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import type { Refusal } from "@/lib/errors";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking } from "@/lib/testing/cast";
import { mailedLink } from "@/lib/testing/link";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { headersForWeb } from "@/server/forwarded";
import { takePasswordCheck } from "./attempts";
import { createAccount } from "./create-account";
import { accountMark, type Device } from "./device";
import { getLink } from "./get-link";
import { openSession } from "./open-session";
import { requestReset } from "./request-reset";
import { requestSignInLink } from "./request-sign-in-link";
import { resendVerification } from "./resend-verification";
import { signIn } from "./sign-in";
import { signInByLink } from "./sign-in-by-link";
import { signUp } from "./sign-up";

const email = "alice@example.com";
const password = "correct horse";
const WRONG = "wrong horse";
const QUARTER_MS = 15 * 60_000;

// Two processes, as far as the database can tell.
let here: Store;
let there: Store;
let alice: { userId: string };

beforeAll(async () => {
  Object.assign(process.env, {
    NEXTAUTH_SECRET: "a secret for tests, long enough",
    STATNEST_LOG_LEVEL: "silent",
    STATNEST_LIMIT_SIGN_UPS_PER_HOUR: "5",
  });
  const url = await scratchDatabase();
  here = openStore(url);
  there = openStore(url);
  alice = await createAccount(asking(here, systemClock, { kind: "job", name: "test" }), { email, password });
});
beforeEach(() => here.pool.query("TRUNCATE attempt, mail, audit_event"));
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  await here.close();
  await there.close();
});

/** Somebody who is not signed in, at an address. */
function anyone(address: string, store: Store = here): Context {
  const nobody = asking(store, systemClock, { kind: "anonymous" });
  return { ...nobody, from: { address, agent: "a browser" } };
}

function knownTo(userId: string, id = "her laptop"): Device {
  return { id, accounts: [accountMark(userId)] };
}

/** Tries wrong passwords, each from another address and by turns in both processes. Returns what was said of each. */
async function attack(times: number, target = email, network = "10.0.0"): Promise<string[]> {
  const codes: string[] = [];
  for (let at = 0; at < times; at++) {
    const ctx = anyone(`${network}.${at}`, at % 2 === 0 ? here : there);
    codes.push((await refusalOf(signIn(ctx, { email: target, password: WRONG }))).code);
  }
  return codes;
}

describe("wrong passwords for an address", () => {
  test("are ten, over all processes and wherever they come from; then even the right one waits", async () => {
    expect(await attack(12)).toEqual([...Array(10).fill("unauthenticated"), "limited", "limited"]);
    for (const store of [here, there]) {
      const refusal = await refusalOf(signIn(anyone("10.9.9.9", store), { email, password }));
      expect(refusal.code).toBe("limited");
      expect(refusal.detail).toMatch(/^Too many attempts. Wait 1[45] minutes, or ask for a sign-in link by mail.$/);
      expect(refusal.more.retryAfterSeconds).toBeGreaterThan(14 * 60);
      expect(refusal.more.retryAfterSeconds).toBeLessThanOrEqual(15 * 60);
    }
  });

  test("are counted alike for an address without an account, in the same words", async () => {
    const told = async (target: string): Promise<string[]> => {
      const refusals: Refusal[] = [];
      for (let at = 0; at < 11; at++) {
        refusals.push(await refusalOf(signIn(anyone(`10.0.0.${at}`), { email: target, password: WRONG })));
      }
      return refusals.map(({ code, detail, more }) => `${code} ${detail} ${more.retryAfterSeconds !== undefined}`);
    };
    expect(await told("nobody@example.com")).toEqual(await told(email));
  });

  test("are counted before they are looked at: of many at once no more than ten are", async () => {
    const tries = Array.from({ length: 40 }, (_, at) =>
      refusalOf(signIn(anyone(`10.0.0.${at}`, at % 2 === 0 ? here : there), { email, password: WRONG })),
    );
    const codes = (await Promise.all(tries)).map(({ code }) => code);
    expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(10);
    expect(codes.filter((code) => code === "limited")).toHaveLength(30);
  });

  test("are forgiven after a quarter of an hour", async () => {
    await attack(11);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + QUARTER_MS + 1_000 });
    expect(await signIn(anyone("10.9.9.9"), { email, password })).toMatchObject({ userId: alice.userId });
  });

  test("do not add up with right ones", async () => {
    for (let at = 0; at < 25; at++) await signIn(anyone("10.0.0.1"), { email, password });
    await attack(9);
    expect(await signIn(anyone("10.0.0.1"), { email, password })).toMatchObject({ userId: alice.userId });
  });

  test("leave no address in the table", async () => {
    await attack(1);
    const { rows } = await here.pool.query("SELECT key FROM attempt");
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain("alice");
  });
});

describe("somebody whose address is attacked", () => {
  beforeEach(() => attack(11));

  test("gets in from a browser that was signed in before, and by a mailed link from any other", async () => {
    const device = knownTo(alice.userId);
    expect(await signIn(anyone("10.9.9.9"), { email, password, device })).toMatchObject({ userId: alice.userId });
    const token = await mailedLink(here, { kind: "sign_in", email }, new Date());
    expect(await signInByLink(anyone("10.9.9.9"), { token })).toMatchObject({ userId: alice.userId, made: null });
  });

  test("stays signed in where they are", async () => {
    const sessionId = await openSession(anyone("10.9.9.9"), { userId: alice.userId, seconds: 3_600 });
    const session = await readSessionToken(await writeSessionToken({ ...alice, tokenVersion: 0, sessionId }));
    for (const store of [here, there]) {
      expect(await sessionActor(store, session, new Date())).toMatchObject({ kind: "user", userId: alice.userId });
    }
  });

  test("is not attacked from a browser that was signed in to another account, even one that claims the address", async () => {
    const claimant = await signUp(anyone(""), { email, password: "another horse" });
    const device = { id: "the attacker's", accounts: [accountMark(claimant.userId)] };
    expect((await refusalOf(signIn(anyone("10.9.9.9"), { email, password, device }))).code).toBe("limited");
  });

  test("has ten wrong passwords in a known browser as well, apart from those of another known browser", async () => {
    const [laptop, phone] = [knownTo(alice.userId, "laptop"), knownTo(alice.userId, "phone")];
    const codes: string[] = [];
    for (let at = 0; at < 11; at++) {
      codes.push((await refusalOf(signIn(anyone("10.9.9.9"), { email, password: WRONG, device: laptop }))).code);
    }
    expect(codes).toEqual([...Array(10).fill("unauthenticated"), "limited"]);
    expect(await signIn(anyone("10.9.9.9"), { email, password, device: phone })).toMatchObject({
      userId: alice.userId,
    });
  });
});

describe("wrong passwords from one network", () => {
  /** What the web process is told by ours of a request from this peer, which says of itself that it came from elsewhere. */
  function behindOurServer(peer: string, claimed: string): Context {
    const headers = {
      host: "stats.example",
      "x-forwarded-for": claimed,
      "x-real-ip": claimed,
      forwarded: `for=${claimed}`,
    };
    const rawHeaders = Object.entries(headers).flat();
    const flat = headersForWeb({ socket: { remoteAddress: peer }, headers, rawHeaders } as unknown as IncomingMessage);
    const sent = new Headers();
    for (let at = 0; at < flat.length; at += 2) sent.append(flat[at] ?? "", flat[at + 1] ?? "");
    return { ...anyone(""), from: sourceOf(sent) };
  }

  const tried = async (ctx: Context, at: number) =>
    (await refusalOf(signIn(ctx, { email: `victim-${at}@example.com`, password: WRONG }))).code;

  test("are fifty, whatever the addresses tried and whatever its requests say of where they come from", async () => {
    for (let at = 0; at < 50; at++) {
      expect(await tried(behindOurServer("203.0.113.9", `198.51.100.${at}`), at)).toBe("unauthenticated");
    }
    expect(await tried(behindOurServer("203.0.113.9", "198.51.100.99"), 99)).toBe("limited");
    expect(await tried(behindOurServer("203.0.113.10", "203.0.113.9"), 100)).toBe("unauthenticated");
  });

  test("are counted by the /64 of an IPv6 address", async () => {
    for (let at = 0; at < 50; at++) await tried(anyone(`2001:db8:1:2::${at.toString(16)}`), at);
    expect(await tried(anyone("2001:db8:1:2:ffff::1"), 99)).toBe("limited");
    expect(await tried(anyone("2001:db8:1:3::1"), 100)).toBe("unauthenticated");
  });
});

test("while the database is away nobody is let in uncounted, and it is said that it is only for a moment", async () => {
  const nowhere = openStore("postgresql://statnest@127.0.0.1:1/nowhere");
  const refusal = await refusalOf(signIn(anyone("10.0.0.1", nowhere), { email: "not an address", password }));
  expect(refusal).toMatchObject({ code: "unavailable", more: { retryAfterSeconds: 2 } });
  await nowhere.close();
});

test("the password of somebody who is signed in is looked at ten times", async () => {
  for (let at = 0; at < 10; at++) await takePasswordCheck(anyone(""), alice.userId);
  expect((await refusalOf(takePasswordCheck(anyone(""), alice.userId))).code).toBe("limited");
});

describe("what is told of signing in", () => {
  const told = async () =>
    (await here.prisma.auditEvent.findMany({ orderBy: { id: "asc" } })).map(
      ({ action, userId, subjectId, actorKind }) => ({
        action,
        userId,
        subjectId,
        actorKind,
      }),
    );
  const mails = () => here.prisma.mail.findMany({ select: { kind: true, recipient: true, userId: true } });

  test("is a failure for the account that was tried, by nobody known, and nothing where there is none", async () => {
    await refusalOf(signIn(anyone("10.0.0.1"), { email: "nobody@example.com", password: WRONG }));
    await refusalOf(signIn(anyone("10.0.0.1"), { email: "a\0b\r\n", password: WRONG }));
    expect(await told()).toEqual([]);
    await refusalOf(signIn(anyone("10.0.0.1"), { email, password: WRONG }));
    expect(await told()).toEqual([
      { action: "account.sign_in_failed", userId: null, subjectId: alice.userId, actorKind: null },
    ]);
  });

  test("is mailed to its owner when the browser was never signed in to it, but not again and again", async () => {
    await signIn(anyone("10.0.0.1"), { email, password, device: knownTo(alice.userId) });
    expect(await mails()).toEqual([]);
    for (let at = 0; at < 6; at++) await signIn(anyone("10.0.0.1"), { email, password, device: knownTo("somebody") });
    expect(await mails()).toEqual(Array(3).fill({ kind: "new_sign_in", recipient: email, userId: alice.userId }));
  });

  test("is not mailed to an address that nobody proved", async () => {
    const { userId } = await signUp(anyone(""), { email: "claimed@example.com", password });
    await here.prisma.mail.deleteMany();
    await signIn(anyone("10.0.0.1"), { email: "claimed@example.com", password });
    expect(await mails()).toEqual([]);
    expect(userId).not.toBe(alice.userId);
  });
});

describe("mail that anybody can ask for", () => {
  const mailed = async (kind: string, recipient = email) => here.prisma.mail.count({ where: { kind, recipient } });

  test("goes to an address three times in a quarter of an hour; the answer stays the same", async () => {
    for (let at = 0; at < 6; at++) {
      const ctx = anyone(`10.0.${at}.1`, at % 2 === 0 ? here : there);
      expect(await requestReset(ctx, { email })).toBeUndefined();
      expect(await requestSignInLink(ctx, { email: ` ${email.toUpperCase()}`, next: "/stats" })).toBeUndefined();
    }
    expect([await mailed("reset_password"), await mailed("sign_in")]).toEqual([3, 3]);
  });

  test("is not used up for its owner by somebody elsewhere who asks all day", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    for (let round = 0; round < 6; round++) {
      for (let at = 0; at < 3; at++) await requestReset(anyone("10.0.0.1"), { email });
      vi.setSystemTime(Date.now() + QUARTER_MS + 1_000);
    }
    expect(await mailed("reset_password")).toBe(10);
    await requestReset(anyone("10.0.0.2"), { email });
    expect(await mailed("reset_password")).toBe(11);
  });

  test("is asked for twenty times from one network, whatever the addresses", async () => {
    for (let at = 0; at < 20; at++) await requestReset(anyone("10.0.0.1"), { email: `somebody-${at}@example.com` });
    const ask = (address: string) => requestReset(anyone(address), { email });
    expect((await refusalOf(ask("10.0.0.1"))).code).toBe("limited");
    expect(await ask("10.0.0.2")).toBeUndefined();
  });

  test("is sent again to a person who signed up, twice", async () => {
    const { userId } = await signUp(anyone(""), { email: "again@example.com", password });
    const ctx: Context = { ...anyone(""), actor: { kind: "person", userId, sessionId: "" } };
    expect(await resendVerification(ctx)).toEqual({ email: "again@example.com" });
    await resendVerification(ctx);
    expect((await refusalOf(resendVerification(ctx))).code).toBe("limited");
    expect(await mailed("verify_email", "again@example.com")).toBe(3);
    const proved: Context = { ...anyone(""), actor: { kind: "person", userId: alice.userId, sessionId: "" } };
    expect((await refusalOf(resendVerification(proved))).code).toBe("conflict");
    expect((await refusalOf(resendVerification(anyone("")))).code).toBe("unauthenticated");
  });

  test("is not sent by signing up with an address again and again, though that goes on being answered alike", async () => {
    for (let at = 0; at < 4; at++) await signUp(anyone(`10.0.0.${at}`), { email: "often@example.com", password });
    expect(await mailed("verify_email", "often@example.com")).toBe(3);
  });
});

test("accounts are made as often in an hour from one network as the operator allows", async () => {
  const make = (address: string, at: number) => signUp(anyone(address), { email: `new-${at}@example.com`, password });
  for (let at = 0; at < 5; at++) await make("10.0.0.1", at);
  const refusal = await refusalOf(make("10.0.0.1", 5));
  expect(refusal).toMatchObject({ code: "limited", more: { retryAfterSeconds: expect.any(Number) } });
  expect(await make("10.0.0.2", 6)).toMatchObject({ tokenVersion: 0 });
});

test("links that nobody mailed are looked at fifty times from one network; those that somebody did do not count", async () => {
  const token = await mailedLink(here, { kind: "sign_in", email }, new Date());
  const look = (sent: string) => getLink(anyone("10.0.0.1"), { kind: "sign_in", token: sent });
  for (let at = 0; at < 60; at++) expect(await look(token)).toEqual({ email, userId: null });
  for (let at = 0; at < 50; at++) expect(await look(`guess ${at}`)).toBeNull();
  expect((await refusalOf(look("guess"))).code).toBe("limited");
});
