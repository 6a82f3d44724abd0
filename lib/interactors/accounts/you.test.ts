import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IDLE_SECONDS, SESSION_SECONDS } from "@/lib/auth/cookie";
import type { Context } from "@/lib/context";
import type { Source } from "@/lib/domain/source";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { insertAccount } from "@/lib/store/records/accounts";
import { insertAuditEvent } from "@/lib/store/records/audit";
import { insertSession } from "@/lib/store/records/sessions";
import { transaction } from "@/lib/store/records/transaction";
import { asking, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { askEmailChange } from "./ask-email-change";
import { changeEmail } from "./change-email";
import { changePassword } from "./change-password";
import { endSession } from "./end-session";
import { exportAccount } from "./export-account";
import { findEmailChange } from "./find-email-change";
import { listOwnEvents } from "./list-own-events";
import { listSessions } from "./list-sessions";
import { hashPassword, passwordMatches } from "./password-hash";

const PASSWORD = "seven quiet eagles";
const HERE: Source = { address: "192.0.2.7", agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0" };

const clock = stoppedClock("2026-05-04T12:00:00Z");
let store: Store;
let hash: string;
let count = 0;

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = "a secret for tests, long enough";
  store = openStore(await scratchDatabase());
  hash = await hashPassword(PASSWORD);
});
afterAll(() => store.close());

interface Someone {
  userId: string;
  email: string;
  ctx: Context;
  /** In another browser of theirs. */
  elsewhere: Context;
}

/** Somebody new with two sessions, who signed in a minute ago. */
async function someone({ password = true, verified = true, email = `p${++count}@example.com` } = {}): Promise<Someone> {
  clock.set("2026-05-04T12:00:00Z");
  const account = { email, passwordHash: password ? hash : null, verified, team: { name: "t", zone: "UTC" }, keys: [] };
  const made = await transaction(store, (tx) => insertAccount(tx, account));
  if (made === null) throw new Error("taken");
  const { userId } = made;
  const now = new Date(clock.now().getTime() - 60_000);
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1_000);
  const open = () => insertSession(store.prisma, { userId, now, expiresAt, from: HERE });
  const [here, there] = [await open(), await open()];
  const as = (sessionId: string) => ({ ...asking(store, clock, { kind: "person", userId, sessionId }), from: HERE });
  return { userId, email, ctx: as(here), elsewhere: as(there) };
}

const sessionsOf = ({ ctx }: Someone) => listSessions(ctx, { idleSeconds: IDLE_SECONDS });
const mailsTo = (recipient: string) => store.prisma.mail.findMany({ where: { recipient }, orderBy: { id: "asc" } });
const actionsOf = async ({ ctx }: Someone) => (await listOwnEvents(ctx, { limit: 50 })).map(({ action }) => action);
const accountOf = ({ userId }: Someone) => store.prisma.user.findUniqueOrThrow({ where: { id: userId } });

describe("changing the password", () => {
  test("needs the old one, ends every other session, and goes on here under a new version", async () => {
    const ada = await someone();
    const before = await accountOf(ada);
    const kept = await changePassword(ada.ctx, { currentPassword: PASSWORD, password: "another quiet eagle" });
    expect(kept).toMatchObject({ userId: ada.userId, tokenVersion: before.tokenVersion + 1 });
    expect(await passwordMatches((await accountOf(ada)).passwordHash, "another quiet eagle")).toBe(true);
    expect(await sessionsOf(ada)).toMatchObject([{ id: kept.sessionId, current: true }]);
    expect(await mailsTo(ada.email)).toMatchObject([{ kind: "password_changed", userId: ada.userId }]);
    expect(await actionsOf(ada)).toEqual(["account.password_changed"]);
  });

  test("refuses a wrong one beside its field, changes nothing, and writes it down", async () => {
    const ada = await someone();
    for (const currentPassword of ["wrong", "", undefined]) {
      const refusal = await refusalOf(changePassword(ada.ctx, { currentPassword, password: "another quiet eagle" }));
      expect(refusal.more.faults).toEqual([{ pointer: "#/currentPassword", detail: "is not your password" }]);
    }
    expect((await accountOf(ada)).passwordHash).toBe(hash);
    expect(await sessionsOf(ada)).toHaveLength(2);
    expect(await actionsOf(ada)).toEqual(Array(3).fill("account.sign_in_failed"));
  });

  test("holds the new one to the rules of signing up", async () => {
    const ada = await someone();
    for (const password of ["short", "x".repeat(129), "password123", ada.email, ada.email.toUpperCase()]) {
      const refusal = await refusalOf(changePassword(ada.ctx, { currentPassword: PASSWORD, password }));
      expect(refusal.more.faults).toMatchObject([{ pointer: "#/password" }]);
    }
  });

  test("is refused after ten wrong ones, the right one too, and only to this person", async () => {
    const [ada, bea] = [await someone(), await someone()];
    const wrong = () => refusalOf(changePassword(ada.ctx, { currentPassword: "wrong", password: "another eagle" }));
    const codes: string[] = [];
    for (let round = 0; round < 11; round++) codes.push((await wrong()).code);
    expect(codes).toEqual([...Array(10).fill("invalid"), "limited"]);
    const right = { currentPassword: PASSWORD, password: "another quiet eagle" };
    expect(await refusalOf(changePassword(ada.ctx, right))).toMatchObject({ code: "limited" });
    expect(await changePassword(bea.ctx, right)).toMatchObject({ tokenVersion: 1 });
  });

  test("sets a first one only within ten minutes of signing in", async () => {
    const ada = await someone({ password: false });
    clock.set("2026-05-04T12:09:00Z");
    expect(await refusalOf(changePassword(ada.ctx, { password: PASSWORD }))).toMatchObject({ code: "forbidden" });
    clock.set("2026-05-04T12:08:59Z");
    await changePassword(ada.ctx, { password: PASSWORD });
    expect(await passwordMatches((await accountOf(ada)).passwordHash, PASSWORD)).toBe(true);
  });

  test("makes links worthless that were mailed to set one, and tells only an address that was proved", async () => {
    const ada = await someone({ verified: false });
    const { userId, email } = ada;
    for (const kind of ["reset_password", "change_email", "verify_email"] as const) await linkFor(userId, kind, email);
    await changePassword(ada.ctx, { currentPassword: PASSWORD, password: "another quiet eagle" });
    expect(await store.prisma.mailedLink.findMany({ where: { userId } })).toMatchObject([{ kind: "verify_email" }]);
    expect(await mailsTo(email)).toEqual([]);
  });

  test("of two at once only one is done", async () => {
    const ada = await someone();
    const tries = [ada.ctx, ada.elsewhere].map((ctx, index) =>
      changePassword(ctx, { currentPassword: PASSWORD, password: `quiet eagle number ${index}` }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

/** Mails a link in the way of the worker, and returns its token. */
async function linkFor(userId: string, kind: "reset_password" | "change_email" | "verify_email", email: string) {
  const token = `token-${userId}-${kind}-${++count}`;
  const hash = new Uint8Array(createHash("sha256").update(token).digest());
  const expiresAt = new Date("2026-05-04T13:00:00Z");
  await store.prisma.mailedLink.create({ data: { kind, email, userId, hash, expiresAt } });
  return token;
}

describe("changing the address", () => {
  test("mails a link to the new one and changes nothing until it is used", async () => {
    const ada = await someone();
    await askEmailChange(ada.ctx, { email: " New.Ada@Example.com", currentPassword: PASSWORD });
    expect(await mailsTo("new.ada@example.com")).toMatchObject([{ kind: "change_email", userId: ada.userId }]);
    expect(await mailsTo(ada.email)).toEqual([]);
    expect((await accountOf(ada)).email).toBe(ada.email);
    const token = await linkFor(ada.userId, "change_email", "new.ada@example.com");
    expect(await findEmailChange(ada.ctx, { token })).toEqual({ email: "new.ada@example.com" });
    expect(await findEmailChange(ada.ctx, { token })).toEqual({ email: "new.ada@example.com" });
    expect(await changeEmail(ada.ctx, { token })).toEqual({ email: "new.ada@example.com" });
    expect(await accountOf(ada)).toMatchObject({ email: "new.ada@example.com", verifiedEmail: "new.ada@example.com" });
    expect(await sessionsOf(ada)).toMatchObject([{ current: true }]);
    expect(await mailsTo(ada.email)).toMatchObject([
      { kind: "email_changed", content: { newEmail: "new.ada@example.com" } },
    ]);
    expect(await actionsOf(ada)).toEqual(["account.email_changed", "account.email_change_asked"]);
    expect((await refusalOf(changeEmail(ada.ctx, { token }))).code).toBe("not_found");
  });

  test("says the same of a free address and of one that another account has, and does as much", async () => {
    const [ada, bea] = [await someone(), await someone()];
    const ask = (email: string) => askEmailChange(ada.ctx, { email, currentPassword: PASSWORD });
    expect(Object.keys(await ask("free@example.com"))).toEqual(Object.keys(await ask(bea.email)));
    for (const email of ["free@example.com", bea.email]) {
      expect(await mailsTo(email)).toMatchObject([{ kind: "change_email", userId: ada.userId }]);
    }
  });

  test("tells whoever opens the mail that the address belongs to another account, and changes nothing", async () => {
    const [ada, bea] = [await someone(), await someone()];
    const token = await linkFor(ada.userId, "change_email", bea.email);
    const refusal = await refusalOf(changeEmail(ada.ctx, { token }));
    expect(refusal).toMatchObject({ code: "conflict", detail: expect.stringContaining(bea.email) });
    expect((await accountOf(ada)).email).toBe(ada.email);
    expect(await sessionsOf(ada)).toHaveLength(2);
  });

  test("needs the password, or a fresh sign-in where there is none", async () => {
    const [ada, bea] = [await someone(), await someone({ password: false })];
    const wrong = askEmailChange(ada.ctx, { email: "x1@example.com", currentPassword: "wrong" });
    expect((await refusalOf(wrong)).more.faults).toMatchObject([{ pointer: "#/currentPassword" }]);
    await askEmailChange(bea.ctx, { email: "x2@example.com" });
    clock.set("2026-05-04T12:30:00Z");
    const late = askEmailChange(bea.ctx, { email: "x3@example.com" });
    expect((await refusalOf(late)).code).toBe("forbidden");
    expect(await mailsTo("x1@example.com")).toEqual([]);
    expect(await mailsTo("x3@example.com")).toEqual([]);
  });

  test("refuses what is no address, and the one that is theirs already", async () => {
    const ada = await someone();
    for (const email of ["", "a@b@c", "ａ＠example.com", ada.email.toUpperCase()]) {
      const refusal = await refusalOf(askEmailChange(ada.ctx, { email, currentPassword: PASSWORD }));
      expect(refusal.more.faults).toMatchObject([{ pointer: "#/email" }]);
    }
  });

  test("proves an address that was only claimed, and tells nobody else of it", async () => {
    const ada = await someone({ verified: false });
    const token = await linkFor(ada.userId, "change_email", "proved@example.com");
    await changeEmail(ada.ctx, { token });
    expect((await accountOf(ada)).verifiedEmail).toBe("proved@example.com");
    expect(await mailsTo(ada.email)).toEqual([]);
  });

  test("a link works for nobody else, not after it has expired, and is not used up by trying", async () => {
    const [ada, bea] = [await someone(), await someone()];
    const token = await linkFor(ada.userId, "change_email", "mine@example.com");
    expect(await findEmailChange(bea.ctx, { token })).toBeNull();
    expect((await refusalOf(changeEmail(bea.ctx, { token }))).code).toBe("not_found");
    expect((await refusalOf(changeEmail(ada.ctx, { token: `${token}x` }))).code).toBe("not_found");
    clock.set("2026-05-04T13:00:00Z");
    expect((await refusalOf(changeEmail(ada.ctx, { token }))).code).toBe("not_found");
    const anyone = asking(store, clock, { kind: "anonymous" });
    expect((await refusalOf(changeEmail(anyone, { token }))).code).toBe("unauthenticated");
    clock.set("2026-05-04T12:59:00Z");
    expect(await changeEmail(ada.ctx, { token })).toEqual({ email: "mine@example.com" });
  });

  test("of fifty uses of a link one gets it", async () => {
    const ada = await someone();
    const token = await linkFor(ada.userId, "change_email", `many${count}@example.com`);
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => changeEmail(ada.ctx, { token })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("leaves no link to the old address that would still let somebody in", async () => {
    const ada = await someone();
    await linkFor(ada.userId, "reset_password", ada.email);
    await linkFor(ada.userId, "verify_email", ada.email);
    const token = await linkFor(ada.userId, "change_email", `later${count}@example.com`);
    await changeEmail(ada.ctx, { token });
    expect(await store.prisma.mailedLink.count({ where: { userId: ada.userId } })).toBe(0);
  });

  test("can be asked for five times within the hour", async () => {
    const ada = await someone();
    const ask = (index: number) =>
      askEmailChange(ada.ctx, { email: `n${index}.${ada.email}`, currentPassword: PASSWORD });
    for (let index = 0; index < 5; index++) await ask(index);
    expect(await refusalOf(ask(5))).toMatchObject({ code: "limited", more: { retryAfterSeconds: 3_600 } });
  });
});

describe("sessions", () => {
  test("are listed with where and when, this one first, and those that ended are not", async () => {
    const ada = await someone();
    const own = { userId: ada.userId, from: HERE };
    const at = (text: string) => new Date(text);
    const over = { ...own, now: at("2026-04-04T11:00:00Z"), expiresAt: at("2026-05-04T11:00:00Z") };
    const idle = { ...own, now: at("2026-04-20T11:59:00Z"), expiresAt: at("2026-05-20T11:59:00Z") };
    for (const session of [over, idle]) await insertSession(store.prisma, session);
    const listed = await sessionsOf(ada);
    expect(listed).toMatchObject([
      { current: true, ...HERE, createdAt: at("2026-05-04T11:59:00Z") },
      { current: false },
    ]);
  });

  test("of somebody else cannot be ended, and look like none", async () => {
    const [ada, bea] = [await someone(), await someone()];
    const [theirs] = await sessionsOf(bea);
    const missing = "0196a000-0000-7000-8000-000000000000";
    const refusals = await Promise.all(
      [theirs?.id ?? "", missing, "x", ""].map((id) => refusalOf(endSession(ada.ctx, { id }))),
    );
    expect(new Set(refusals.map(({ code, detail }) => `${code} ${detail}`)).size).toBe(1);
    expect(await sessionsOf(bea)).toHaveLength(2);
  });
});

test("the events of an account are its own and nobody else's, the latest first", async () => {
  const [ada, bea] = [await someone(), await someone()];
  await endSession(ada.ctx, { id: (await sessionsOf(ada))[1]?.id ?? "" });
  await refusalOf(changePassword(bea.ctx, { password: "x" }));
  expect(await actionsOf(ada)).toEqual(["account.session_ended"]);
  const subject = { subjectKind: "account", subjectId: ada.userId, subjectName: ada.email };
  const tried = { at: clock.now(), action: "account.sign_in_failed", actorName: "somebody", ...subject };
  await store.prisma.auditEvent.create({ data: tried });
  expect(await actionsOf(ada)).toEqual(["account.sign_in_failed", "account.session_ended"]);
  expect(await actionsOf(bea)).toEqual(["account.sign_in_failed"]);
});

test("an account's data is all that is kept of it, without hashes, and taking it along is noted", async () => {
  const ada = await someone();
  await store.prisma.apiKey.create({
    data: {
      team: {
        connect: { id: (await store.prisma.membership.findFirstOrThrow({ where: { userId: ada.userId } })).teamId },
      },
      user: { connect: { id: ada.userId } },
      name: "web",
      kind: "ingest",
      prefix: "sn_in_abcd",
      hash: new Uint8Array(createHash("sha256").update("of a key").digest()),
    },
  });
  const data = await exportAccount(ada.ctx);
  expect(data).toMatchObject({
    account: { id: ada.userId, email: ada.email, verified: true, hasPassword: true },
    sessions: [HERE, HERE],
    memberships: [{ team: "t", role: "owner", mailNewStats: true }],
    keys: [{ name: "web", kind: "ingest", prefix: "sn_in_abcd" }],
    favourites: [],
    events: [],
  });
  expect(JSON.stringify(data)).not.toMatch(/argon2|"hash"|passwordHash/);
  expect(await actionsOf(ada)).toEqual(["account.exported"]);
});

test("the log of an account leaves out what was done in a team, and what others did with theirs", async () => {
  const [ada, bea] = [await someone(), await someone()];
  const { teamId } = await store.prisma.membership.findFirstOrThrow({ where: { userId: ada.userId } });
  const inTeam = { kind: "user", userId: ada.userId, sessionId: "", teamId, role: "owner" } as const;
  await createStat(asking(store, clock, inTeam), { name: "signups", kind: "counter" });
  const her = { actorKind: "user" as const, userId: ada.userId, actorName: ada.email, keyId: null, teamId: null };
  const team = { kind: "team" as const, id: teamId, name: "t" };
  await insertAuditEvent(store.prisma, { ...HERE, ...her, at: clock.now(), action: "team.deleted", subject: team });
  await exportAccount(bea.ctx);
  expect(await store.prisma.auditEvent.count({ where: { userId: ada.userId, teamId } })).toBe(1);
  expect(await actionsOf(ada)).toEqual(["team.deleted"]);
  expect(await actionsOf(bea)).toEqual(["account.exported"]);
});

test("a key and a job have no account", async () => {
  const key = asking(store, clock, { kind: "key", keyId: "k", keyKind: "manage", teamId: "t", userId: null });
  const job = asking(store, clock, { kind: "job", name: "j" });
  for (const ctx of [key, job]) {
    expect((await refusalOf(exportAccount(ctx))).code).toBe("forbidden");
    expect((await refusalOf(changePassword(ctx, { password: PASSWORD }))).code).toBe("forbidden");
    expect((await refusalOf(listOwnEvents(ctx, { limit: 1 }))).code).toBe("forbidden");
  }
});
