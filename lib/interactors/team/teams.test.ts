import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { sessionActor } from "@/lib/auth/session-token";
import type { Context } from "@/lib/context";
import { HOUSE_TEAM_ID } from "@/lib/domain/house";
import { keyKind } from "@/lib/domain/key";
import { purgeTrash } from "@/lib/interactors/housekeeping/purge-trash";
import { removeTeams } from "@/lib/interactors/housekeeping/remove-teams";
import { createKey } from "@/lib/interactors/keys/create-key";
import { invite } from "@/lib/interactors/people/invite";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { getStat } from "@/lib/interactors/stats/get-stat";
import { listStats } from "@/lib/interactors/stats/list-stats";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { findKeyOwner } from "@/lib/store/records/keys";
import { asking, type Cast, castOf, joined, keyOf, type Person, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { createTeam } from "./create-team";
import { deleteTeam } from "./delete-team";
import { getTeam } from "./get-team";
import { leaveTeam } from "./leave-team";
import { listTeams } from "./list-teams";
import { switchTeam } from "./switch-team";
import { updateTeam } from "./update-team";

const NOW = "2026-05-04T12:00:00Z";
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let alice: Context;
let bob: Context;
let charlie: Context;
let job: Context;

const stores: Store[] = [];
beforeEach(async () => {
  process.env.STATNEST_LOG_LEVEL = "silent";
  clock.set(NOW);
  store = openStore(await scratchDatabase());
  stores.push(store);
  cast = await castOf(store);
  [alice, bob, charlie] = [as(cast.alice), as(cast.bob), as(cast.charlie)];
  job = asking(store, clock, { kind: "job", name: "test" });
});
afterAll(() => Promise.all(stores.map((each) => each.close())));

const as = (person: Person) => asking(store, clock, person.actor);
const live = async (person: Person) => asking(store, clock, await sessionActor(store, person, new Date()));
const actions = async () =>
  (await store.prisma.auditEvent.findMany({ orderBy: { id: "asc" } })).map(({ action }) => action);
const rowsOf = async (teamId: string) => {
  const tables = ["membership", "invitation", "api_key", "stat", "stat_name", "stat_share", "user_session"];
  const counts = tables.map((table) =>
    store.pool.query(`SELECT count(*)::int AS n FROM ${table} WHERE team_id = $1`, [teamId]),
  );
  return (await Promise.all(counts)).map(({ rows }) => rows[0].n as number);
};

describe("making a team", () => {
  test("makes its owner work in it, with a key that sends", async () => {
    const made = await createTeam(bob, { name: " Weather ", zone: "Europe/Berlin" });
    expect(keyKind(made.ezkey)).toBe("ingest");
    expect(await findKeyOwner(store.pool, made.ezkey, clock.now())).toMatchObject({ teamId: made.teamId });
    const now = await live(cast.bob);
    expect(await getTeam(now)).toMatchObject({ id: made.teamId, name: "Weather", zone: "Europe/Berlin" });
    expect(await listTeams(now)).toEqual([
      { id: cast.alice.teamId, name: "alice@example.com's team", role: "member", current: false },
      { id: made.teamId, name: "Weather", role: "owner", current: true },
    ]);
    const membership = { teamId_userId: { teamId: made.teamId, userId: cast.bob.userId } };
    expect(await store.prisma.membership.findUnique({ where: membership })).toMatchObject({ mailNewStats: true });
    expect(await actions()).toEqual(["team.made", "key.made"]);
  });

  test("is for people who have proved their address, in a team or not, and for no key", async () => {
    const { userId, sessionId } = cast.charlie;
    const person = asking(store, clock, { kind: "person", userId, sessionId });
    await createTeam(person, { name: "Second" });
    await store.prisma.user.update({ where: { id: userId }, data: { verifiedEmail: null } });
    expect((await refusalOf(createTeam(person, { name: "Third" }))).code).toBe("forbidden");
    const key = await findKeyOwner(store.pool, await keyOf(store, cast.alice, "manage"), clock.now());
    if (key === null) throw new Error("the key is unknown");
    const keyed = asking(store, clock, { ...key, kind: "key", keyKind: key.kind });
    expect((await refusalOf(createTeam(keyed, { name: "Third" }))).code).toBe("forbidden");
    expect((await refusalOf(createTeam(charlie, { name: "" }))).more.faults).toMatchObject([{ pointer: "#/name" }]);
  });

  test("ends at twenty of one's own, however many are made at once", async () => {
    await Promise.allSettled(Array.from({ length: 25 }, (_, at) => createTeam(charlie, { name: `Team ${at}` })));
    for (let at = 0; at < 20; at++) await createTeam(charlie, { name: `More ${at}` }).catch(() => {});
    expect((await refusalOf(createTeam(charlie, { name: "One more" }))).code).toBe("limited");
    expect(await store.prisma.membership.count({ where: { userId: cast.charlie.userId, role: "owner" } })).toBe(20);
  });
});

describe("switching", () => {
  test("changes the one session, and shows the other team's stats", async () => {
    const { teamId } = await createTeam(bob, { name: "Weather" });
    const stat = await createStat(await live(cast.bob), { name: "rain", kind: "value" });
    await switchTeam(await live(cast.bob), { id: cast.alice.teamId });
    expect((await refusalOf(getStat(await live(cast.bob), { id: stat.id }))).code).toBe("not_found");
    await switchTeam(await live(cast.bob), { id: teamId });
    expect(await getStat(await live(cast.bob), { id: stat.id })).toMatchObject({ name: "rain" });
  });

  test("to a team one is not in is as unknown as to none", async () => {
    const tries = [cast.charlie.teamId, "00000000-0000-7000-8000-00000000dead", "x"];
    const refusals = await Promise.all(tries.map((id) => refusalOf(switchTeam(bob, { id }))));
    expect(new Set(refusals.map(({ code, detail }) => `${code} ${detail}`))).toEqual(
      new Set(["not_found there is no such team"]),
    );
    expect((await live(cast.bob)).actor).toMatchObject({ teamId: cast.alice.teamId });
  });
});

describe("leaving", () => {
  test("is free to everybody but the last owner, who is told what to do instead", async () => {
    const refusal = await refusalOf(leaveTeam(alice));
    expect(refusal.code).toBe("conflict");
    expect(refusal.detail).toMatch(/hand it over .* or delete it/);
    await leaveTeam(bob);
    expect((await live(cast.bob)).actor.kind).toBe("person");
    expect((await refusalOf(listStats(await live(cast.bob), {}))).code).toBe("forbidden");
    expect(await actions()).toEqual(["member.left"]);
  });

  test("two owners who leave at once leave one", async () => {
    for (let round = 0; round < 5; round++) {
      const other = await joined(store, `owner${round}@example.com`, cast.alice.teamId, "owner");
      await Promise.allSettled([leaveTeam(alice), leaveTeam(as(other))]);
      const left = await store.prisma.membership.findMany({ where: { teamId: cast.alice.teamId, role: "owner" } });
      expect(left).toHaveLength(1);
      await store.prisma.membership.deleteMany({ where: { teamId: cast.alice.teamId } });
      const { teamId, userId } = cast.alice;
      await store.prisma.membership.create({ data: { teamId, userId, role: "owner" } });
    }
  });
});

describe("deleting", () => {
  test("asks for the name, and an owner", async () => {
    const refusal = await refusalOf(deleteTeam(alice, { name: "alice" }));
    expect(refusal.more.faults).toMatchObject([{ pointer: "#/name" }]);
    const admin = as(await joined(store, "admin@example.com", cast.alice.teamId, "admin"));
    for (const ctx of [bob, admin]) {
      expect((await refusalOf(deleteTeam(ctx, { name: "alice@example.com's team" }))).code).toBe("forbidden");
    }
    expect(await getTeam(alice)).toMatchObject({ name: "alice@example.com's team" });
  });

  test("ends people, keys, invitations and shares at once, and other teams keep everything", async () => {
    const { teamId } = cast.alice;
    const key = (await createKey(alice, { name: "web", kind: "ingest" })).key;
    const [ours, trashed, theirs] = [
      await createStat(alice, { name: "ours", kind: "counter" }),
      await createStat(alice, { name: "in the trash", kind: "counter" }),
      await createStat(charlie, { name: "theirs", kind: "counter" }),
    ];
    await trashStat(alice, { id: trashed.id });
    for (const stat of [ours, trashed, theirs]) await putMinute(store, stat.seriesId, "2026-05-04T11:00:00Z", [1, 2]);
    await store.prisma.statShare.create({ data: { statId: ours.seriesId, teamId: cast.charlie.teamId } });
    await store.prisma.statShare.create({ data: { statId: theirs.seriesId, teamId } });
    await invite(alice, { email: "new@example.com", role: "viewer" });
    await keyOf(store, cast.charlie, "read");
    const before = await rowsOf(cast.charlie.teamId);
    expect(before[5]).toBe(1);

    await deleteTeam(alice, { name: "alice@example.com's team" });
    expect(await findKeyOwner(store.pool, key, clock.now())).toBeNull();
    for (const person of [cast.alice, cast.bob]) expect((await live(person)).actor.kind).toBe("person");
    const told = await store.prisma.mail.findMany({ where: { kind: "removed_from_team" } });
    expect(told.map(({ recipient }) => recipient)).toEqual(["bob@example.com"]);
    expect(await store.prisma.auditEvent.findMany({ where: { action: "team.deleted" } })).toMatchObject([
      { teamId: null, userId: cast.alice.userId, subjectName: "alice@example.com's team" },
    ]);
    expect(await store.prisma.stat.count({ where: { teamId, trashedAt: null } })).toBe(0);
    expect((await rowsOf(teamId)).map((count, at) => (at === 2 || at === 3 ? "some" : count))).toEqual([
      0,
      0,
      "some",
      "some",
      0,
      0,
      0,
    ]);

    const late = await store.prisma.stat.create({
      data: { teamId, publicId: "latelt", name: "late", kind: "counter", classicKey: "late" },
    });
    expect(await removeTeams(job)).toBe(0);
    clock.set("2026-05-04T12:02:01Z");
    expect(await purgeTrash(job)).toBe(2);
    expect(await removeTeams(job)).toBe(0);
    clock.set("2026-05-04T12:05:00Z");
    expect(await purgeTrash(job)).toBe(1);
    expect(await removeTeams(job)).toBe(1);
    expect(await store.prisma.team.findUnique({ where: { id: teamId } })).toBeNull();
    const { rows } = await store.pool.query("SELECT stat_id FROM series_minute");
    expect(rows).toEqual([{ stat_id: String(theirs.seriesId) }]);
    expect(await store.prisma.stat.findUnique({ where: { id: late.id } })).toBeNull();
    const after = before.with(5, 0);
    expect(await rowsOf(cast.charlie.teamId)).toEqual(after);
    expect(await getStat(charlie, { id: theirs.id })).toMatchObject({ name: "theirs", lastValue: 2 });
  });

  test("tells every process", async () => {
    const before = await store.prisma.changeMark.findUniqueOrThrow({ where: { id: 1 } });
    await deleteTeam(alice, { name: "alice@example.com's team" });
    const after = await store.prisma.changeMark.findUniqueOrThrow({ where: { id: 1 } });
    expect(after.version).toBeGreaterThan(before.version);
  });

  test("is not possible for the team of the house, which goes on measuring itself", async () => {
    const { userId, sessionId } = cast.charlie;
    await store.prisma.membership.create({ data: { teamId: HOUSE_TEAM_ID, userId, role: "owner" } });
    const actor = { kind: "user", userId, sessionId, teamId: HOUSE_TEAM_ID, role: "owner" } as const;
    const house = asking(store, clock, actor);
    const { name } = await getTeam(house);
    expect((await refusalOf(deleteTeam(house, { name }))).code).toBe("conflict");
    expect(await getTeam(house)).toMatchObject({ name });
  });
});

describe("how long minutes are kept", () => {
  test("is the team's for new stats that do not say", async () => {
    expect(await updateTeam(alice, { retentionDays: 30 })).toMatchObject({ retentionDays: 30 });
    const made = await Promise.all([
      createStat(bob, { name: "a", kind: "counter" }),
      createStat(bob, { name: "b", kind: "counter", retentionDays: 90 }),
      createStat(bob, { name: "c", kind: "counter", retentionDays: null }),
      createStat(charlie, { name: "d", kind: "counter" }),
    ]);
    expect(made.map(({ retentionDays }) => retentionDays)).toEqual([30, 90, null, null]);
    await updateTeam(alice, { retentionDays: null });
    expect(await createStat(bob, { name: "e", kind: "counter" })).toMatchObject({ retentionDays: null });
  });

  test.each([6, 3_651, 7.5])("%j days are refused", async (retentionDays) => {
    const refusal = await refusalOf(updateTeam(alice, { retentionDays }));
    expect(refusal.more.faults).toMatchObject([{ pointer: "#/retentionDays" }]);
  });
});

test("the log says what of the team changed, and what it was called before", async () => {
  await updateTeam(alice, { name: "Weather", zone: "UTC", retentionDays: 30 });
  expect(await store.prisma.auditEvent.findMany({ where: { action: "team.changed" } })).toMatchObject([
    {
      subjectName: "Weather",
      detail: { name: "Weather", retentionDays: 30, formerName: "alice@example.com's team" },
    },
  ]);
});
