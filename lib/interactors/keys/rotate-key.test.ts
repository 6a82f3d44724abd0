import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { KEY_KINDS, keyKind } from "@/lib/domain/key";
import { openStore, type Store } from "@/lib/store/engine/store";
import { findKeyOwner } from "@/lib/store/records/keys";
import { asking, type Cast, castOf, joined, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { addEzAlias } from "./add-ez-alias";
import { createKey } from "./create-key";
import { listKeys } from "./list-keys";
import { revokeKey } from "./revoke-key";
import { rotateKey } from "./rotate-key";

const clock = stoppedClock("2026-05-04T12:00:00Z");
let store: Store;
let cast: Cast;
let alice: Context;
let bob: Context;
let charlie: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  bob = asking(store, clock, cast.bob.actor);
  charlie = asking(store, clock, cast.charlie.actor);
});
beforeEach(async () => {
  clock.set("2026-05-04T12:00:00Z");
  await store.prisma.mail.deleteMany();
});
afterAll(() => store.close());

const opens = async (key: string, at: string) => (await findKeyOwner(store.pool, key, new Date(at))) !== null;

test.each(KEY_KINDS)(
  "a %s key is followed by one of its kind and name, and both work for the overlap",
  async (kind) => {
    const old = await createKey(alice, { name: "grafana", kind });
    const made = await rotateKey(alice, { id: old.id, overlapHours: 48 });
    expect(keyKind(made.key)).toBe(kind);
    expect(made).toMatchObject({ name: "grafana", kind, expiresAt: null });
    expect([made.id, made.key]).not.toEqual([old.id, old.key]);
    expect(await opens(old.key, "2026-05-06T11:59:59Z")).toBe(true);
    expect(await opens(old.key, "2026-05-06T12:00:00Z")).toBe(false);
    expect(await opens(made.key, "2027-05-06T12:00:00Z")).toBe(true);
    const listed = (await listKeys(bob)).data.filter((key) => key.kind === kind && key.name === "grafana");
    expect(listed.map((key) => [key.id, key.expiresAt])).toEqual([
      [made.id, null],
      [old.id, new Date("2026-05-06T12:00:00Z")],
    ]);
  },
);

test("the overlap is a day unless another is asked for, and may be none", async () => {
  const [a, b] = [
    await createKey(alice, { name: "a", kind: "ingest" }),
    await createKey(alice, { name: "b", kind: "ingest" }),
  ];
  await rotateKey(alice, { id: a.id });
  await rotateKey(alice, { id: b.id, overlapHours: 0 });
  expect([await opens(a.key, "2026-05-05T11:59:59Z"), await opens(a.key, "2026-05-05T12:00:00Z")]).toEqual([
    true,
    false,
  ]);
  expect(await opens(b.key, "2026-05-04T12:00:00Z")).toBe(false);
});

test("the old key never lives longer than it would have, and the new one has as long a life", async () => {
  const old = await createKey(alice, { name: "a", kind: "read", expiresAt: "2026-08-02T12:00:00Z" });
  clock.set("2026-08-02T02:00:00Z");
  const made = await rotateKey(alice, { id: old.id, overlapHours: 720 });
  expect(await opens(old.key, "2026-08-02T11:59:59Z")).toBe(true);
  expect(await opens(old.key, "2026-08-02T12:00:00Z")).toBe(false);
  expect(made.expiresAt).toEqual(new Date("2026-10-31T02:00:00Z"));
});

test("of several rotations of one key at once one wins, and later ones are told to rotate the new one", async () => {
  const old = await createKey(alice, { name: "race", kind: "ingest" });
  const rounds = await Promise.allSettled(Array.from({ length: 8 }, () => rotateKey(alice, { id: old.id })));
  const lost = rounds.flatMap((round) => (round.status === "rejected" ? [round.reason.code] : []));
  expect(lost).toEqual(Array(7).fill("conflict"));
  expect((await listKeys(alice)).data.filter((key) => key.name === "race")).toHaveLength(2);
  const again = await refusalOf(rotateKey(alice, { id: old.id }));
  expect([again.code, again.detail]).toEqual(["conflict", expect.stringContaining("rotated before")]);
});

test("a key that expires before any overlap is rotated by one of two as well", async () => {
  const old = await createKey(alice, { name: "brief", kind: "ingest", expiresAt: "2026-05-04T13:00:00Z" });
  const rounds = await Promise.allSettled([rotateKey(alice, { id: old.id }), rotateKey(alice, { id: old.id })]);
  expect(rounds.map((round) => round.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("revoked, expired, foreign and missing keys are not rotated, nor is an alias", async () => {
  const revoked = await createKey(alice, { name: "a", kind: "read" });
  await revokeKey(alice, { id: revoked.id });
  const expired = await createKey(alice, { name: "b", kind: "read", expiresAt: "2026-05-04T12:00:01Z" });
  clock.set("2026-05-04T12:00:01Z");
  const good = await createKey(alice, { name: "c", kind: "read" });
  const alias = await addEzAlias(alice, { name: "old scripts", alias: "brought along" });
  expect((await refusalOf(rotateKey(alice, { id: expired.id }))).code).toBe("conflict");
  expect((await refusalOf(rotateKey(alice, { id: alias.id }))).code).toBe("unprocessable");
  const missing = await refusalOf(rotateKey(alice, { id: "nosuch" }));
  for (const refusal of [
    await refusalOf(rotateKey(alice, { id: revoked.id })),
    await refusalOf(rotateKey(charlie, { id: good.id })),
    await refusalOf(rotateKey(alice, { id: cast.alice.userId })),
  ]) {
    expect([refusal.code, refusal.detail, refusal.more]).toEqual(["not_found", missing.detail, missing.more]);
  }
});

test("members, viewers and keys that do not manage rotate nothing; a manage key rotates itself", async () => {
  const old = await createKey(alice, { name: "deploy", kind: "manage" });
  const viewer = asking(store, clock, (await joined(store, "v@example.com", cast.alice.teamId, "viewer")).actor);
  const key = { kind: "key", keyId: old.id, teamId: cast.alice.teamId, userId: cast.alice.userId } as const;
  for (const ctx of [
    bob,
    viewer,
    asking(store, clock, { ...key, keyKind: "read" }),
    asking(store, clock, { ...key, keyKind: "ingest" }),
  ]) {
    expect((await refusalOf(rotateKey(ctx, { id: old.id }))).code).toBe("forbidden");
  }
  expect(await rotateKey(asking(store, clock, { ...key, keyKind: "manage" }), { id: old.id })).toMatchObject({
    kind: "manage",
  });
});

test.each([-1, 721, 1.5, "24", null])("an overlap of %j hours is refused", async (overlapHours) => {
  const refusal = await refusalOf(rotateKey(alice, { id: "x", overlapHours: overlapHours as never }));
  expect(refusal).toMatchObject({ code: "invalid", more: { faults: [{ pointer: "#/overlapHours" }] } });
});

test("every process is told of a rotation, and the log tells who did it and until when the old key works", async () => {
  const old = await createKey(alice, { name: "told", kind: "ingest" });
  const { version } = await store.prisma.changeMark.findFirstOrThrow();
  const made = await rotateKey({ ...alice, from: { address: "192.0.2.7", agent: "curl" } }, { id: old.id });
  expect((await store.prisma.changeMark.findFirstOrThrow()).version).toBe(version + 1n);
  expect(
    await store.prisma.auditEvent.findFirstOrThrow({ where: { subjectId: old.id, action: "key.rotated" } }),
  ).toMatchObject({
    teamId: cast.alice.teamId,
    actorName: "alice@example.com",
    subjectName: "told",
    detail: { kind: "ingest", newKey: made.id, oldUntil: "2026-05-05T12:00:00.000Z" },
    address: "192.0.2.7",
  });
});

test("owners and admins who proved their address hear of a new key that reads or manages, and of no other", async () => {
  const { teamId } = cast.alice;
  await joined(store, "admin@example.com", teamId, "admin");
  const unproved = await joined(store, "unproved@example.com", teamId, "admin");
  await store.prisma.user.update({ where: { id: unproved.userId }, data: { verifiedEmail: null } });
  await createKey(alice, { name: "sender", kind: "ingest" });
  expect(await store.prisma.mail.count()).toBe(0);
  const { id } = await createKey(alice, { name: "grafana", kind: "read" });
  await rotateKey(alice, { id });
  const mails = await store.prisma.mail.findMany({ orderBy: [{ createdAt: "asc" }, { recipient: "asc" }] });
  expect(mails.map((mail) => mail.recipient).sort()).toEqual([
    "admin@example.com",
    "admin@example.com",
    "alice@example.com",
    "alice@example.com",
  ]);
  expect(mails[0]).toMatchObject({
    kind: "key_made",
    teamId,
    content: { team: "alice@example.com's team", name: "grafana", keyKind: "read", by: "alice@example.com" },
  });
});

test("a key of somebody who left works on, and its list says whose it was", async () => {
  const dora = await joined(store, "dora@example.com", cast.alice.teamId, "admin");
  const made = await createKey(asking(store, clock, dora.actor), { name: "hers", kind: "read" });
  const listed = async () => (await listKeys(alice)).data.find((key) => key.id === made.id)?.createdBy;
  expect(await listed()).toEqual({ email: "dora@example.com", inTeam: true });
  const where = { teamId_userId: { teamId: dora.teamId, userId: dora.userId } };
  await store.prisma.membership.update({ where, data: { teamId: cast.charlie.teamId } });
  expect(await listed()).toEqual({ email: "dora@example.com", inTeam: false });
  expect(await opens(made.key, "2026-05-05T12:00:00Z")).toBe(true);
  await store.prisma.user.delete({ where: { id: dora.userId } });
  expect(await listed()).toBeNull();
  expect(await opens(made.key, "2026-05-05T12:00:00Z")).toBe(true);
});
