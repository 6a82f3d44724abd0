import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { keyKind } from "@/lib/domain/key";
import { openStore, type Store } from "@/lib/store/engine/store";
import { findKeyOwner } from "@/lib/store/records/keys";
import { asking, type Cast, castOf, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { createKey } from "./create-key";
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

const version = async () => (await store.prisma.changeMark.findUniqueOrThrow({ where: { id: 1 } })).version;

test("a key is shown once and kept as a hash", async () => {
  const made = await createKey(alice, { name: "web", kind: "read" });
  expect(keyKind(made.key)).toBe("read");
  expect(made).toMatchObject({ name: "web", prefix: made.key.slice(0, 10), lastUsedAt: null, expiresAt: null });
  const { data } = await listKeys(bob);
  expect(data[0]).toEqual({ ...made, key: undefined });
  expect(JSON.stringify(data)).not.toContain(made.key);
  const { rows } = await store.pool.query("SELECT encode(hash, 'hex') AS hash, api_key::text AS row FROM api_key");
  expect(JSON.stringify(rows)).not.toContain(made.key);
});

test("only owners and admins make and revoke keys, in their own team", async () => {
  const { id } = await createKey(alice, { name: "web", kind: "ingest" });
  expect((await refusalOf(createKey(bob, { name: "x", kind: "read" }))).code).toBe("forbidden");
  expect((await refusalOf(revokeKey(bob, { id }))).code).toBe("forbidden");
  expect((await refusalOf(revokeKey(charlie, { id }))).code).toBe("not_found");
  expect((await refusalOf(revokeKey(charlie, { id: "x" }))).code).toBe("not_found");
  expect((await listKeys(charlie)).data).toEqual([]);
});

test("a revoked key opens nothing, is listed no more, and every process is told", async () => {
  const made = await createKey(alice, { name: "web", kind: "ingest" });
  expect(await findKeyOwner(store.pool, made.key, clock.now())).toMatchObject({ keyId: made.id, kind: "ingest" });
  const before = await version();
  await revokeKey(alice, { id: made.id });
  expect(await version()).toBe(before + 1n);
  expect(await findKeyOwner(store.pool, made.key, clock.now())).toBeNull();
  expect((await listKeys(alice)).data.map((key) => key.id)).not.toContain(made.id);
  expect((await refusalOf(revokeKey(alice, { id: made.id }))).code).toBe("not_found");
});

test("a key ends when it expires, and cannot be born expired", async () => {
  const made = await createKey(alice, { name: "web", kind: "read", expiresAt: "2026-05-04T15:00:00+02:00" });
  expect(made.expiresAt).toEqual(new Date("2026-05-04T13:00:00Z"));
  expect(await findKeyOwner(store.pool, made.key, new Date("2026-05-04T12:59:59Z"))).not.toBeNull();
  expect(await findKeyOwner(store.pool, made.key, new Date("2026-05-04T13:00:00Z"))).toBeNull();
  const late = await refusalOf(createKey(alice, { name: "web", kind: "read", expiresAt: "2026-05-04T12:00:00Z" }));
  expect(late).toMatchObject({ code: "unprocessable", more: { faults: [{ pointer: "#/expiresAt" }] } });
});

test("the list goes page by page, newest first", async () => {
  const dana = asking(store, clock, { ...cast.charlie.actor });
  for (const name of ["1", "2", "3"]) await createKey(dana, { name, kind: "read" });
  const first = await listKeys(dana, { limit: 2 });
  expect(first.data.map((key) => key.name)).toEqual(["3", "2"]);
  const second = await listKeys(dana, { limit: 2, cursor: first.next ?? undefined });
  expect(second.data.map((key) => key.name)).toEqual(["1"]);
  expect(second.next).toBeNull();
});

test.each([
  [{ name: "", kind: "read" }, "#/name"],
  [{ name: "a\nb", kind: "read" }, "#/name"],
  [{ name: "a", kind: "admin" }, "#/kind"],
  [{ name: "a", kind: "read", expiresAt: "tomorrow" }, "#/expiresAt"],
  [{ name: "a", kind: "read", hash: "x" }, "#/hash"],
])("%j is refused", async (input, pointer) => {
  const refusal = await refusalOf(createKey(alice, input as never));
  expect(refusal).toMatchObject({ code: "invalid", more: { faults: [{ pointer }] } });
});
