import { hash } from "@node-rs/argon2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { keyKind } from "@/lib/domain/key";
import { openStore, type Store } from "@/lib/store/engine/store";
import { findKeyOwner } from "@/lib/store/records/keys";
import { asking, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { createAccount } from "./create-account";
import { endSessions } from "./end-sessions";
import { hashPassword, isOutdated, passwordMatches } from "./password-hash";
import { signIn } from "./sign-in";
import { signUp } from "./sign-up";

const clock = stoppedClock("2026-05-04T12:00:00Z");
let store: Store;
let anyone: Context;
let operator: Context;

beforeAll(async () => {
  process.env.STATNEST_LOG_LEVEL = "silent";
  store = openStore(await scratchDatabase());
  anyone = asking(store, clock, { kind: "anonymous" });
  operator = asking(store, clock, { kind: "job", name: "command line" });
});
afterAll(() => store.close());

describe("signing up", () => {
  test("makes a person, the team they own and one ingest key that works", async () => {
    const made = await signUp(anyone, { email: " Ada@Example.com", password: "correct horse", zone: "Europe/Berlin" });
    const user = await store.prisma.user.findUniqueOrThrow({
      where: { id: made.userId },
      include: { memberships: { include: { team: true } }, keys: true },
    });
    expect(user).toMatchObject({ email: "ada@example.com", verifiedEmail: null, tokenVersion: made.tokenVersion });
    expect(user.memberships).toMatchObject([{ role: "owner", team: { name: "ada's team", zone: "Europe/Berlin" } }]);
    expect(user.keys).toMatchObject([{ kind: "ingest", prefix: made.ezkey.slice(0, 10) }]);
    expect(keyKind(made.ezkey)).toBe("ingest");
    expect(await findKeyOwner(store.pool, made.ezkey, clock.now())).toMatchObject({ teamId: made.teamId });
  });

  test("keeps neither the password nor the key in clear", async () => {
    const made = await signUp(anyone, { email: "bea@example.com", password: "correct horse" });
    const user = await store.prisma.user.findUniqueOrThrow({ where: { id: made.userId } });
    expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    const { rows } = await store.pool.query("SELECT * FROM api_key WHERE team_id = $1", [made.teamId]);
    expect(JSON.stringify(rows)).not.toContain(made.ezkey);
  });

  test("gives the team a user key in StatHat's form: a number, a space and 16 bytes", async () => {
    const made = await signUp(anyone, { email: "cem@example.com", password: "correct horse" });
    const { ukey } = await store.prisma.team.findUniqueOrThrow({ where: { id: made.teamId } });
    expect(ukey).toMatch(/^[\w-]+~{0,2}$/);
    const bytes = Buffer.from(ukey.replaceAll("~", "="), "base64url").toString("latin1");
    expect(bytes).toMatch(/^\d+ [\s\S]{16}$/);
  });

  test("counts a zone that the browser made up as UTC", async () => {
    const made = await signUp(anyone, { email: "dan@example.com", password: "correct horse", zone: "Mars/Olympus" });
    const team = await store.prisma.team.findUniqueOrThrow({ where: { id: made.teamId } });
    expect(team.zone).toBe("UTC");
  });

  test("points at the address and the password that will not do", async () => {
    const refusal = await refusalOf(signUp(anyone, { email: "a@b@c.com", password: "short" }));
    expect(refusal.code).toBe("invalid");
    expect(refusal.more.faults?.map((fault) => fault.pointer)).toEqual(["#/email", "#/password"]);
  });

  test("mails the address a link to confirm it, and writes down that the account was made", async () => {
    const from = { address: "192.0.2.1", agent: "a browser" };
    const made = await signUp({ ...anyone, from }, { email: "Dee@example.com", password: "correct horse" });
    const mails = await store.prisma.mail.findMany({ where: { userId: made.userId } });
    expect(mails).toMatchObject([
      { kind: "verify_email", recipient: "dee@example.com", content: {}, state: "waiting" },
    ]);
    const events = await store.prisma.auditEvent.findMany({ where: { userId: made.userId } });
    expect(events).toMatchObject([{ action: "account.made", actorName: "dee@example.com", ...from }]);
  });

  test("answers the same for an address that has an account: another one that claims it, with a team of its own", async () => {
    const owner = await createAccount(operator, { email: "owner@example.com", password: "correct horse" });
    const [known, unknown] = [
      await signUp(anyone, { email: "OWNER@example.com", password: "another horse" }),
      await signUp(anyone, { email: "nobody-yet@example.com", password: "another horse" }),
    ];
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect(known.userId).not.toBe(owner.userId);
    expect(known.teamId).not.toBe(owner.teamId);
    const kinds = (userId: string) => store.prisma.mail.findMany({ where: { userId }, select: { kind: true } });
    expect(await kinds(known.userId)).toEqual(await kinds(unknown.userId));
    expect(await signIn(anyone, { email: "owner@example.com", password: "correct horse" })).toMatchObject({
      userId: owner.userId,
    });
    expect((await refusalOf(signIn(anyone, { email: "owner@example.com", password: "another horse" }))).code).toBe(
      "unauthenticated",
    );
  });

  test("lets several race for an address: all claim it, and the first of them signs in by it", async () => {
    const first = await signUp(anyone, { email: "eve@example.com", password: "correct horse 1" });
    const tries = Array.from({ length: 4 }, (_, index) =>
      signUp(anyone, { email: "eve@example.com", password: `correct horse ${index + 2}` }),
    );
    expect(new Set((await Promise.all(tries)).map(({ userId }) => userId)).size).toBe(4);
    expect(await signIn(anyone, { email: "eve@example.com", password: "correct horse 1" })).toMatchObject({
      userId: first.userId,
    });
  });

  test("takes no field that is not its own", async () => {
    const input = { email: "fay@example.com", password: "correct horse", tokenVersion: 7, id: "x" };
    expect((await refusalOf(signUp(anyone, input))).more.faults).toEqual([
      { pointer: "#/tokenVersion", detail: "unknown field" },
      { pointer: "#/id", detail: "unknown field" },
    ]);
  });
});

describe("signing in", () => {
  test("knows the person by the right password, exactly as typed", async () => {
    const made = await signUp(anyone, { email: "gil@example.com", password: " Correct Horse " });
    expect(await signIn(anyone, { email: "GIL@example.com", password: " Correct Horse " })).toEqual({
      userId: made.userId,
      tokenVersion: 0,
    });
    for (const password of ["Correct Horse", " correct horse ", ""]) {
      expect((await refusalOf(signIn(anyone, { email: "gil@example.com", password }))).code).toBe("unauthenticated");
    }
  });

  test("says the same of an unknown address, a wrong password and an account without one", async () => {
    await createAccount(operator, { email: "nopass@example.com" });
    const asked = ["nobody@example.com", "gil@example.com", "nopass@example.com", "not an address"];
    const refusals = await Promise.all(
      asked.map((email) => refusalOf(signIn(anyone, { email, password: "wrong horse" }))),
    );
    expect(new Set(refusals.map(({ code, detail }) => `${code} ${detail}`)).size).toBe(1);
  });

  test("makes a hash of older parameters anew, with the very password that was typed", async () => {
    const { userId } = await createAccount(operator, { email: "old@example.com", password: "correct horse" });
    const passwordHash = await hash("correct horse", { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    await store.prisma.user.update({ where: { id: userId }, data: { passwordHash } });
    const stored = async () => (await store.prisma.user.findUniqueOrThrow({ where: { id: userId } })).passwordHash;
    await refusalOf(signIn(anyone, { email: "old@example.com", password: "wrong horse" }));
    expect(await stored()).toBe(passwordHash);
    for (let time = 0; time < 2; time++) await signIn(anyone, { email: "old@example.com", password: "correct horse" });
    expect(await stored()).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
  });

  test("knows which hashes are of older parameters", async () => {
    const old = "$argon2id$v=19$m=19456,t=2,p=1$nIPV71lCZEYGTU1NDzXODw$3xMoVLg4lnFNdVAGPXYtKKIAfhYY/1pXNr2xRuBQD7U";
    expect(isOutdated(old)).toBe(true);
    expect(isOutdated(await hashPassword("correct horse"))).toBe(false);
  });

  test("ends every session by raising the version they carry", async () => {
    const { userId } = await signIn(anyone, { email: "gil@example.com", password: " Correct Horse " });
    await endSessions(asking(store, clock, { kind: "person", userId, sessionId: "" }));
    expect(await signIn(anyone, { email: "gil@example.com", password: " Correct Horse " })).toMatchObject({
      tokenVersion: 1,
    });
  });
});

describe("password hashes", () => {
  test("an unknown person costs a hash as well", async () => {
    const known = await hashPassword("correct horse");
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < 5; round++) {
      for (const [at, stored] of [known, null].entries()) {
        const start = performance.now();
        expect(await passwordMatches(stored, "wrong horse")).toBe(false);
        times[at as 0 | 1].push(performance.now() - start);
      }
    }
    const [forKnown, forUnknown] = times.map((list) => Math.min(...list)) as [number, number];
    expect(forUnknown).toBeGreaterThan(forKnown / 2);
  });

  test("more than four wait in line and are all done", async () => {
    const hashes = await Promise.all(Array.from({ length: 9 }, (_, index) => hashPassword(`password number ${index}`)));
    const checks = hashes.map((hash, index) => passwordMatches(hash, `password number ${index}`));
    expect(await Promise.all(checks)).toEqual(Array(9).fill(true));
  });
});

describe("an account from the command line", () => {
  test("is verified and has a key of each kind", async () => {
    const made = await createAccount(operator, { email: "ops@example.com", password: "correct horse", team: "Ops" });
    const user = await store.prisma.user.findUniqueOrThrow({ where: { id: made.userId } });
    expect(user.verifiedEmail).toBe("ops@example.com");
    const kinds = [made.ezkey, made.readKey, made.manageKey].map(keyKind);
    expect(kinds).toEqual(["ingest", "read", "manage"]);
    expect(await store.prisma.team.findUnique({ where: { id: made.teamId } })).toMatchObject({ name: "Ops" });
    const told = await store.prisma.auditEvent.findMany({ where: { subjectId: made.userId } });
    expect(told).toMatchObject([{ action: "account.made", actorKind: "job", actorName: "command line" }]);
  });

  test("is refused a second time, and to anyone but the operator", async () => {
    expect((await refusalOf(createAccount(operator, { email: "ops@example.com" }))).code).toBe("conflict");
    expect((await refusalOf(createAccount(anyone, { email: "x@example.com" }))).code).toBe("forbidden");
  });
});
