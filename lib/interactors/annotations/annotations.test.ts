import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { MAX_ANNOTATIONS } from "@/lib/domain/annotation";
import type { KeyKind } from "@/lib/domain/key";
import { readChart } from "@/lib/interactors/charts/read-chart";
import { shareStat } from "@/lib/interactors/shares/share-stat";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { restoreStat } from "@/lib/interactors/stats/restore-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { updateStat } from "@/lib/interactors/stats/update-stat";
import { listenChanges } from "@/lib/store/engine/changes";
import { openStore, type Store } from "@/lib/store/engine/store";
import { insertKey } from "@/lib/store/records/keys";
import { asking, type Cast, castOf, joined, type Person, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { annotate } from "./annotate";
import { changeAnnotation } from "./change-annotation";
import { deleteAnnotation } from "./delete-annotation";
import { listAnnotations } from "./list-annotations";
import { restoreAnnotation } from "./restore-annotation";

const NOW = "2026-05-04T12:00:00.000Z";
const MISSING = "01a2076f-251d-7390-9d6d-01d8f1eab266";
const clock = stoppedClock(NOW);
let url: string;
let store: Store;
let cast: Cast;
let viewer: Person;
let alice: Context;
let bob: Context;
let charlie: Context;
let ingest: Context;
let read: Context;
let manage: Context;

beforeAll(async () => {
  url = await scratchDatabase();
  store = openStore(url);
  cast = await castOf(store);
  viewer = await joined(store, "vera@example.com", cast.alice.teamId, "viewer");
  alice = asking(store, clock, cast.alice.actor);
  bob = asking(store, clock, cast.bob.actor);
  charlie = asking(store, clock, cast.charlie.actor);
  [ingest, read, manage] = [await byKey("ingest"), await byKey("read"), await byKey("manage")];
});
beforeEach(async () => {
  clock.set(NOW);
  await store.prisma.annotation.deleteMany();
  await store.prisma.stat.deleteMany();
  await store.prisma.auditEvent.deleteMany();
  await store.prisma.team.updateMany({ data: { zone: "UTC" } });
});
afterAll(() => store.close());

async function byKey(kind: KeyKind): Promise<Context> {
  const { teamId, userId } = cast.alice;
  const { id } = await insertKey(store.prisma, { teamId, userId, name: `${kind} key`, kind, expiresAt: null });
  return asking(store, clock, { kind: "key", keyId: id, keyKind: kind, teamId, userId });
}

const make = (name = "signups", ctx = alice) => createStat(ctx, { name, kind: "counter" });
const write = async (input: Parameters<typeof annotate>[1], ctx = alice) => (await annotate(ctx, input)).annotation;
const textsOf = async (ctx: Context, input: Parameters<typeof listAnnotations>[1] = {}) =>
  (await listAnnotations(ctx, input)).data.map(({ text }) => text);
const audited = async () => {
  const rows = await store.prisma.auditEvent.findMany({
    where: { subjectKind: "annotation" },
    orderBy: { id: "asc" },
  });
  return rows.map(({ action, subjectName }) => [action, subjectName]);
};

describe("writing down what happened", () => {
  test("it is now, and about all stats, unless told otherwise", async () => {
    const { annotation, isNew } = await annotate(alice, { text: "  Deploy v2 " });
    expect(isNew).toBe(true);
    expect(annotation).toEqual({
      ...{ id: annotation.id, statId: null, statName: null, at: new Date(NOW), until: null },
      ...{ text: "Deploy v2", author: "alice@example.com", createdAt: new Date(NOW), own: true },
    });
    expect(await audited()).toEqual([["annotation.made", "Deploy v2"]]);
  });

  test("about one stat, by its id or by any name that feeds it", async () => {
    const stat = await make("sginups");
    await updateStat(alice, { id: stat.id, name: "signups" });
    const about = { statId: stat.id, statName: "signups" };
    expect(await write({ text: "by id", statId: stat.id })).toMatchObject(about);
    expect(await write({ text: "by its name", stat: "signups" })).toMatchObject(about);
    expect(await write({ text: "by its old name", stat: " sginups " })).toMatchObject(about);
    expect((await refusalOf(annotate(alice, { text: "both", stat: "signups", statId: stat.id }))).code).toBe("invalid");
  });

  test.each<[string | number, string, string]>([
    ["2026-05-04T10:00:00+02:00", "UTC", "2026-05-04T08:00:00.000Z"],
    [1_777_777_777, "UTC", "2026-05-03T03:09:37.000Z"],
    ["1777777777", "UTC", "2026-05-03T03:09:37.000Z"],
    ["-1h", "UTC", "2026-05-04T11:00:00.000Z"],
    ["2026-05-01", "Europe/Berlin", "2026-04-30T22:00:00.000Z"],
    ["2026-05-01T08:30", "Asia/Kathmandu", "2026-05-01T02:45:00.000Z"],
    ["-2M", "Europe/Berlin", "2026-03-04T13:00:00.000Z"],
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    ["2025-10-26T02:30", "Europe/Berlin", "2025-10-26T00:30:00.000Z"],
    ["2025-10-26T02:30:00+01:00", "Europe/Berlin", "2025-10-26T01:30:00.000Z"],
    ["2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00.000Z"],
    ["0001-01-01T00:00:00Z", "UTC", "0001-01-01T00:00:00.000Z"],
    ["9999-12-31T23:59:59Z", "UTC", "9999-12-31T23:59:59.000Z"],
  ])("%s on the team's clocks in %s is %s", async (at, zone, moment) => {
    await store.prisma.team.update({ where: { id: cast.alice.teamId }, data: { zone } });
    expect((await write({ text: "then", at })).at.toISOString()).toBe(moment);
  });

  test("a zone of its own goes before the team's", async () => {
    const { at } = await write({ text: "then", at: "2026-05-01T08:30", tz: "America/New_York" });
    expect(at.toISOString()).toBe("2026-05-01T12:30:00.000Z");
  });

  test("a stretch of time ends later than it begins", async () => {
    const outage = await write({ text: "outage", at: "2026-05-04T10:00:00Z", until: "-1h" });
    expect([outage.at, outage.until]).toEqual([new Date("2026-05-04T10:00:00Z"), new Date("2026-05-04T11:00:00Z")]);
    for (const until of ["2026-05-04T10:00:00Z", "-3h"]) {
      const refused = await refusalOf(annotate(alice, { text: "no", at: "2026-05-04T10:00:00Z", until }));
      expect(refused.more.faults).toEqual([{ pointer: "#/until", detail: "must be later than the start" }]);
    }
  });

  test.each([
    [{ text: "" }, "#/text", "must not be empty"],
    [{ text: "one\ntwo" }, "#/text", "must be one line, without control characters"],
    [{ text: "x".repeat(501) }, "#/text", "must have at most 500 characters"],
    [{ text: "x", at: "yesterday" }, "#/at", "must be RFC 3339, unix seconds, now, or a time back such as -1h"],
    [{ text: "x", at: "0000-01-01" }, "#/at", "must be RFC 3339, unix seconds, now, or a time back such as -1h"],
    [{ text: "x", until: "later" }, "#/until", "must be RFC 3339, unix seconds, now, or a time back such as -1h"],
    [{ text: "x", tz: "+02:00" }, "#/tz", "is not an IANA time zone"],
  ])("%j is refused at %s", async (input, pointer, detail) => {
    const { code, more } = await refusalOf(annotate(alice, input));
    expect([code, more.faults]).toEqual(["invalid", [{ pointer, detail }]]);
  });

  test("a retry within a minute is the same annotation, by the same one alone", async () => {
    const stat = await make();
    const first = await annotate(ingest, { text: "Deploy v2", at: "2026-05-04T11:59:00Z" });
    expect(first.annotation.author).toMatch(/^ingest key \(sn_in_/);
    clock.set("2026-05-04T12:00:59.000Z");
    const again = await annotate(ingest, { text: "Deploy v2", at: "2026-05-04T11:59:00Z" });
    expect(again).toEqual({ annotation: first.annotation, isNew: false });
    const others = [
      await annotate(ingest, { text: "Deploy v3", at: "2026-05-04T11:59:00Z" }),
      await annotate(ingest, { text: "Deploy v2", at: "2026-05-04T11:59:01Z" }),
      await annotate(ingest, { text: "Deploy v2", at: "2026-05-04T11:59:00Z", until: "2026-05-04T12:00:00Z" }),
      await annotate(ingest, { text: "Deploy v2", at: "2026-05-04T11:59:00Z", statId: stat.id }),
      await annotate(manage, { text: "Deploy v2", at: "2026-05-04T11:59:00Z" }),
      await annotate(alice, { text: "Deploy v2", at: "2026-05-04T11:59:00Z" }),
    ];
    expect(others.map(({ isNew }) => isNew)).toEqual(others.map(() => true));
    clock.set("2026-05-04T12:01:00.000Z");
    expect((await annotate(ingest, { text: "Deploy v2", at: "2026-05-04T11:59:00Z" })).isNew).toBe(true);
  });

  test("a retry that names no moment is the same though the clock has moved on", async () => {
    const first = await annotate(ingest, { text: "Deploy v2" });
    clock.set("2026-05-04T12:00:07.000Z");
    expect(await annotate(ingest, { text: "Deploy v2" })).toEqual({ annotation: first.annotation, isNew: false });
    expect((await annotate(ingest, { text: "Deploy v2", until: "+10m" })).isNew).toBe(true);
    clock.set("2026-05-04T12:00:09.000Z");
    expect((await annotate(ingest, { text: "Deploy v2", until: "+10m" })).isNew).toBe(false);
    expect((await annotate(ingest, { text: "Deploy v2", at: "-1h" })).isNew).toBe(true);
    clock.set("2026-05-04T12:01:01.000Z");
    expect((await annotate(ingest, { text: "Deploy v2" })).isNew).toBe(true);
  });

  test("ten tries at once are one", async () => {
    const tries = await Promise.all(Array.from({ length: 10 }, () => annotate(ingest, { text: "Deploy v2" })));
    expect(tries.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(tries.map(({ annotation }) => annotation.id)).size).toBe(1);
    expect(await store.prisma.annotation.count()).toBe(1);
  });

  test("too many in a minute, and too many at all, are refused in words that say what to do", async () => {
    const { teamId } = cast.alice;
    const rows = (count: number, createdAt: string) =>
      store.prisma.annotation.createMany({
        data: Array.from({ length: count }, () => ({ teamId, at: NOW, text: "x", author: "a script", createdAt })),
      });
    await rows(300, "2026-05-04T11:59:30Z");
    const hasty = await refusalOf(annotate(alice, { text: "one more" }));
    expect([hasty.code, hasty.more.retryAfterSeconds]).toEqual(["limited", 60]);
    expect((await annotate(charlie, { text: "another team's" })).isNew).toBe(true);
    await rows(MAX_ANNOTATIONS - 300, "2026-05-01T00:00:00Z");
    const full = await refusalOf(annotate(alice, { text: "one more" }));
    expect([full.code, full.detail]).toEqual([
      "unprocessable",
      "the team has 10000 annotations, which is the most; delete some",
    ]);
  });
});

describe("who may what", () => {
  const acts: [string, (ctx: Context, id: string) => Promise<unknown>][] = [
    ["write", (ctx) => annotate(ctx, { text: "written" })],
    ["list", (ctx) => listAnnotations(ctx)],
    ["change", (ctx, id) => changeAnnotation(ctx, { id, text: "changed" })],
    ["delete", (ctx, id) => deleteAnnotation(ctx, { id })],
    ["restore", (ctx, id) => restoreAnnotation(ctx, { id })],
  ];

  test.each<[string, string[]]>([
    ["a member", ["write", "list", "change", "delete", "restore"]],
    ["a viewer", ["list"]],
    ["an ingest key", ["write"]],
    ["a read key", ["list"]],
    ["a manage key", ["write", "list", "change", "delete", "restore"]],
    ["nobody", []],
  ])("%s may %j", async (who, allowed) => {
    const nobody = asking(store, clock, { kind: "anonymous" });
    const people = { "a member": bob, "an ingest key": ingest, "a read key": read, "a manage key": manage };
    const ctx =
      who === "nobody"
        ? nobody
        : who === "a viewer"
          ? asking(store, clock, viewer.actor)
          : people[who as keyof typeof people];
    const { id } = await write({ text: "Deploy v1" });
    const done: string[] = [];
    for (const [name, act] of acts) {
      try {
        await act(ctx, id);
        done.push(name);
      } catch (error) {
        expect(error).toMatchObject({ code: who === "nobody" ? "unauthenticated" : "forbidden" });
      }
    }
    expect(done).toEqual(allowed);
  });

  test("another team finds nothing, in the words of what never was", async () => {
    const stat = await make();
    const { id } = await write({ text: "ours", statId: stat.id });
    await deleteAnnotation(alice, { id: (await write({ text: "gone" })).id });
    const gone = (await store.prisma.auditEvent.findFirstOrThrow({ where: { action: "annotation.deleted" } }))
      .subjectId;
    const asked: [(id: string) => Promise<unknown>, string, string][] = [
      [(id) => changeAnnotation(charlie, { id, text: "theirs" }), id, MISSING],
      [(id) => changeAnnotation(charlie, { id, text: "theirs" }), id, "no uuid"],
      [(id) => deleteAnnotation(charlie, { id }), id, MISSING],
      [(id) => restoreAnnotation(charlie, { id }), gone, MISSING],
      [(id) => restoreAnnotation(charlie, { id }), id, "no uuid"],
      [(statId) => annotate(charlie, { text: "theirs", statId }), stat.id, "nosuch"],
      [(name) => annotate(charlie, { text: "theirs", stat: name }), "signups", "nosuch"],
      [(statId) => listAnnotations(charlie, { statId }), stat.id, "nosuch"],
    ];
    for (const [act, theirs, never] of asked) {
      const [refused, missing] = [await refusalOf(act(theirs)), await refusalOf(act(never))];
      expect([refused.code, refused.detail, refused.more]).toEqual(["not_found", missing.detail, missing.more]);
    }
    expect(await textsOf(charlie)).toEqual([]);
    expect(await textsOf(alice)).toEqual(["ours"]);
  });
});

describe("a list", () => {
  test("has the latest first, in pages that lose and repeat nothing", async () => {
    for (let i = 0; i < 7; i++) await write({ text: `${i}`, at: `2026-05-0${1 + Math.floor(i / 2)}T00:00:00Z` });
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 10; page++) {
      const { data, next } = await listAnnotations(read, { limit: 2, cursor });
      seen.push(...data.map(({ text }) => text));
      if (next === null) break;
      cursor = next;
    }
    expect(seen).toEqual(["6", "5", "4", "3", "2", "1", "0"]);
    for (const wrong of ["x", Buffer.from('["a","b"]').toString("base64url")]) {
      expect((await refusalOf(listAnnotations(read, { cursor: wrong }))).code).toBe("invalid");
    }
  });

  test("of a range has what was so in it", async () => {
    await write({ text: "before", at: "2026-05-01T00:00:00Z", until: "2026-05-01T23:59:59Z" });
    await write({ text: "into", at: "2026-05-01T12:00:00Z", until: "2026-05-02T00:00:00Z" });
    await write({ text: "inside", at: "2026-05-02T12:00:00Z" });
    await write({ text: "around", at: "2026-04-01T00:00:00Z", until: "2026-06-01T00:00:00Z" });
    await write({ text: "after", at: "2026-05-03T00:00:00Z" });
    expect(await textsOf(read, { from: "2026-05-02", to: "2026-05-03" })).toEqual(["inside", "into", "around"]);
    expect(await textsOf(read, { from: "-2d" })).toEqual(["after", "inside", "around"]);
    expect(await textsOf(read, { to: "2026-05-01" })).toEqual(["around"]);
    expect((await refusalOf(listAnnotations(read, { from: "-1d", to: "-2d" }))).code).toBe("invalid");
    expect((await refusalOf(listAnnotations(read, { from: "soon" }))).code).toBe("invalid");
  });

  test("of a stat has what its chart shows", async () => {
    const [stat, other] = [await make(), await make("other")];
    await write({ text: "all", at: "-1h" });
    await write({ text: "its own", at: "-2h", statId: stat.id });
    await write({ text: "another's", at: "-3h", statId: other.id });
    expect(await textsOf(read)).toEqual(["all", "its own", "another's"]);
    expect(await textsOf(read, { statId: stat.id })).toEqual(["all", "its own"]);
    expect(await chartOf(alice, stat.id)).toEqual(["its own", "all"]);
  });

  test("leaves out what is about a stat in the trash until that is restored", async () => {
    const stat = await make();
    const { id } = await write({ text: "about it", statId: stat.id });
    await trashStat(alice, { id: stat.id });
    expect(await textsOf(alice)).toEqual([]);
    expect((await refusalOf(listAnnotations(alice, { statId: stat.id }))).code).toBe("not_found");
    expect((await refusalOf(annotate(alice, { text: "more", statId: stat.id }))).code).toBe("not_found");
    expect((await refusalOf(annotate(alice, { text: "more", stat: "signups" }))).code).toBe("not_found");
    expect((await refusalOf(deleteAnnotation(alice, { id }))).code).toBe("not_found");
    await restoreStat(alice, { id: stat.id });
    expect(await textsOf(alice)).toEqual(["about it"]);
  });

  test("what was written about a stat goes with it where it is merged", async () => {
    const [from, into] = [await make("from"), await make("into")];
    await write({ text: "moved", at: "-1h", statId: from.id });
    const { id } = await write({ text: "deleted before", at: "-2h", statId: from.id });
    await deleteAnnotation(alice, { id });
    await mergeStat(alice, { id: from.id, into: into.id });
    expect(await textsOf(alice, { statId: into.id })).toEqual(["moved"]);
    expect(await chartOf(alice, into.id)).toEqual(["moved"]);
    expect(await restoreAnnotation(alice, { id })).toMatchObject({ statId: into.id, statName: "into" });
    expect((await refusalOf(annotate(alice, { text: "more", statId: from.id }))).code).toBe("not_found");
    expect(await write({ text: "by its old name", stat: "from" })).toMatchObject({ statId: into.id });
  });
});

const chartOf = async (ctx: Context, id: string) => (await annotationsOf(ctx, id)).map(({ text }) => text);
const annotationsOf = async (ctx: Context, id: string) => (await readChart(ctx, { stats: [{ id }] })).annotations;

describe("a stat that another team shares", () => {
  test("is annotated by each team for itself, and the owner's are seen by both, as their team's", async () => {
    const stat = await make();
    await shareStat(alice, { statId: stat.id, teamId: cast.charlie.teamId });
    const ours = await write({ text: "the owner's", at: "-2h", statId: stat.id });
    await write({ text: "the owner's, of all", at: "-3h" });
    const theirs = await write({ text: "theirs", at: "-1h", statId: stat.id }, charlie);
    expect(theirs).toMatchObject({ statId: stat.id, author: "charlie@example.com", own: true });

    const told = [
      ["theirs", "charlie@example.com"],
      ["the owner's", "alice@example.com's team"],
    ];
    const { data } = await listAnnotations(charlie, { statId: stat.id });
    expect(data.map(({ text, author }) => [text, author])).toEqual(told);
    expect(data.map(({ own }) => own)).toEqual([true, false]);
    const drawn = await annotationsOf(charlie, stat.id);
    expect(drawn.map(({ text, author }) => [text, author]).reverse()).toEqual(told);
    expect(await textsOf(charlie)).toEqual(["theirs"]);
    expect(await chartOf(alice, stat.id)).toEqual(["the owner's, of all", "the owner's"]);
    expect(await textsOf(alice, { statId: stat.id })).toEqual(["the owner's", "the owner's, of all"]);

    for (const act of [
      () => changeAnnotation(charlie, { id: ours.id, text: "mine" }),
      () => deleteAnnotation(charlie, { id: ours.id }),
      () => deleteAnnotation(alice, { id: theirs.id }),
    ]) {
      expect((await refusalOf(act())).code).toBe("not_found");
    }
    await store.prisma.statShare.deleteMany();
    expect(await textsOf(charlie)).toEqual([]);
    expect((await refusalOf(annotate(charlie, { text: "more", statId: stat.id }))).code).toBe("not_found");
  });
});

describe("changing and deleting", () => {
  test("anybody of the team changes what anybody wrote, part by part; the author stays", async () => {
    const stat = await make();
    const { id } = await write({ text: "Deploy", at: "-2h" }, ingest);
    const author = expect.stringMatching(/^ingest key/);
    expect(await changeAnnotation(bob, { id, text: "Deploy v2" })).toMatchObject({ text: "Deploy v2", author });
    expect(await changeAnnotation(bob, { id, until: "-1h" })).toMatchObject({
      until: new Date("2026-05-04T11:00:00Z"),
    });
    expect((await refusalOf(changeAnnotation(bob, { id, at: "now" }))).more.faults).toMatchObject([
      { pointer: "#/until" },
    ]);
    expect(await changeAnnotation(bob, { id, until: null, at: "now" })).toMatchObject({
      at: new Date(NOW),
      until: null,
    });
    expect(await changeAnnotation(bob, { id, statId: stat.id })).toMatchObject({ statId: stat.id });
    expect(await changeAnnotation(bob, { id, statId: null })).toMatchObject({
      statId: null,
      text: "Deploy v2",
      author,
    });
    const before = (await audited()).length;
    await changeAnnotation(bob, { id, text: "Deploy v2" });
    expect(await audited()).toHaveLength(before);
    expect((await refusalOf(changeAnnotation(bob, { id, text: "a\nb" }))).code).toBe("invalid");
    expect((await refusalOf(changeAnnotation(bob, { id, statId: "nosuch" }))).code).toBe("not_found");
  });

  test("what was deleted comes back for 48 hours as it was, and once", async () => {
    const stat = await make();
    const before = await write({ text: "outage", at: "-2h", until: "-1h", statId: stat.id }, ingest);
    const { id } = before;
    expect(await deleteAnnotation(bob, { id })).toEqual(before);
    expect((await refusalOf(deleteAnnotation(bob, { id }))).code).toBe("not_found");
    clock.set("2026-05-06T11:59:00.000Z");
    expect(await restoreAnnotation(bob, { id })).toEqual(before);
    expect(await restoreAnnotation(bob, { id })).toEqual(before);
    expect(await audited()).toEqual([
      ["annotation.made", "outage"],
      ["annotation.deleted", "outage"],
      ["annotation.restored", "outage"],
    ]);
    await deleteAnnotation(bob, { id });
    clock.set("2026-05-08T12:00:00.000Z");
    expect((await refusalOf(restoreAnnotation(bob, { id }))).code).toBe("not_found");
  });

  test("what was about a stat that is in the trash does not come back without it", async () => {
    const stat = await make();
    const { id } = await write({ text: "about it", statId: stat.id });
    await deleteAnnotation(alice, { id });
    await trashStat(alice, { id: stat.id });
    expect((await refusalOf(restoreAnnotation(alice, { id }))).code).toBe("not_found");
  });
});

test("open pages hear of the stat it is about, or that any may have changed", async () => {
  const stat = await make();
  const heard: unknown[] = [];
  let listening: (() => void) | undefined;
  const ready = new Promise<void>((resolve) => {
    listening = resolve;
  });
  const listener = listenChanges(url, (change) => (change === null ? listening?.() : heard.push(change)));
  await ready;
  const { id } = await write({ text: "about it", statId: stat.id });
  await changeAnnotation(alice, { id, statId: null });
  await deleteAnnotation(alice, { id });
  await restoreAnnotation(alice, { id });
  await expect.poll(() => heard.length).toBe(5);
  const [one, all] = [{ [cast.alice.teamId]: [stat.id] }, { all: [cast.alice.teamId] }];
  expect(heard).toEqual([one, one, all, all, all]);
  await listener.close();
});
