import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { AuditEvent } from "@/lib/domain/audit";
import { createKey } from "@/lib/interactors/keys/create-key";
import { revokeKey } from "@/lib/interactors/keys/revoke-key";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { deleteStat } from "@/lib/interactors/stats/delete-stat";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { restoreStat } from "@/lib/interactors/stats/restore-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { updateStat } from "@/lib/interactors/stats/update-stat";
import { updateTeam } from "@/lib/interactors/team/update-team";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, joined, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { exportAuditEvents } from "./export-audit-events";
import { listAuditEvents } from "./list-audit-events";
import { purgeLog } from "./purge-log";

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
  bob = { ...asking(store, clock, cast.bob.actor), from: { address: "192.0.2.7", agent: "a browser" } };
  charlie = asking(store, clock, cast.charlie.actor);
});
afterAll(() => store.close());

const forget = () => store.prisma.auditEvent.deleteMany();
const told = ({ action, actorName, subject, detail }: AuditEvent) => [action, actorName, subject.name, detail];
const log = async (ctx = alice, input = {}) => (await listAuditEvents(ctx, input)).data.map(told);

test("everything that people do to stats is written down, the latest first", async () => {
  await forget();
  const { id } = await createStat(bob, { name: "sginups", kind: "counter" });
  await updateStat(bob, { id, name: "signups", unit: "people" });
  await updateStat(bob, { id, tags: ["web"], description: "" });
  await trashStat(bob, { id });
  await restoreStat(alice, { id });
  const other = await createStat(alice, { name: "others", kind: "counter" });
  await mergeStat(alice, { id: other.id, into: id });
  await trashStat(alice, { id });
  await deleteStat(alice, { id });
  expect(await log()).toEqual([
    ["stat.deleted", "alice@example.com", "signups", {}],
    ["stat.trashed", "alice@example.com", "signups", {}],
    ["stat.merged", "alice@example.com", "others", { into: id, intoName: "signups" }],
    ["stat.made", "alice@example.com", "others", { kind: "counter" }],
    ["stat.restored", "alice@example.com", "signups", {}],
    ["stat.trashed", "bob@example.com", "signups", {}],
    ["stat.changed", "bob@example.com", "signups", { changed: ["tags"] }],
    ["stat.changed", "bob@example.com", "signups", { changed: ["name", "unit"], from: "sginups", to: "signups" }],
    ["stat.made", "bob@example.com", "sginups", { kind: "counter" }],
  ]);
  const [first] = (await listAuditEvents(alice, { person: cast.bob.userId })).data;
  expect(first).toMatchObject({
    at: new Date("2026-05-04T12:00:00Z"),
    actor: { kind: "user", id: cast.bob.userId },
    subject: { kind: "stat", id },
    address: "192.0.2.7",
    agent: "a browser",
  });
});

test("what changes nothing, favourites and what was refused leave nothing", async () => {
  const { id } = await createStat(alice, { name: "quiet", kind: "value", unit: "ms", tags: ["a"] });
  await forget();
  await updateStat(alice, { id, name: "quiet", unit: "ms", tags: ["a"], favourite: true });
  await updateTeam(alice, { name: "alice@example.com's team" });
  await refusalOf(trashStat(charlie, { id }));
  await refusalOf(updateStat(alice, { id, name: "a~b" }));
  await refusalOf(createStat(alice, { name: "quiet", kind: "counter" }));
  expect(await log()).toEqual([]);
});

test("what a key does is told with the key's name, and found by its id or not with its maker's own deeds", async () => {
  await forget();
  const { id, prefix } = await createKey(alice, { name: "deploy", kind: "manage" });
  const { teamId, userId } = cast.alice;
  const key = asking(store, clock, { kind: "key", keyId: id, keyKind: "manage", teamId, userId });
  await updateTeam(key, { zone: "Europe/Berlin" });
  const [event] = (await listAuditEvents(alice, { key: id })).data;
  expect(event).toMatchObject({
    action: "team.changed",
    actor: { kind: "key", id },
    actorName: `deploy (${prefix}…)`,
    detail: { zone: "Europe/Berlin" },
  });
  expect((await log(alice, { person: userId })).map(([action]) => action)).toEqual(["key.made"]);
  await revokeKey(alice, { id });
  expect((await log(alice, { subject: id })).map(([action]) => action)).toEqual(["key.revoked", "key.made"]);
  await updateTeam(alice, { zone: "UTC" });
});

test("it is narrowed by action and by days of the team's zone, whose last is included", async () => {
  await forget();
  await updateTeam(alice, { zone: "Europe/Berlin" });
  await forget();
  const at = {
    "1": "2026-05-02T21:59:59Z",
    "2": "2026-05-02T22:00:00Z",
    "3": "2026-05-03T21:59:59Z",
    "4": "2026-05-03T22:00:00Z",
  };
  for (const [name, moment] of Object.entries(at)) {
    clock.set(moment);
    await createStat(alice, { name: `day ${name}`, kind: "counter" });
  }
  clock.set("2026-05-04T12:00:00Z");
  await createKey(alice, { name: "k", kind: "read" });
  const names = async (input: object) => (await log(alice, input)).map(([, , name]) => name);
  expect(await names({ action: "key.made" })).toEqual(["k"]);
  expect(await names({ from: "2026-05-03", to: "2026-05-03" })).toEqual(["day 3", "day 2"]);
  expect(await names({ to: "2026-05-02T22:00:00Z" })).toEqual(["day 1"]);
  expect(await names({ from: "1777845600" })).toEqual(["k", "day 4"]);
  expect(await names({ from: "-14h" })).toEqual(["k", "day 4"]);
  await updateTeam(alice, { zone: "UTC" });
});

test("it goes page by page to its end", async () => {
  await forget();
  for (const name of ["p1", "p2", "p3", "p4", "p5"]) await createStat(alice, { name, kind: "counter" });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof listAuditEvents>> = await listAuditEvents(alice, { limit: 2, cursor });
    seen.push(...page.data.map((event) => event.subject.name));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(["p5", "p4", "p3", "p2", "p1"]);
});

test("owners, admins and manage keys see it, each their own team's; members, viewers and other keys do not", async () => {
  await forget();
  await createStat(charlie, { name: "Charlie's", kind: "counter" });
  await createStat(alice, { name: "Alice's", kind: "counter" });
  const { teamId, userId } = cast.alice;
  const admin = asking(store, clock, (await joined(store, "admin@example.com", teamId, "admin")).actor);
  const viewer = asking(store, clock, (await joined(store, "viewer@example.com", teamId, "viewer")).actor);
  const key = (keyKind: "ingest" | "read" | "manage") =>
    asking(store, clock, { kind: "key", keyId: userId, keyKind, teamId, userId });
  for (const ctx of [alice, admin, key("manage")])
    expect((await log(ctx)).map(([, , name]) => name)).toEqual(["Alice's"]);
  expect((await log(charlie)).map(([, , name]) => name)).toEqual(["Charlie's"]);
  expect(await log(charlie, { person: userId })).toEqual([]);
  for (const ctx of [bob, viewer, key("read"), key("ingest")]) {
    expect((await refusalOf(listAuditEvents(ctx))).code).toBe("forbidden");
    expect((await refusalOf(exportAuditEvents(ctx))).code).toBe("forbidden");
  }
  const nobody = asking(store, clock, { kind: "anonymous" });
  expect((await refusalOf(listAuditEvents(nobody))).code).toBe("unauthenticated");
  expect((await refusalOf(exportAuditEvents(nobody))).code).toBe("unauthenticated");
});

test("an export holds up to 10,000 events, the latest, in their order", async () => {
  await forget();
  await store.pool.query(
    `INSERT INTO audit_event (at, team_id, action, actor_name, subject_kind, subject_id, subject_name)
     SELECT now(), $1, 'stat.made', 'somebody', 'stat', i::text, 'stat ' || i FROM generate_series(1, 10750) i`,
    [cast.alice.teamId],
  );
  const all: string[] = [];
  for await (const some of await exportAuditEvents(alice)) all.push(...some.map((event) => event.subject.id));
  expect([all.length, all[0], all.at(-1)]).toEqual([10_000, "10750", "751"]);
  const few: AuditEvent[] = [];
  for await (const some of await exportAuditEvents(alice, { subject: "42" })) few.push(...some);
  expect(few).toMatchObject([{ actor: null, actorName: "somebody", subject: { name: "stat 42" } }]);
});

test.each([
  [{ action: "stat.eaten" }, "#/action"],
  [{ person: "x" }, "#/person"],
  [{ key: "x" }, "#/key"],
  [{ from: "yesterday" }, "#/from"],
  [{ to: "2026-02-30" }, "#/to"],
  [{ from: "2026-05-04", to: "2026-05-03" }, "#/from"],
  [{ limit: 501 }, "#/limit"],
  [{ cursor: "-1" }, "#/cursor"],
  [{ cursor: "9".repeat(19) }, "#/cursor"],
  [{ teamId: "x" }, "#/teamId"],
])("%j is refused", async (input, pointer) => {
  const refusal = await refusalOf(listAuditEvents(alice, input as never));
  expect(refusal).toMatchObject({ code: "invalid", more: { faults: [{ pointer }] } });
});

test("events over 400 days old are forgotten, in batches and by several workers at once; younger ones are kept", async () => {
  await forget();
  const insert = (at: string, count: number) =>
    store.pool.query(
      `INSERT INTO audit_event (at, action, actor_name, subject_kind, subject_id, subject_name)
       SELECT $1::timestamptz, 'stat.made', '', 'stat', '', '' FROM generate_series(1, $2::int)`,
      [at, count],
    );
  clock.set("2026-05-04T12:00:00Z");
  await insert("2025-03-30T11:59:59Z", 6_000);
  await insert("2025-03-30T12:00:01Z", 3);
  const job = asking(store, clock, { kind: "job", name: "purge log" });
  const rounds = await Promise.all([purgeLog(job), purgeLog(job)]);
  expect(rounds[0] + rounds[1]).toBe(6_000);
  expect(await store.prisma.auditEvent.count()).toBe(3);
  expect((await refusalOf(purgeLog(alice))).code).toBe("forbidden");
});
