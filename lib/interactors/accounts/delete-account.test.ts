import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSessionToken, sessionActor, writeSessionToken } from "@/lib/auth/session-token";
import type { Context } from "@/lib/context";
import { CHORES } from "@/lib/interactors/housekeeping/chores";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { insertAuditEvent } from "@/lib/store/records/audit";
import { findKeyOwner } from "@/lib/store/records/keys";
import { queueMail } from "@/lib/store/records/mails";
import { setFavourite } from "@/lib/store/records/stats";
import { asking, type Cast, castOf, joined, keyOf, type Person, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { dump, tablesWith } from "@/lib/testing/rows";
import { scratchDatabase } from "@/lib/testing/scratch";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { takePasswordCheck } from "./attempts";
import { changePassword } from "./change-password";
import { deleteAccount } from "./delete-account";
import { foreseeDeletion } from "./foresee-deletion";
import { purgeFarewells } from "./purge-farewells";

const clock = stoppedClock(new Date().toISOString());
let store: Store;
let cast: Cast;
/** Where mails go. */
let folder: string;

beforeAll(async () => {
  folder = await scratchFolder("statnest-farewell-");
  Object.assign(process.env, {
    NEXTAUTH_SECRET: "a secret for tests, long enough",
    STATNEST_LOG_LEVEL: "silent",
    STATNEST_DATA: folder,
  });
});
beforeEach(async () => {
  await store?.close();
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const as = ({ actor }: Person): Context => asking(store, clock, actor);
const EMAIL = "charlie@example.com";
const byAddress = { email: EMAIL };

/** Somebody may be in a second team; the role is that of the actor's first one. */
async function joins(person: Person, teamId: string, role: "owner" | "member"): Promise<void> {
  await store.prisma.membership.create({ data: { teamId, userId: person.userId, role } });
}

describe("deleting an account", () => {
  test("asks for the password where there is one", async () => {
    await changePassword(as(cast.charlie), { password: "seven quiet eagles" });
    for (const input of [{}, byAddress, { currentPassword: "wrong" }]) {
      expect((await refusalOf(deleteAccount(as(cast.charlie), input))).more.faults).toMatchObject([
        { pointer: "#/currentPassword" },
      ]);
    }
    await deleteAccount(as(cast.charlie), { currentPassword: "seven quiet eagles" });
    expect(await store.prisma.user.count({ where: { email: EMAIL } })).toBe(0);
  });

  test("asks for the address where there is none", async () => {
    for (const email of [undefined, "", "alice@example.com", "x"]) {
      expect((await refusalOf(deleteAccount(as(cast.charlie), { email }))).more.faults).toMatchObject([
        { pointer: "#/email" },
      ]);
    }
    await deleteAccount(as(cast.charlie), { email: " Charlie@Example.com" });
    expect(await store.prisma.user.count({ where: { email: EMAIL } })).toBe(0);
  });

  test("is refused, with the team named, while its last owner would leave others behind", async () => {
    const { alice, bob } = cast;
    const deletion = await foreseeDeletion(as(alice));
    expect(deletion).toMatchObject({ gone: [], left: [], orphaned: [{ id: alice.teamId, others: 1 }] });
    const refusal = await refusalOf(deleteAccount(as(alice), { email: "alice@example.com" }));
    expect(refusal).toMatchObject({ code: "conflict", detail: expect.stringContaining("alice@example.com's team") });
    expect(await store.prisma.user.count({ where: { id: alice.userId } })).toBe(1);
    await store.prisma.membership.updateMany({ where: { userId: bob.userId }, data: { role: "owner" } });
    await deleteAccount(as(alice), { email: "alice@example.com" });
    expect(await store.prisma.membership.findMany({ where: { teamId: alice.teamId } })).toMatchObject([
      { userId: bob.userId, role: "owner" },
    ]);
  });

  test("of two last owners at once lets only one go", async () => {
    const { alice, bob } = cast;
    await store.prisma.membership.updateMany({ where: { userId: bob.userId }, data: { role: "owner" } });
    await joined(store, "dora@example.com", alice.teamId, "member");
    const results = await Promise.allSettled([
      deleteAccount(as(alice), { email: "alice@example.com" }),
      deleteAccount(as(bob), { email: "bob@example.com" }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await store.prisma.membership.count({ where: { teamId: alice.teamId, role: "owner" } })).toBe(1);
  });

  test("ends its sessions on the next request, and the keys of the teams that go with it at once", async () => {
    const { charlie } = cast;
    const token = await readSessionToken(await writeSessionToken(charlie));
    const keys = [await keyOf(store, charlie, "ingest"), await keyOf(store, charlie, "manage")];
    const mark = async () => (await store.pool.query("SELECT version FROM change_mark")).rows[0].version;
    const before = await mark();
    await deleteAccount(as(charlie), byAddress);
    expect(await sessionActor(store, token, clock.now())).toEqual({ kind: "anonymous" });
    for (const key of keys) expect(await findKeyOwner(store.pool, key, clock.now())).toBeNull();
    expect(await mark()).not.toBe(before);
  });

  test("is told to the address that was proved, and to no other", async () => {
    await deleteAccount(as(cast.charlie), byAddress);
    expect(await store.prisma.mail.findMany()).toMatchObject([
      { kind: "account_deleted", recipient: EMAIL, userId: null, teamId: null },
    ]);
    await store.prisma.user.updateMany({ where: { id: cast.bob.userId }, data: { verifiedEmail: null } });
    await deleteAccount(as(cast.bob), { email: "bob@example.com" });
    expect(await store.prisma.mail.count()).toBe(1);
  });
});

describe("after an account was deleted", () => {
  /** Charlie leaves traces wherever somebody can: in a team of his own, in Alice's, in logs and in mails. */
  async function leaveTraces(): Promise<void> {
    const { alice, charlie } = cast;
    await joins(charlie, alice.teamId, "member");
    await keyOf(store, charlie, "ingest");
    await keyOf(store, { ...charlie, teamId: alice.teamId }, "read");
    const own = await createStat(as(charlie), { name: "own", kind: "counter" });
    const gone = await createStat(as(charlie), { name: "gone", kind: "counter" });
    const into = await createStat(as(charlie), { name: "into", kind: "counter" });
    const hers = await createStat(as(alice), { name: "hers", kind: "counter" });
    for (const stat of [own, gone, into, hers]) await putMinute(store, stat.seriesId, "2026-05-04T11:00:00Z", [1, 2]);
    await trashStat(as(charlie), { id: gone.id });
    await mergeStat(as(charlie), { id: own.id, into: into.id });
    await setFavourite(store.prisma, charlie.userId, hers.seriesId, true);
    await takePasswordCheck(as(charlie), charlie.userId);

    const { userId } = charlie;
    const expiresAt = new Date(clock.now().getTime() + 3_600_000);
    const hash = (text: string) => new Uint8Array(createHash("sha256").update(text).digest());
    await store.prisma.mailedLink.createMany({
      data: [
        { kind: "sign_in", email: EMAIL, hash: hash("a"), expiresAt },
        { kind: "change_email", email: "new@example.com", userId, hash: hash("b"), expiresAt },
      ],
    });
    const teamId = alice.teamId;
    await store.prisma.invitation.createMany({
      data: [
        { teamId, email: "x@example.com", role: "viewer", invitedBy: EMAIL, expiresAt },
        { teamId: cast.alice.teamId, email: EMAIL, role: "viewer", invitedBy: "alice@example.com", expiresAt },
      ],
    });
    const now = clock.now();
    await queueMail(store.prisma, { content: { kind: "password_changed" }, recipient: EMAIL, userId }, now);
    await queueMail(store.prisma, { content: { kind: "sign_in", next: "/" }, recipient: EMAIL }, now);
    await queueMail(store.prisma, { content: { kind: "change_email" }, recipient: "new@example.com", userId }, now);
    const removed = { kind: "removed_from_team" as const, team: "t", by: EMAIL };
    await queueMail(store.prisma, { content: removed, recipient: "bob@example.com", teamId }, now);

    const event = { at: now, teamId, keyId: null, address: "192.0.2.7", agent: "a browser" };
    const him = { ...event, actorKind: "user" as const, userId, actorName: EMAIL };
    const her = { ...event, actorKind: "user" as const, userId: alice.userId, actorName: "alice@example.com" };
    const team = { kind: "team" as const, id: teamId, name: "t" };
    await insertAuditEvent(store.prisma, { ...him, action: "team.changed", subject: team, detail: { by: EMAIL } });
    await insertAuditEvent(store.prisma, {
      ...her,
      action: "member.invited",
      subject: { kind: "invitation", id: EMAIL, name: EMAIL },
      detail: { roles: ["member", EMAIL], to: userId, count: 3, none: null },
    });
    const member = { kind: "member" as const, id: userId, name: EMAIL };
    await insertAuditEvent(store.prisma, { ...her, action: "member.joined", subject: member });
    await insertAuditEvent(store.prisma, {
      ...him,
      actorKind: "key",
      actorName: "web (sn_in_1234…)",
      action: "stat.made",
      subject: team,
    });
    const account = { kind: "account" as const, id: userId, name: EMAIL };
    await insertAuditEvent(store.prisma, { ...him, teamId: null, action: "account.signed_in", subject: account });
    const earlier = { ...him, teamId: null, actorName: "under another address" };
    await insertAuditEvent(store.prisma, { ...earlier, action: "team.deleted", subject: team });
    const nobody = { ...event, teamId: null, actorKind: null, userId: null, actorName: EMAIL };
    await insertAuditEvent(store.prisma, { ...nobody, action: "account.sign_in_failed", subject: account });
    const bobs = { kind: "account" as const, id: cast.bob.userId, name: "bob@example.com" };
    const bob = { ...event, teamId: null, actorKind: "user" as const, userId: bobs.id, actorName: bobs.name };
    await insertAuditEvent(store.prisma, { ...bob, action: "account.signed_in", subject: bobs });
  }

  /** All that is due, until nothing is. */
  async function doChores(): Promise<void> {
    const later = new Date(clock.now().getTime() + 3_600_000);
    const job = asking(store, { now: () => later }, { kind: "job", name: "test" });
    for (let round = 0; round < 3; round++) {
      for (const chore of CHORES) await chore.run(job, new AbortController().signal);
    }
  }

  test("no row of any table holds its id or its address once the chores are done", async () => {
    const { charlie } = cast;
    await leaveTraces();
    const before = await tablesWith(store.pool, EMAIL);
    expect(before).toEqual(
      expect.arrayContaining(['"app_user"', '"mail"', '"mailed_link"', '"invitation"', '"audit_event"']),
    );
    expect(await tablesWith(store.pool, charlie.userId)).toEqual(
      expect.arrayContaining(['"membership"', '"favourite"', '"api_key"', '"user_session"', '"attempt"']),
    );
    await deleteAccount(as(charlie), byAddress);
    expect(await purgeFarewells(asking(store, clock, { kind: "job", name: "test" }))).toBe(0);
    await doChores();
    for (const text of [EMAIL, charlie.userId, charlie.sessionId, charlie.teamId]) {
      expect([text, await tablesWith(store.pool, text)]).toEqual([text, []]);
    }
    expect(await store.prisma.auditEvent.findMany({ where: { teamId: null }, orderBy: { id: "asc" } })).toMatchObject([
      { action: "account.signed_in", userId: cast.bob.userId },
      { action: "account.deleted", userId: null },
    ]);
    expect(await store.prisma.stat.findMany({ select: { name: true } })).toEqual([{ name: "hers" }]);
    const { rows } = await store.pool.query("SELECT count(DISTINCT stat_id)::int AS left FROM series_minute");
    expect(rows).toEqual([{ left: 1 }]);
  });

  test("the logs of other teams still say what was done, and no longer by whom", async () => {
    const { alice, charlie } = cast;
    await leaveTraces();
    const read = () =>
      store.prisma.auditEvent.findMany({ where: { teamId: alice.teamId }, orderBy: { id: "asc" }, omit: { id: true } });
    const before = await read();
    await deleteAccount(as(charlie), byAddress);
    const after = await read();
    expect(after.map(({ action, at }) => [action, at])).toEqual([
      ...before.map(({ action, at }) => [action, at]),
      ["member.left", clock.now()],
    ]);
    const named = (action: string) => after.find((event) => event.action === action);
    expect(named("team.changed")).toMatchObject({
      userId: null,
      actorKind: "user",
      actorName: "a deleted account",
      detail: { by: "a deleted account" },
    });
    expect(named("member.invited")).toMatchObject({
      userId: alice.userId,
      actorName: "alice@example.com",
      subjectName: "a deleted account",
      detail: { roles: ["member", "a deleted account"], to: "a deleted account", count: 3, none: null },
    });
    expect(named("member.joined")).toMatchObject({ subjectId: "", subjectName: "a deleted account" });
    expect(after.find(({ actorKind }) => actorKind === "key")).toMatchObject({
      userId: null,
      actorName: "web (sn_in_1234…)",
    });
    expect(await store.prisma.mail.findMany({ where: { recipient: "bob@example.com" } })).toMatchObject([
      { content: { team: "t", by: "a deleted account" } },
    ]);
  });

  test("nothing of others has changed", async () => {
    const { alice, charlie } = cast;
    await leaveTraces();
    const concerns = [charlie.userId, charlie.teamId, EMAIL, '"new@example.com"'];
    const NOT_RECORDS = new Set(['"change_mark"', '"_prisma_migrations"', '"rollup_mark"', '"job_tick"']);
    const others = async () => {
      const rows = await dump(store.pool);
      const own = await store.prisma.stat.findMany({ where: { teamId: charlie.teamId }, select: { id: true } });
      const series = own.map(({ id }) => `(${id},`);
      return [...rows].flatMap(([table, list]) =>
        NOT_RECORDS.has(table)
          ? []
          : list
              .filter((row) => ![...concerns, ...series].some((text) => row.includes(text)))
              .map((row) => table + row),
      );
    };
    const before = await others();
    await deleteAccount(as(charlie), byAddress);
    const after = new Set(await others());
    expect(before.length).toBeGreaterThan(10);
    expect(before.filter((row) => !after.has(row))).toEqual([]);
    const { teamId } = alice;
    expect(await store.prisma.membership.count({ where: { teamId } })).toBe(2);
    expect(await store.prisma.apiKey.findMany({ where: { teamId } })).toMatchObject([
      { revokedAt: null, userId: null },
    ]);
  });

  test("what another account that claims the same address left stays, and its log too", async () => {
    const { charlie } = cast;
    const claimant = await store.prisma.user.create({ data: { email: EMAIL } });
    const subject = { kind: "account" as const, id: charlie.userId, name: EMAIL };
    const event = { at: clock.now(), teamId: null, actorKind: null, userId: null, keyId: null, address: "", agent: "" };
    await insertAuditEvent(store.prisma, { ...event, action: "account.sign_in_failed", actorName: EMAIL, subject });
    const ctx = asking(store, clock, { kind: "person", userId: claimant.id, sessionId: "" });
    await deleteAccount(ctx, byAddress);
    expect(await store.prisma.auditEvent.count({ where: { subjectId: charlie.userId } })).toBe(1);
    expect(await store.prisma.user.findMany({ where: { email: EMAIL } })).toMatchObject([{ id: charlie.userId }]);
    expect(await tablesWith(store.pool, claimant.id)).toEqual([]);
  });
});
