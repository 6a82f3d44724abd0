import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { sessionActor } from "@/lib/auth/session-token";
import type { Context } from "@/lib/context";
import type { KeyKind } from "@/lib/domain/key";
import { NOWHERE } from "@/lib/domain/source";
import type { Role } from "@/lib/domain/team";
import { createKey } from "@/lib/interactors/keys/create-key";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { getStat } from "@/lib/interactors/stats/get-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { findKeyOwner } from "@/lib/store/records/keys";
import { insertSession } from "@/lib/store/records/sessions";
import { asking, type Cast, castOf, joined, keyOf, type Person, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { changeRole } from "./change-role";
import { listMembers } from "./list-members";
import { removeMember } from "./remove-member";
import { setNotices } from "./set-notices";

const NOW = "2026-05-04T12:00:00Z";
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let alice: Context;
let bob: Context;
let charlie: Context;

const stores: Store[] = [];
beforeEach(async () => {
  store = openStore(await scratchDatabase());
  stores.push(store);
  cast = await castOf(store);
  [alice, bob, charlie] = [as(cast.alice), as(cast.bob), as(cast.charlie)];
});
afterAll(() => Promise.all(stores.map((each) => each.close())));

const as = (person: Person) => asking(store, clock, person.actor);
const one = async (role: Role) => joined(store, `${role}@example.com`, cast.alice.teamId, role);
const by = async (keyKind: KeyKind) => {
  const owner = await findKeyOwner(store.pool, await keyOf(store, cast.alice, keyKind), clock.now());
  if (owner === null) throw new Error("the key is unknown");
  const { keyId, teamId, userId } = owner;
  return asking(store, clock, { kind: "key", keyId, keyKind, teamId, userId });
};
const roleOf = async (person: Person) => {
  const where = { teamId_userId: { teamId: cast.alice.teamId, userId: person.userId } };
  return (await store.prisma.membership.findUnique({ where }))?.role ?? null;
};
const live = (person: Person) => sessionActor(store, person, new Date());

describe("the people of a team", () => {
  test("are seen by everybody in it and by keys that read, with their own notices only", async () => {
    const read = await by("read");
    for (const ctx of [alice, bob, read]) {
      const { data } = await listMembers(ctx);
      expect(data.map(({ email, role }) => [email, role])).toEqual([
        ["alice@example.com", "owner"],
        ["bob@example.com", "member"],
      ]);
    }
    expect((await listMembers(alice)).data.map((each) => each.mailNewStats)).toEqual([true, null]);
    expect((await listMembers(read)).data.map((each) => each.mailNewStats)).toEqual([null, null]);
    expect((await listMembers(charlie)).data.map(({ email }) => email)).toEqual(["charlie@example.com"]);
    expect((await refusalOf(listMembers(await by("ingest")))).code).toBe("forbidden");
  });

  test("come page by page", async () => {
    const first = await listMembers(alice, { limit: 1 });
    const second = await listMembers(alice, { limit: 1, cursor: first.next ?? undefined });
    expect([...first.data, ...second.data].map(({ email }) => email)).toEqual(["alice@example.com", "bob@example.com"]);
    expect(second.next).toBeNull();
  });

  test("are named with the keys they made that still work", async () => {
    const { id } = await createKey(alice, { name: "web", kind: "ingest" });
    await createKey(alice, { name: "nightly", kind: "read" });
    await store.prisma.apiKey.update({ where: { id }, data: { revokedAt: clock.now() } });
    expect((await listMembers(bob)).data.map(({ keys }) => keys)).toEqual([["nightly"], []]);
  });

  test("switch notices on and off for themselves", async () => {
    await setNotices(bob, { mailNewStats: true });
    expect((await listMembers(bob)).data[1]).toMatchObject({ email: "bob@example.com", mailNewStats: true });
    await setNotices(alice, { mailNewStats: false });
    expect((await listMembers(bob)).data[1]).toMatchObject({ mailNewStats: true });
    expect((await refusalOf(setNotices(await by("manage"), { mailNewStats: true }))).code).toBe("forbidden");
  });
});

describe("a role", () => {
  test("counts from the next request on", async () => {
    await changeRole(alice, { id: cast.bob.userId, role: "viewer" });
    expect(await live(cast.bob)).toMatchObject({ kind: "user", role: "viewer" });
    const now = asking(store, clock, await live(cast.bob));
    expect((await refusalOf(createStat(now, { name: "a", kind: "counter" }))).code).toBe("forbidden");
  });

  test("is written down with what it was before", async () => {
    await changeRole(alice, { id: cast.bob.userId, role: "admin" });
    await changeRole(alice, { id: cast.bob.userId, role: "admin" });
    const events = await store.prisma.auditEvent.findMany({ where: { action: "member.role_changed" } });
    expect(events).toMatchObject([
      { teamId: cast.alice.teamId, subjectName: "bob@example.com", detail: { from: "member", to: "admin" } },
    ]);
    expect(events[0]).toMatchObject({ actorName: "alice@example.com", actorKind: "user" });
  });

  test.each<[Role | "manage" | "read", Role, Role, string | null]>([
    ["admin", "member", "viewer", null],
    ["admin", "viewer", "admin", null],
    ["admin", "member", "owner", "forbidden"],
    ["admin", "owner", "member", "forbidden"],
    ["manage", "member", "admin", null],
    ["manage", "member", "owner", "forbidden"],
    ["manage", "owner", "viewer", "forbidden"],
    ["read", "member", "viewer", "forbidden"],
    ["member", "viewer", "member", "forbidden"],
    ["viewer", "member", "viewer", "forbidden"],
    ["owner", "admin", "owner", null],
    ["owner", "owner", "viewer", null],
  ])("of %s: making a %s a %s is answered %s", async (who, from, to, code) => {
    const other = await joined(store, "other@example.com", cast.alice.teamId, from);
    const ctx = who === "manage" || who === "read" ? await by(who) : as(await one(who));
    const work = changeRole(ctx, { id: other.userId, role: to });
    if (code === null) await work;
    else expect((await refusalOf(work)).code).toBe(code);
    expect(await roleOf(other)).toBe(code === null ? to : from);
  });

  test("of oneself cannot be raised by asking for it", async () => {
    for (const role of ["admin", "member", "viewer"] as const) {
      const own = await one(role);
      expect((await refusalOf(changeRole(as(own), { id: own.userId, role: "owner" }))).code).toBe("forbidden");
      expect(await roleOf(own)).toBe(role);
    }
    const refusal = await refusalOf(changeRole(alice, { id: cast.bob.userId, role: "root" as Role }));
    expect(refusal.more.faults).toMatchObject([{ pointer: "#/role" }]);
  });

  test("of somebody in another team is as unknown as that of nobody", async () => {
    const refusals = await Promise.all(
      [cast.charlie.userId, "00000000-0000-7000-8000-00000000dead", "x"].map((id) =>
        refusalOf(changeRole(alice, { id, role: "viewer" })),
      ),
    );
    expect(new Set(refusals.map(({ code, detail }) => `${code} ${detail}`)).size).toBe(1);
    expect(refusals[0]?.code).toBe("not_found");
    expect(await live(cast.charlie)).toMatchObject({ role: "owner" });
  });

  test("of the last owner stays; a team is handed over by making another one first", async () => {
    const { userId } = cast.alice;
    expect((await refusalOf(changeRole(alice, { id: userId, role: "admin" }))).code).toBe("conflict");
    await changeRole(alice, { id: cast.bob.userId, role: "owner" });
    await changeRole(alice, { id: userId, role: "viewer" });
    expect([await roleOf(cast.alice), await roleOf(cast.bob)]).toEqual(["viewer", "owner"]);
  });

  test("two owners who take each other's at once leave one", async () => {
    for (let round = 0; round < 10; round++) {
      const { teamId } = cast.alice;
      await store.prisma.membership.updateMany({ where: { teamId }, data: { role: "owner" } });
      const bobAsOwner = asking(store, clock, await live(cast.bob));
      await Promise.allSettled([
        changeRole(alice, { id: cast.bob.userId, role: "member" }),
        round % 2
          ? removeMember(bobAsOwner, { id: cast.alice.userId })
          : changeRole(bobAsOwner, { id: cast.alice.userId, role: "member" }),
      ]);
      expect(await store.prisma.membership.count({ where: { teamId, role: "owner" } })).toBe(1);
      await store.prisma.membership.deleteMany({ where: { teamId } });
      for (const { userId } of [cast.alice, cast.bob]) {
        await store.prisma.membership.create({ data: { teamId, userId, role: "owner" } });
      }
    }
  });
});

describe("somebody who is removed", () => {
  test("is refused on the next request, and is told by mail and in the log who did it", async () => {
    const { id } = await createStat(alice, { name: "a", kind: "counter" });
    expect(await getStat(asking(store, clock, await live(cast.bob)), { id })).toMatchObject({ name: "a" });
    await removeMember(alice, { id: cast.bob.userId });
    expect(await live(cast.bob)).toEqual({ kind: "person", userId: cast.bob.userId, sessionId: cast.bob.sessionId });
    expect((await refusalOf(getStat(asking(store, clock, await live(cast.bob)), { id }))).code).toBe("forbidden");
    expect(await store.prisma.mail.findMany()).toMatchObject([
      {
        kind: "removed_from_team",
        recipient: "bob@example.com",
        content: { team: "alice@example.com's team", by: "alice@example.com" },
      },
    ]);
    const events = await store.prisma.auditEvent.findMany({ where: { action: "member.removed" } });
    expect(events).toMatchObject([{ subjectName: "bob@example.com", detail: { role: "member" } }]);
  });

  test("lands in another team of theirs when they have one", async () => {
    const { userId, sessionId } = cast.bob;
    const { teamId } = cast.charlie;
    await store.prisma.membership.create({ data: { teamId, userId, role: "viewer" } });
    await store.prisma.userSession.update({ where: { id: sessionId }, data: { teamId: cast.alice.teamId } });
    expect(await live(cast.bob)).toMatchObject({ teamId: cast.alice.teamId, role: "member" });
    await removeMember(alice, { id: userId });
    expect(await live(cast.bob)).toMatchObject({ kind: "user", teamId, role: "viewer" });
  });

  test("leaves the sessions of others, and their own in other teams, where they are", async () => {
    const { alice: owner, bob: member, charlie: stranger } = cast;
    await store.prisma.membership.create({
      data: { teamId: stranger.teamId, userId: member.userId, role: "viewer" },
    });
    const elsewhere = await insertSession(store.prisma, {
      userId: member.userId,
      now: clock.now(),
      expiresAt: new Date("2026-06-04T12:00:00Z"),
      from: NOWHERE,
    });
    const placed = { [owner.sessionId]: owner, [member.sessionId]: member, [elsewhere]: stranger };
    for (const [id, { teamId }] of Object.entries(placed)) {
      await store.prisma.userSession.update({ where: { id }, data: { teamId } });
    }
    await removeMember(alice, { id: member.userId });
    const teamOf = async (id: string) => (await store.prisma.userSession.findUniqueOrThrow({ where: { id } })).teamId;
    expect(await Promise.all([owner.sessionId, member.sessionId, elsewhere].map(teamOf))).toEqual([
      owner.teamId,
      null,
      stranger.teamId,
    ]);
  });

  test("leaves their keys, unless these are revoked with them", async () => {
    const admins = [await joined(store, "first@example.com", cast.alice.teamId, "admin"), await one("admin")];
    const keys: string[] = [];
    for (const admin of admins) keys.push((await createKey(as(admin), { name: "theirs", kind: "read" })).key);
    const [kept, revoked] = admins as [Person, Person];
    keys.push(await keyOf(store, { ...revoked, teamId: cast.charlie.teamId }, "read"));
    await removeMember(alice, { id: kept.userId });
    const before = await store.prisma.changeMark.findUniqueOrThrow({ where: { id: 1 } });
    await removeMember(alice, { id: revoked.userId, revokeKeys: true });
    const after = await store.prisma.changeMark.findUniqueOrThrow({ where: { id: 1 } });
    expect(after.version).toBe(before.version + 1n);
    const owners = await Promise.all(keys.map((key) => findKeyOwner(store.pool, key, clock.now())));
    expect(owners.map((owner) => owner !== null)).toEqual([true, false, true]);
    expect(await store.prisma.auditEvent.count({ where: { action: "key.revoked" } })).toBe(1);
  });

  test.each<[Role | "manage", Role, string]>([
    ["admin", "owner", "forbidden"],
    ["manage", "owner", "forbidden"],
    ["member", "viewer", "forbidden"],
    ["viewer", "member", "forbidden"],
  ])("%s cannot remove a %s", async (who, role, code) => {
    const other = await joined(store, "other@example.com", cast.alice.teamId, role);
    const ctx = who === "manage" ? await by(who) : as(await one(who));
    expect((await refusalOf(removeMember(ctx, { id: other.userId }))).code).toBe(code);
    expect(await roleOf(other)).toBe(role);
    expect(await store.prisma.mail.count()).toBe(0);
  });

  test("is removed by an admin or a manage key, and by nobody from another team", async () => {
    const other = await one("viewer");
    expect((await refusalOf(removeMember(charlie, { id: other.userId }))).code).toBe("not_found");
    await removeMember(await by("manage"), { id: other.userId });
    await removeMember(as(await one("admin")), { id: cast.bob.userId });
    expect([await roleOf(other), await roleOf(cast.bob)]).toEqual([null, null]);
    expect((await refusalOf(removeMember(alice, { id: other.userId }))).code).toBe("not_found");
    const mails = await store.prisma.mail.findMany({ orderBy: { id: "asc" } });
    expect(mails.map(({ content }) => (content as { by: string }).by)).toEqual([
      expect.stringMatching(/^manage key \(sn_rw_/),
      "admin@example.com",
    ]);
  });

  test("is never oneself: there is leaving for that", async () => {
    expect((await refusalOf(removeMember(alice, { id: cast.alice.userId }))).code).toBe("unprocessable");
  });
});
