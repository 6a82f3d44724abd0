import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, joined, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { addEzAlias } from "./add-ez-alias";
import { listKeys } from "./list-keys";
import { revokeKey } from "./revoke-key";

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
afterAll(() => store.close());

test("a text becomes an ingest key that is listed by its first two characters", async () => {
  const made = await addEzAlias(alice, { name: "old scripts", alias: "  wYqHtGPRfQhGEqIW " });
  expect(made).toMatchObject({ name: "old scripts", kind: "ingest", alias: true, prefix: "wY", expiresAt: null });
  expect(made.createdBy).toEqual({ email: "alice@example.com", inTeam: true });
  expect(JSON.stringify((await listKeys(bob)).data)).not.toContain("wYq");
  const event = await store.prisma.auditEvent.findFirstOrThrow({ where: { action: "key.alias_added" } });
  expect(event).toMatchObject({ subjectId: made.id, subjectName: "old scripts", detail: {} });
});

test("an address must be proved by somebody in the team", async () => {
  const code = async (ctx: Context, alias: string) => {
    const refusal = await refusalOf(addEzAlias(ctx, { name: "old scripts", alias }));
    return [refusal.code, refusal.more.faults?.[0]?.pointer];
  };
  for (const alias of ["bob@example.com", "nobody@example.com", "BOB@example.com", "bob@intranet"]) {
    expect(await code(charlie, alias)).toEqual(["unprocessable", "#/alias"]);
  }
  expect(await addEzAlias(alice, { name: "Bob's scripts", alias: "Bob@Example.com" })).toMatchObject({ prefix: "Bo" });
  const claims = await joined(store, "claims@example.com", cast.charlie.teamId, "member");
  await store.prisma.user.update({ where: { id: claims.userId }, data: { verifiedEmail: null } });
  expect(await code(charlie, "claims@example.com")).toEqual(["unprocessable", "#/alias"]);
});

test("a text that any team has cannot be had, and nobody hears whose it is", async () => {
  await addEzAlias(alice, { name: "ours", alias: "taken by alice" });
  const foreign = await refusalOf(addEzAlias(charlie, { name: "mine", alias: "taken by alice" }));
  const own = await refusalOf(addEzAlias(alice, { name: "twice", alias: "taken by alice" }));
  for (const { code, detail, more } of [foreign, own]) {
    expect([code, detail]).toEqual(["conflict", "this EZ key cannot be used"]);
    expect(more.faults).toEqual([{ pointer: "#/alias", detail: "cannot be used" }]);
  }
});

test("of two teams that bring one text at once one gets it", async () => {
  const rounds = await Promise.allSettled(
    [alice, charlie, alice, charlie].map((ctx) => addEzAlias(ctx, { name: "race", alias: "everybody's favourite" })),
  );
  expect(rounds.map((round) => (round.status === "rejected" ? round.reason.code : "made")).sort()).toEqual([
    "conflict",
    "conflict",
    "conflict",
    "made",
  ]);
});

test("a revoked text can be brought again by its team, and by no other: old scripts may still send it", async () => {
  const first = await addEzAlias(alice, { name: "first", alias: "leaked somewhere" });
  await revokeKey(alice, { id: first.id });
  expect((await refusalOf(addEzAlias(charlie, { name: "mine", alias: "leaked somewhere" }))).code).toBe("conflict");
  const again = await addEzAlias(alice, { name: "again", alias: "leaked somewhere" });
  expect(again.id).not.toBe(first.id);
  expect((await listKeys(alice)).data.map((key) => key.name)).not.toContain("first");
});

test("a revoked address can be brought by another team in which its owner is", async () => {
  const eve = await joined(store, "eve@example.com", cast.alice.teamId, "member");
  const { id } = await addEzAlias(alice, { name: "Eve's", alias: "eve@example.com" });
  await store.prisma.membership.create({
    data: { teamId: cast.charlie.teamId, userId: eve.userId, role: "member" },
  });
  expect((await refusalOf(addEzAlias(charlie, { name: "Eve's", alias: "eve@example.com" }))).code).toBe("conflict");
  await revokeKey(alice, { id });
  expect(await addEzAlias(charlie, { name: "Eve's", alias: "eve@example.com" })).toMatchObject({ alias: true });
});

test("members and keys that do not manage bring nothing", async () => {
  const { teamId, userId } = cast.alice;
  const key = { kind: "key", keyId: "k", keyKind: "read", teamId, userId } as const;
  for (const ctx of [bob, asking(store, clock, key), asking(store, clock, { ...key, keyKind: "ingest" })]) {
    expect((await refusalOf(addEzAlias(ctx, { name: "x", alias: "forbidden text" }))).code).toBe("forbidden");
  }
});

test.each([
  [{ name: "a", alias: "short" }, "#/alias"],
  [{ name: "a", alias: "two~stats" }, "#/alias"],
  [{ name: "a", alias: "sn_in_000000000000000000000000000000000" }, "#/alias"],
  [{ name: "a", alias: "a\u0000bcdefg" }, "#/alias"],
  [{ name: "my text 123", alias: "text 123" }, "#/name"],
  [{ name: "", alias: "long enough" }, "#/name"],
  [{ name: "a", alias: "long enough", kind: "read" }, "#/kind"],
  [{ name: "a", alias: "long enough", expiresAt: null }, "#/expiresAt"],
])("%j is refused", async (input, pointer) => {
  const refusal = await refusalOf(addEzAlias(alice, input as never));
  expect(refusal).toMatchObject({ code: "invalid", more: { faults: [{ pointer }] } });
});
