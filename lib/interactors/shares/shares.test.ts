import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { Role } from "@/lib/domain/team";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { deleteStat } from "@/lib/interactors/stats/delete-stat";
import { findMergedInto } from "@/lib/interactors/stats/find-merged-into";
import { getStat } from "@/lib/interactors/stats/get-stat";
import { listStats } from "@/lib/interactors/stats/list-stats";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { restoreStat } from "@/lib/interactors/stats/restore-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { updateStat } from "@/lib/interactors/stats/update-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, joined, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { dropShare } from "./drop-share";
import { endShare } from "./end-share";
import { listShares } from "./list-shares";
import { revokeShare } from "./revoke-share";
import { shareStat } from "./share-stat";

const NOW = "2026-05-04T12:00:00.000Z";
const ALICES = "alice@example.com's team";
const CHARLIES = "charlie@example.com's team";
const MISSING = "01a2076f-251d-7390-9d6d-01d8f1eab266";
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let alice: Context;
let charlie: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  charlie = asking(store, clock, cast.charlie.actor);
});
beforeEach(async () => {
  clock.set(NOW);
  await store.prisma.stat.deleteMany();
  await store.prisma.auditEvent.deleteMany();
  await store.prisma.team.updateMany({ data: { deletedAt: null } });
});
afterAll(() => store.close());

const make = (name = "signups", ctx = alice) =>
  createStat(ctx, { name, kind: "value", unit: "ms", description: "ours" });
const withCharlie = (statId: string, ctx = alice) => shareStat(ctx, { statId, teamId: cast.charlie.teamId });
const namesOf = async (ctx: Context, shared?: boolean) =>
  (await listStats(ctx, { shared })).data.map((stat) => stat.name);
const audited = async (ctx: Context) => {
  const { teamId } = ctx.actor as { teamId: string };
  const rows = await store.prisma.auditEvent.findMany({
    where: { teamId, subjectKind: "share" },
    orderBy: { id: "asc" },
  });
  return rows.map(({ action, subjectName, detail }) => ({ action, subjectName, detail }));
};

/** The same refusal, to the letter, as of an id that never was. */
async function expectMissing(act: (id: string) => Promise<unknown>, id: string, missing = "nosuch"): Promise<void> {
  const [refused, never] = await Promise.all([refusalOf(act(id)), refusalOf(act(missing))]);
  expect([refused.code, refused.detail, refused.more]).toEqual(["not_found", never.detail, never.more]);
}

describe("a stat shared with another team", () => {
  test("is seen there with what its owner says of it, and nothing else of the owner is", async () => {
    const stat = await make();
    const hidden = await make("hidden");
    await putMinute(store, stat.seriesId, "2026-05-04T11:00:00Z", [5]);
    await expectMissing((id) => getStat(charlie, { id }), stat.id);
    const share = await withCharlie(stat.id);
    expect(share).toMatchObject({ direction: "given", statId: stat.id, team: CHARLIES, teamId: cast.charlie.teamId });
    expect(await getStat(charlie, { id: stat.id })).toMatchObject({
      ...{ name: "signups", unit: "ms", description: "ours", lastValue: 5 },
      ...{ sharedBy: ALICES, classicKey: null, favourite: false },
    });
    await expectMissing((id) => getStat(charlie, { id }), hidden.id);
    expect(await getStat(alice, { id: stat.id })).toMatchObject({ sharedBy: null, classicKey: stat.classicKey });
  });

  test("is in a list of its own, filtered and paged like any", async () => {
    await make("own", charlie);
    for (const name of ["a", "b", "c"]) await withCharlie((await make(name)).id);
    await make("hidden");
    expect(await namesOf(charlie)).toEqual(["own"]);
    expect(await namesOf(charlie, false)).toEqual(["own"]);
    expect(await namesOf(charlie, true)).toEqual(["a", "b", "c"]);
    expect(await namesOf(alice, true)).toEqual([]);
    const first = await listStats(charlie, { shared: true, limit: 2, sort: "-name" });
    const rest = await listStats(charlie, { shared: true, limit: 2, sort: "-name", cursor: first.next ?? "" });
    expect([...first.data, ...rest.data].map(({ name, sharedBy, classicKey }) => [name, sharedBy, classicKey])).toEqual(
      [
        ["c", ALICES, null],
        ["b", ALICES, null],
        ["a", ALICES, null],
      ],
    );
    expect((await listStats(charlie, { shared: true, q: "B" })).data).toMatchObject([{ name: "b" }]);
    expect((await refusalOf(listStats(charlie, { shared: true, trash: true }))).code).toBe("invalid");
  });

  test("may be a favourite of whoever sees it, and not of whoever does not", async () => {
    const { id } = await make();
    await expectMissing((each) => updateStat(charlie, { id: each, favourite: true }), id);
    const share = await withCharlie(id);
    expect(await updateStat(charlie, { id, favourite: true })).toMatchObject({ favourite: true, sharedBy: ALICES });
    expect(await getStat(alice, { id })).toMatchObject({ favourite: false });
    expect((await listStats(charlie, { shared: true, favourite: true })).data).toMatchObject([{ id }]);
    expect(await updateStat(charlie, { id, favourite: false })).toMatchObject({ favourite: false });
    await revokeShare(alice, { id: share.id });
    await expectMissing((each) => updateStat(charlie, { id: each, favourite: true }), id);
  });

  test("is not to be changed there, which is said in words; without the share it is as if it were not", async () => {
    const stat = await make();
    const own = await make("own", charlie);
    const share = await withCharlie(stat.id);
    const acts: ((id: string) => Promise<unknown>)[] = [
      (id) => updateStat(charlie, { id, name: "theirs" }),
      (id) => updateStat(charlie, { id, retentionDays: 30, favourite: true }),
      (id) => updateStat(charlie, { id, public: true }),
      (id) => trashStat(charlie, { id }),
      (id) => restoreStat(charlie, { id }),
      (id) => deleteStat(charlie, { id }),
      (id) => mergeStat(charlie, { id, into: own.id }),
      (id) => mergeStat(charlie, { id: own.id, into: id }),
      (id) => shareStat(charlie, { statId: id, teamId: cast.alice.teamId }),
    ];
    for (const act of acts) {
      const { code, detail } = await refusalOf(act(stat.id));
      expect([code, detail]).toEqual(["forbidden", `this stat is shared with your team; only ${ALICES} may change it`]);
    }
    expect(await getStat(charlie, { id: stat.id })).toMatchObject({ favourite: false });
    await revokeShare(alice, { id: share.id });
    for (const act of acts) await expectMissing(act, stat.id);
    expect(await getStat(alice, { id: stat.id })).toMatchObject({
      name: "signups",
      public: false,
      retentionDays: null,
    });
  });

  test("is gone there while it is in the trash, and back when it is restored", async () => {
    const { id } = await make();
    await withCharlie(id);
    await trashStat(alice, { id });
    await expectMissing((each) => getStat(charlie, { id: each }), id);
    for (const act of [updateStat, trashStat, restoreStat, deleteStat]) {
      await expectMissing((each) => act(charlie, { id: each, ...(act === updateStat ? { unit: "s" } : {}) }), id);
    }
    expect(await namesOf(charlie, true)).toEqual([]);
    expect((await listShares(charlie)).data).toEqual([]);
    expect((await listShares(alice)).data).toMatchObject([{ statId: id, inTrash: true }]);
    await restoreStat(alice, { id });
    expect(await getStat(charlie, { id })).toMatchObject({ name: "signups" });
    await trashStat(alice, { id });
    await deleteStat(alice, { id });
    expect((await listShares(alice)).data).toEqual([]);
  });

  test("is no longer seen when it is merged into another, and nor is that one", async () => {
    const [from, into] = [await make("a"), await make("b")];
    await withCharlie(from.id);
    await mergeStat(alice, { id: from.id, into: into.id });
    for (const { id } of [from, into]) await expectMissing((each) => getStat(charlie, { id: each }), id);
    expect(await findMergedInto(charlie, { id: from.id })).toBeNull();
    expect(await store.prisma.statShare.count()).toBe(0);
  });

  test("takes what was merged into it along", async () => {
    const [from, into] = [await make("a"), await make("b")];
    await putMinute(store, from.seriesId, "2026-05-04T11:00:00Z", [7]);
    await withCharlie(into.id);
    await mergeStat(alice, { id: from.id, into: into.id });
    expect(await getStat(charlie, { id: into.id })).toMatchObject({ lastValue: 7 });
  });

  test("is gone with its owner, and with whoever saw it", async () => {
    const { id } = await make();
    await withCharlie(id);
    await store.prisma.team.update({ where: { id: cast.alice.teamId }, data: { deletedAt: clock.now() } });
    await expectMissing((each) => getStat(charlie, { id: each }), id);
    expect(await namesOf(charlie, true)).toEqual([]);
    expect((await listShares(charlie)).data).toEqual([]);
    await store.prisma.team.update({ where: { id: cast.alice.teamId }, data: { deletedAt: null } });
    await store.prisma.team.update({ where: { id: cast.charlie.teamId }, data: { deletedAt: clock.now() } });
    expect((await listShares(alice)).data).toEqual([]);
    await expectMissing((teamId) => shareStat(alice, { statId: id, teamId }), cast.charlie.teamId, MISSING);
  });
});

describe("sharing", () => {
  test("is written down for the team that did it, with names and without secrets", async () => {
    const { id } = await make();
    const first = await withCharlie(id);
    await revokeShare(alice, { id: first.id });
    const second = await withCharlie(id);
    await dropShare(charlie, { id: second.id });
    const detail = (team: string) => ({ stat: id, team });
    expect(await audited(alice)).toEqual([
      { action: "share.made", subjectName: "signups", detail: detail(CHARLIES) },
      { action: "share.revoked", subjectName: "signups", detail: detail(CHARLIES) },
      { action: "share.made", subjectName: "signups", detail: detail(CHARLIES) },
    ]);
    expect(await audited(charlie)).toEqual([
      { action: "share.dropped", subjectName: "signups", detail: detail(ALICES) },
    ]);
  });

  test("is for owners, admins and manage keys; the others are refused whatever they ask for", async () => {
    const { id } = await make();
    const { teamId, userId } = cast.alice;
    const people = ["admin", "member", "viewer"].map(async (role) => {
      const { actor } = await joined(store, `${role}@example.com`, teamId, role as Role);
      return asking(store, clock, actor);
    });
    const [admin, member, viewer] = (await Promise.all(people)) as [Context, Context, Context];
    const key = (keyKind: "ingest" | "read" | "manage") =>
      asking(store, clock, { kind: "key", keyId: MISSING, keyKind, teamId, userId });
    const refused: [Context, string][] = [
      [member, "forbidden"],
      [viewer, "forbidden"],
      [key("read"), "forbidden"],
      [key("ingest"), "forbidden"],
      [asking(store, clock, { kind: "anonymous" }), "unauthenticated"],
    ];
    const share = await withCharlie(id);
    for (const [ctx, code] of refused) {
      expect((await refusalOf(withCharlie(id, ctx))).code).toBe(code);
      for (const end of [revokeShare, dropShare, endShare]) {
        expect((await refusalOf(end(ctx, { id: share.id }))).code).toBe(code);
      }
    }
    for (const ctx of [viewer, key("read")]) expect((await listShares(ctx)).data).toHaveLength(1);
    expect((await refusalOf(listShares(key("ingest")))).code).toBe("forbidden");
    for (const ctx of [admin, key("manage")]) {
      await endShare(ctx, { id: (await listShares(ctx)).data[0]?.id ?? "" });
      await withCharlie(id, ctx);
    }
  });

  test("needs a stat of one's own and another team that there is", async () => {
    const { id } = await make();
    const foreign = await make("theirs", charlie);
    await expectMissing((statId) => shareStat(alice, { statId, teamId: cast.charlie.teamId }), foreign.id);
    const to = (teamId: string) => refusalOf(shareStat(alice, { statId: id, teamId }));
    for (const teamId of [MISSING, "nosuch", ""]) {
      expect(await to(teamId)).toMatchObject({ code: "not_found", more: { faults: [{ pointer: "#/teamId" }] } });
      expect((await to(teamId)).detail).toContain("no team has this sharing id");
    }
    expect(await to(cast.alice.teamId)).toMatchObject({ code: "unprocessable" });
    await shareStat(alice, { statId: id, teamId: ` ${cast.charlie.teamId.toUpperCase()}\n` });
    expect(await to(cast.charlie.teamId)).toMatchObject({
      code: "conflict",
      detail: `${CHARLIES} sees this stat already`,
    });
    await trashStat(alice, { id });
    expect((await refusalOf(withCharlie(id))).code).toBe("not_found");
  });

  test("with one team many times at once makes one share", async () => {
    const { id } = await make();
    const done = await Promise.allSettled(Array.from({ length: 6 }, () => withCharlie(id)));
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await audited(alice)).toHaveLength(1);
  });

  test("with a hundred teams is the most", async () => {
    const stat = await make();
    const teams = Array.from({ length: 100 }, (_, index) => ({ name: `team ${index}`, ukey: `key ${index}` }));
    const made = await store.prisma.team.createManyAndReturn({ data: teams });
    await store.prisma.statShare.createMany({ data: made.map((team) => ({ statId: stat.seriesId, teamId: team.id })) });
    expect(await refusalOf(withCharlie(stat.id))).toMatchObject({ code: "unprocessable" });
    await store.prisma.team.deleteMany({ where: { ukey: { startsWith: "key " } } });
    expect(await withCharlie(stat.id)).toMatchObject({ team: CHARLIES });
  });
});

describe("the lists of shares", () => {
  test("tell both sides what was given and received, newest first, page by page", async () => {
    for (const name of ["a", "b", "c"]) {
      await withCharlie((await make(name)).id);
      clock.set(new Date(clock.now().getTime() + 1_000));
    }
    await shareStat(charlie, { statId: (await make("theirs", charlie)).id, teamId: cast.alice.teamId });
    const given = await listShares(alice, { direction: "given", limit: 2 });
    expect(given.data.map(({ statName, teamId }) => [statName, teamId])).toEqual([
      ["c", cast.charlie.teamId],
      ["b", cast.charlie.teamId],
    ]);
    const rest = await listShares(alice, { direction: "given", limit: 2, cursor: given.next ?? "" });
    expect([rest.data.map(({ statName }) => statName), rest.next]).toEqual([["a"], null]);
    expect((await listShares(alice, { direction: "received" })).data).toMatchObject([
      { direction: "received", statName: "theirs", team: CHARLIES, teamId: null },
    ]);
    expect((await listShares(charlie)).data).toHaveLength(4);
    expect((await listShares(charlie, { statId: given.data[0]?.statId })).data).toMatchObject([
      { direction: "received", statName: "c", team: ALICES, teamId: null },
    ]);
    expect((await listShares(charlie, { statId: "nosuch" })).data).toEqual([]);
    expect((await refusalOf(listShares(alice, { cursor: "x" }))).code).toBe("invalid");
  });
});

describe("a share ends", () => {
  test("at once, by whoever gave it or whoever has it, and for nobody else", async () => {
    const { id } = await make();
    const dana = asking(store, clock, (await joined(store, "dana@example.com", (await other()).id, "owner")).actor);
    for (const [ctx, end] of [
      [alice, revokeShare],
      [alice, endShare],
      [charlie, dropShare],
      [charlie, endShare],
    ] as const) {
      const share = await withCharlie(id);
      expect(await getStat(charlie, { id })).toMatchObject({ id });
      for (const close of [revokeShare, dropShare, endShare]) {
        await expectMissing((each) => close(dana, { id: each }), share.id, MISSING);
        await expectMissing((each) => close(dana, { id: each }), share.id);
      }
      await expectMissing((each) => revokeShare(charlie, { id: each }), share.id, MISSING);
      await expectMissing((each) => dropShare(alice, { id: each }), share.id, MISSING);
      await end(ctx, { id: share.id });
      await expectMissing((each) => getStat(charlie, { id: each }), id);
      await expectMissing((each) => end(ctx, { id: each }), share.id, MISSING);
    }
  });

  test("once, however many end it", async () => {
    const share = await withCharlie((await make()).id);
    const ends = [alice, charlie, alice, charlie].map((ctx) => endShare(ctx, { id: share.id }));
    const done = await Promise.allSettled(ends);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  async function other() {
    return store.prisma.team.create({ data: { name: "others", ukey: "others" } });
  }
});
