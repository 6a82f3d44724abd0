import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSessionToken, sessionActor, writeSessionToken } from "@/lib/auth/session-token";
import type { Context } from "@/lib/context";
import type { LinkKind } from "@/lib/domain/mail";
import { openStore, type Store } from "@/lib/store/engine/store";
import { findKeyOwner } from "@/lib/store/records/keys";
import { asking, stoppedClock } from "@/lib/testing/cast";
import { mailedLink } from "@/lib/testing/link";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { createAccount } from "./create-account";
import { accountMark } from "./device";
import { getAccount } from "./get-account";
import { getLink } from "./get-link";
import { openSession } from "./open-session";
import { resetPassword } from "./reset-password";
import { signIn, signInToVerify } from "./sign-in";
import { signInByLink } from "./sign-in-by-link";
import { signUp } from "./sign-up";
import { verifyEmail } from "./verify-email";

const clock = stoppedClock("2026-05-04T12:00:00Z");
const password = "correct horse";
let store: Store;
let anyone: Context;
let count = 0;

beforeAll(async () => {
  Object.assign(process.env, { NEXTAUTH_SECRET: "a secret for tests, long enough", STATNEST_LOG_LEVEL: "silent" });
  store = openStore(await scratchDatabase());
  anyone = asking(store, clock, { kind: "anonymous" });
});
beforeEach(async () => {
  clock.set("2026-05-04T12:00:00Z");
  await store.pool.query("TRUNCATE attempt, mail, audit_event");
});
afterAll(() => store.close());

/** An address that nobody has yet. */
function fresh(name: string): string {
  count += 1;
  return `${name}-${count}@example.com`;
}

/** A person who proved their address, and one who only claims it. */
async function proved(email: string): Promise<{ userId: string; email: string }> {
  const operator = asking(store, clock, { kind: "job", name: "test" });
  return { email, userId: (await createAccount(operator, { email, password })).userId };
}

async function claiming(email: string, typed = password): Promise<{ userId: string; email: string; asking: Context }> {
  const { userId } = await signUp(anyone, { email, password: typed });
  return { email, userId, asking: asking(store, clock, { kind: "person", userId, sessionId: "" }) };
}

const linkTo = (kind: LinkKind, email: string, userId: string | null = null) =>
  mailedLink(store, { kind, email, userId }, clock.now());
const linksLeft = (email: string) => store.prisma.mailedLink.count({ where: { email } });
const actions = async () =>
  (await store.prisma.auditEvent.findMany({ orderBy: { id: "asc" } })).map(({ action }) => action);
const mails = () => store.prisma.mail.findMany({ select: { kind: true, recipient: true } });

/** Every kind of link, and what using it does. */
async function uses(): Promise<
  { kind: LinkKind; email: string; userId: string | null; use(token: string): Promise<unknown> }[]
> {
  const [signingIn, resetting] = [await proved(fresh("in")), await proved(fresh("reset"))];
  const verifying = await claiming(fresh("verify"));
  return [
    { kind: "sign_in", ...signingIn, userId: null, use: (token) => signInByLink(anyone, { token }) },
    { kind: "reset_password", ...resetting, use: (token) => resetPassword(anyone, { token, password: "new horse 1" }) },
    { kind: "verify_email", ...verifying, use: (token) => verifyEmail(verifying.asking, { token }) },
  ];
}

describe("every mailed link", () => {
  test("is used by one of fifty at once, and by nobody after", async () => {
    for (const { kind, email, userId, use } of await uses()) {
      const token = await linkTo(kind, email, userId);
      const results = await Promise.allSettled(Array.from({ length: 50 }, () => use(token)));
      expect(
        results.filter(({ status }) => status === "fulfilled"),
        kind,
      ).toHaveLength(1);
      // Resetting hashes first: what does not fit into the line for that waits no longer.
      const refused = results.filter((result) => result.status === "rejected").map(({ reason }) => reason.code);
      expect(new Set(refused), kind).toEqual(new Set(["not_found"]));
      await store.pool.query("TRUNCATE attempt");
      expect((await refusalOf(use(token))).code, kind).toBe("not_found");
    }
  });

  test("works until its time is over and not after", async () => {
    const minutes: Partial<Record<LinkKind, number>> = { sign_in: 10, reset_password: 10, verify_email: 24 * 60 };
    for (const { kind, email, userId, use } of await uses()) {
      const begin = clock.now().getTime();
      const token = await linkTo(kind, email, userId);
      clock.set(new Date(begin + (minutes[kind] ?? 0) * 60_000));
      expect((await refusalOf(use(token))).code, kind).toBe("not_found");
      clock.set(new Date(begin + (minutes[kind] ?? 0) * 60_000 - 1));
      await use(token);
      clock.set(new Date(begin));
    }
  });

  test("is worthless once a newer one of its kind was used, and an older one works until then", async () => {
    for (const { kind, email, userId, use } of await uses()) {
      const [older, newer] = [await linkTo(kind, email, userId), await linkTo(kind, email, userId)];
      await use(newer);
      expect((await refusalOf(use(older))).code, kind).toBe("not_found");
    }
    const again = await proved(fresh("older"));
    const [older, newer] = [await linkTo("sign_in", again.email), await linkTo("sign_in", again.email)];
    await signInByLink(anyone, { token: older });
    expect((await refusalOf(signInByLink(anyone, { token: newer }))).code).toBe("not_found");
  });

  test("is of no use as one of another kind", async () => {
    const all = await uses();
    for (const { kind, email, userId } of all) {
      const token = await linkTo(kind, email, userId);
      for (const other of all.filter((each) => each.kind !== kind)) {
        expect((await refusalOf(other.use(token))).code, `${kind} as ${other.kind}`).toBe("not_found");
      }
      expect(await linksLeft(email), kind).toBe(1);
    }
  });

  test("is not used by looking at it, as a scanner of mail does", async () => {
    for (const { kind, email, userId, use } of await uses()) {
      const token = await linkTo(kind, email, userId);
      for (let look = 0; look < 3; look++) {
        expect(await getLink(anyone, { kind: kind as "sign_in", token }), kind).toEqual({ email, userId });
      }
      await use(token);
      expect(await getLink(anyone, { kind: kind as "sign_in", token }), kind).toBeNull();
    }
  });

  test("is refused when it was cut, lengthened or made up", async () => {
    for (const { kind, email, userId, use } of await uses()) {
      const token = await linkTo(kind, email, userId);
      for (const wrong of ["", token.slice(0, -1), `${token}A`, token.toLowerCase(), "x".repeat(200), "\0"]) {
        expect((await refusalOf(use(wrong))).code, kind).toBe("not_found");
      }
      expect((await refusalOf(use("x".repeat(201)))).code, kind).toBe("invalid");
      expect(await linksLeft(email), kind).toBe(1);
    }
  });
});

describe("a link to sign in", () => {
  test("signs in to the account that proved the address, and tells its owner of a browser that is new", async () => {
    const { email, userId } = await proved(fresh("ann"));
    const by = async (accounts: string[]) =>
      signInByLink(anyone, { token: await linkTo("sign_in", email), device: { id: "x", accounts } });
    expect(await by([accountMark(userId)])).toEqual({ userId, tokenVersion: 0, made: null });
    expect(await mails()).toEqual([]);
    await by([accountMark("somebody else")]);
    expect(await mails()).toEqual([{ kind: "new_sign_in", recipient: email }]);
  });

  test("makes an account of its own where nobody proved the address, whoever claims it", async () => {
    const claimant = await claiming(fresh("ben"));
    await store.pool.query("TRUNCATE mail, audit_event");
    const token = await linkTo("sign_in", claimant.email);
    const { userId, made } = await signInByLink(anyone, { token, zone: "Europe/Berlin" });
    expect(userId).not.toBe(claimant.userId);
    const user = await store.prisma.user.findUniqueOrThrow({
      where: { id: userId },
      include: { memberships: { include: { team: true } } },
    });
    expect(user).toMatchObject({ verifiedEmail: claimant.email, passwordHash: null });
    expect(user.memberships).toMatchObject([{ role: "owner", teamId: made?.teamId, team: { zone: "Europe/Berlin" } }]);
    expect(await findKeyOwner(store.pool, made?.ezkey ?? "", clock.now())).toMatchObject({ teamId: made?.teamId });
    expect(await actions()).toEqual(["account.made"]);
    expect(await mails()).toEqual([]);
    expect((await refusalOf(signIn(anyone, { email: claimant.email, password }))).code).toBe("unauthenticated");
  });

  test("makes one account when two links to one address are used at once", async () => {
    const email = fresh("cleo");
    const tokens = [await linkTo("sign_in", email), await linkTo("sign_in", email)];
    await Promise.allSettled(tokens.map((token) => signInByLink(anyone, { token })));
    expect(await store.prisma.user.count({ where: { email } })).toBe(1);
  });
});

describe("a link to set another password", () => {
  test("sets it, ends every session and every link that changes the account, and tells the owner", async () => {
    const { email, userId } = await proved(fresh("dan"));
    const sessionId = await openSession(anyone, { userId, seconds: 3_600 });
    const session = await readSessionToken(await writeSessionToken({ userId, tokenVersion: 0, sessionId }));
    const change = await linkTo("change_email", fresh("evil"), userId);
    await store.pool.query("TRUNCATE audit_event");
    const reset = await resetPassword(anyone, {
      token: await linkTo("reset_password", email, userId),
      password: "new horse 1",
    });
    expect(reset).toEqual({ userId, tokenVersion: 1 });
    expect(await sessionActor(store, session, clock.now())).toEqual({ kind: "anonymous" });
    expect(await store.prisma.userSession.count({ where: { userId } })).toBe(0);
    expect(await store.prisma.mailedLink.count({ where: { userId } })).toBe(0);
    expect(change).not.toBe("");
    expect((await refusalOf(signIn(anyone, { email, password }))).code).toBe("unauthenticated");
    expect(await signIn(anyone, { email, password: "new horse 1" })).toEqual(reset);
    expect(await mails()).toContainEqual({ kind: "password_changed", recipient: email });
    expect((await actions())[0]).toBe("account.password_reset");
  });

  test("is not used up by a password that will not do", async () => {
    const { email, userId } = await proved(fresh("eli"));
    const token = await linkTo("reset_password", email, userId);
    for (const weak of ["short", "password1", email]) {
      const { code, more } = await refusalOf(resetPassword(anyone, { token, password: weak }));
      expect({ code, at: more.faults?.map(({ pointer }) => pointer) }).toEqual({ code: "invalid", at: ["#/password"] });
    }
    expect(await resetPassword(anyone, { token, password: "new horse 1" })).toMatchObject({ userId });
  });

  test("opens nothing when the account has another address by now, or is gone", async () => {
    const { email, userId } = await proved(fresh("fay"));
    const moved = await linkTo("reset_password", email, userId);
    const elsewhere = fresh("moved");
    await store.prisma.user.update({ where: { id: userId }, data: { email: elsewhere, verifiedEmail: elsewhere } });
    expect((await refusalOf(resetPassword(anyone, { token: moved, password: "new horse 1" }))).code).toBe("not_found");
    const gone = await linkTo("reset_password", elsewhere, userId);
    await store.prisma.user.delete({ where: { id: userId } });
    expect((await refusalOf(resetPassword(anyone, { token: gone, password: "new horse 1" }))).code).toBe("not_found");
  });
});

describe("a link to confirm an address", () => {
  test("proves it for the account it was mailed for, which then signs in by it", async () => {
    const [first, second] = [await claiming(fresh("gil"), "first horse"), null];
    const later = await claiming(first.email, "later horse");
    expect(second).toBeNull();
    await store.pool.query("TRUNCATE audit_event");
    expect(await verifyEmail(later.asking, { token: await linkTo("verify_email", later.email, later.userId) })).toEqual(
      {
        email: later.email,
      },
    );
    expect(await actions()).toEqual(["account.email_verified"]);
    expect(await getAccount(later.asking)).toMatchObject({ email: later.email, verified: true, hasPassword: true });
    expect(await signIn(anyone, { email: later.email, password: "later horse" })).toMatchObject({
      userId: later.userId,
    });
    expect((await refusalOf(signIn(anyone, { email: later.email, password: "first horse" }))).code).toBe(
      "unauthenticated",
    );
  });

  test("proves nothing for anybody else who is signed in, or for nobody, and stays as it was", async () => {
    const [owner, stranger] = [await claiming(fresh("hal")), await claiming(fresh("ida"))];
    const token = await linkTo("verify_email", owner.email, owner.userId);
    expect((await refusalOf(verifyEmail(stranger.asking, { token }))).code).toBe("forbidden");
    expect((await refusalOf(verifyEmail(anyone, { token }))).code).toBe("unauthenticated");
    expect(await getAccount(owner.asking)).toMatchObject({ verified: false });
    expect(await verifyEmail(owner.asking, { token })).toEqual({ email: owner.email });
  });

  test("says so when another account has proved the address meanwhile", async () => {
    const claimant = await claiming(fresh("jo"));
    const token = await linkTo("verify_email", claimant.email, claimant.userId);
    await proved(claimant.email);
    expect((await refusalOf(verifyEmail(claimant.asking, { token }))).code).toBe("conflict");
    expect(await getAccount(claimant.asking)).toMatchObject({ verified: false });
  });

  test("is raced for by two accounts that claim an address: one proves it", async () => {
    const one = await claiming(fresh("kim"));
    const other = await claiming(one.email, "another horse");
    const tokens = await Promise.all([one, other].map(({ email, userId }) => linkTo("verify_email", email, userId)));
    const results = await Promise.allSettled(
      [one, other].map((person, at) => verifyEmail(person.asking, { token: tokens[at] ?? "" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await store.prisma.user.count({ where: { verifiedEmail: one.email } })).toBe(1);
  });

  test("lets its account sign in by its own password, though an older one claims the address, and nobody else's", async () => {
    const older = await claiming(fresh("lea"), "older horse");
    const later = await claiming(older.email, "later horse");
    const token = await linkTo("verify_email", later.email, later.userId);
    expect((await refusalOf(signInToVerify(anyone, { token, password: "older horse" }))).code).toBe("unauthenticated");
    expect(await signInToVerify(anyone, { token, password: "later horse" })).toMatchObject({ userId: later.userId });
    expect(await linksLeft(later.email)).toBe(1);
    expect((await refusalOf(signInToVerify(anyone, { token: "x", password: "later horse" }))).code).toBe("not_found");
  });

  test("is not a way around the limit of wrong passwords", async () => {
    const { email, userId } = await claiming(fresh("mia"));
    const token = await linkTo("verify_email", email, userId);
    for (let at = 0; at < 10; at++) await refusalOf(signInToVerify(anyone, { token, password: "wrong horse" }));
    expect((await refusalOf(signInToVerify(anyone, { token, password }))).code).toBe("limited");
  });
});
