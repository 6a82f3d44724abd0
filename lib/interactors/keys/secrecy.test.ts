import { afterAll, beforeAll, expect, test } from "vitest";
import { requestActor } from "@/lib/auth/request-actor";
import type { Context } from "@/lib/context";
import { KEY_KINDS } from "@/lib/domain/key";
import type { Ingest } from "@/lib/ingest/ingest";
import { ez, post, statusOf, told } from "@/lib/ingest/testing/ask";
import { openTestIngest } from "@/lib/ingest/testing/open";
import { getTeam } from "@/lib/interactors/team/get-team";
import { updateTeam } from "@/lib/interactors/team/update-team";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { addEzAlias } from "./add-ez-alias";
import { createKey } from "./create-key";
import { listKeys } from "./list-keys";
import { revokeKey } from "./revoke-key";
import { rotateKey } from "./rotate-key";

const clock = stoppedClock(new Date().toISOString());
/** One process makes and revokes keys; two others, and an ingest, are asked with them. */
let store: Store;
let others: Store[];
let ingest: Ingest;
let cast: Cast;
let alice: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  others = [openStore(store.url), openStore(store.url)];
  ingest = openTestIngest(store.url);
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
});
afterAll(async () => {
  await ingest.close();
  await Promise.all([store, ...others].map((each) => each.close()));
});

/** What a process of the web makes of a request with a key: its interactor's answer, or the refusal's code. */
async function read(process: Store, key: string): Promise<string> {
  const request = new Request("http://localhost/api/v1/team", { headers: { authorization: `Bearer ${key}` } });
  try {
    const actor = await requestActor(request, process, new Date());
    return (await getTeam(asking(process, clock, actor))).name;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

async function dump(): Promise<string> {
  const { rows: tables } = await store.pool.query<{ name: string }>(
    "SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  const parts = await Promise.all(tables.map(({ name }) => store.pool.query(`SELECT t::text AS row FROM ${name} t`)));
  expect(tables.length).toBeGreaterThan(20);
  return parts.flatMap(({ rows }) => rows.map(({ row }) => row as string)).join("\n");
}

test("no table holds a key of any kind or an alias, in the clear or encoded, after they were made, used and rotated", async () => {
  const made = await Promise.all(KEY_KINDS.map((kind) => createKey(alice, { name: `dump ${kind}`, kind })));
  const next = await Promise.all(made.map(({ id }) => rotateKey(alice, { id })));
  const alias = "correct horse battery";
  await addEzAlias(alice, { name: "old scripts", alias });
  const keys = [...made, ...next].map(({ key }) => key);
  for (const key of [...keys, alias]) {
    await ez(ingest, key, "stat=dumped&count=1");
    await read(store, key);
  }
  const text = await dump();
  expect(text).toContain("old scripts");
  for (const secret of [...keys, alias]) {
    const encoded = [
      secret,
      ...(["hex", "base64", "base64url"] as const).map((as) => Buffer.from(secret).toString(as)),
    ];
    for (const form of encoded) expect(text).not.toContain(form);
  }
  for (const key of keys) expect(text).not.toContain(key.slice(6, 20));
});

test("a key is in the answer that makes it and in no other", async () => {
  const { key, id } = await createKey(alice, { name: "once", kind: "manage" });
  const { key: next } = await rotateKey(alice, { id });
  const listed = JSON.stringify((await listKeys(alice, { limit: 500 })).data);
  for (const secret of [key, next]) expect(listed).not.toContain(secret.slice(10));
});

test("of an ingest, a read and a manage key each does its own and no more", async () => {
  const [sends, reads, manages] = await Promise.all(
    KEY_KINDS.map(async (kind) => (await createKey(alice, { name: kind, kind })).key),
  );
  if (!sends || !reads || !manages) throw new Error("three keys were made");
  expect([await read(store, sends), statusOf(await post(ingest, sends, { stat: "a", count: 1 }))]).toEqual([
    "forbidden",
    200,
  ]);
  for (const key of [reads, manages]) {
    expect([await read(store, key), statusOf(await post(ingest, key, { stat: "a", count: 1 }))]).toEqual([
      "alice@example.com's team",
      403,
    ]);
    expect(told(await ez(ingest, key, "stat=a&count=1"))).toContain("sends no numbers");
  }
  for (const [kind, key] of [
    ["read", reads],
    ["manage", manages],
  ] as const) {
    const request = new Request("http://localhost/", { headers: { "x-api-key": key } });
    const ctx = asking(store, clock, await requestActor(request, store, new Date()));
    const change = updateTeam(ctx, { ezEnabled: true });
    if (kind === "manage") expect(await change).toMatchObject({ ezEnabled: true });
    else expect((await refusalOf(change)).code).toBe("forbidden");
  }
});

test("an alias sends, and opens nothing of the web", async () => {
  const alias = "only for sending";
  await addEzAlias(alice, { name: "old", alias });
  expect(told(await ez(ingest, encodeURIComponent(alias), "stat=a&count=1"))).toBe("204");
  expect(await read(store, alias)).toBe("unauthenticated");
  expect(await read(store, "onlyforsending")).toBe("unauthenticated");
});

test("a revoked key is refused by every process within a second, while all of them hammer", async () => {
  const sends = await createKey(alice, { name: "sends", kind: "ingest" });
  const reads = await createKey(alice, { name: "reads", kind: "read" });
  const sending = async () => statusOf(await post(ingest, sends.key, { stat: "hammer", count: 1 }));
  for (let i = 0; i < 20; i++) {
    expect(await sending()).toBe(200);
    for (const other of others) expect(await read(other, reads.key)).toBe("alice@example.com's team");
  }
  await Promise.all([sends, reads].map(({ id }) => revokeKey(alice, { id })));
  const ended = performance.now();
  const accepted: number[] = [];
  while (performance.now() - ended < 1_500) {
    const answers = [await sending(), ...(await Promise.all(others.map((other) => read(other, reads.key))))];
    if (answers.some((answer) => answer !== 401 && answer !== "unauthenticated")) {
      accepted.push(performance.now() - ended);
    }
  }
  for (const late of accepted) expect(late).toBeLessThan(1_000);
});

test("a key that was rotated without an overlap, or has expired, is refused by every process", async () => {
  clock.set(new Date());
  const sends = await createKey(alice, { name: "sends", kind: "ingest" });
  const reads = await createKey(alice, { name: "reads", kind: "read" });
  expect(statusOf(await post(ingest, sends.key, { stat: "a", count: 1 }))).toBe(200);
  const next = await Promise.all([sends, reads].map(({ id }) => rotateKey(alice, { id, overlapHours: 0 })));
  await expect
    .poll(async () => statusOf(await post(ingest, sends.key, { stat: "a", count: 1 })), { timeout: 1_000 })
    .toBe(401);
  for (const other of others) expect(await read(other, reads.key)).toBe("unauthenticated");
  expect(statusOf(await post(ingest, next[0]?.key ?? "", { stat: "a", count: 1 }))).toBe(200);
  for (const other of others) expect(await read(other, next[1]?.key ?? "")).toBe("alice@example.com's team");
});
