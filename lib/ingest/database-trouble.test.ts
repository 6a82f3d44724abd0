import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase } from "@/lib/testing/scratch";
import type { Ingest } from "./ingest";
import { ez, post, statusOf, told } from "./testing/ask";
import { CutProxy, isFlush } from "./testing/cut-proxy";
import { openTestIngest } from "./testing/open";
import { TestRecords, type TestTeam } from "./testing/team";

let url: string;
let records: TestRecords;
let proxy: CutProxy;
let ingest: Ingest;
let team: TestTeam;

beforeAll(async () => {
  url = await scratchDatabase();
  records = new TestRecords(url);
  const opened = await CutProxy.before(url);
  proxy = opened.proxy;
  ingest = openTestIngest(opened.url);
  team = await records.team();
  await ez(ingest, team.ezkey, "stat=warm&count=1");
});

afterEach(() => {
  proxy.cutAnswer = () => false;
  proxy.cutQuestion = () => false;
  proxy.away = false;
});

afterAll(async () => {
  await ingest.close();
  await proxy.close();
  await records.close();
});

describe("a connection lost between the commit and its answer", () => {
  test("an un-keyed post is neither acknowledged nor refused, and never sent again", async () => {
    await ez(ingest, team.ezkey, "stat=cut&count=1");
    let cuts = 0;
    proxy.cutAnswer = (_, question) => isFlush(question) && cuts++ === 0;
    expect(told(await ez(ingest, team.ezkey, "stat=cut&count=1"))).toBe("hung up");
    expect(told(await ez(ingest, team.ezkey, "stat=cut&count=1"))).toBe("204");
    await expect.poll(async () => (await records.stats(team.id)).cut?.n).toBe(3);
  });

  test("a keyed post is sent again and counts once", async () => {
    const key = randomUUID();
    let cuts = 0;
    proxy.cutAnswer = (_, question) => isFlush(question) && cuts++ < 3;
    expect(told(await post(ingest, team.ezkey, { stat: "cut keyed", count: 1 }, key))).toContain('"accepted":1');
    expect(cuts).toBeGreaterThan(3);
    expect((await records.stats(team.id))["cut keyed"]?.n).toBe(1);
  });

  test("a keyed post whose question was lost is sent again and counts once", async () => {
    let cuts = 0;
    proxy.cutQuestion = (question) => isFlush(question) && cuts++ < 3;
    expect(told(await post(ingest, team.ezkey, { stat: "cut question", count: 1 }, randomUUID()))).toContain(
      '"accepted":1',
    );
    expect((await records.stats(team.id))["cut question"]?.n).toBe(1);
  });

  test("with connections cut at random, keyed writes retried until acknowledged count exactly once", async () => {
    proxy.cutAnswer = (_, question) => isFlush(question) && Math.random() < 0.05;
    proxy.cutQuestion = (question) => isFlush(question) && Math.random() < 0.02;
    let retries = 0;
    const writer = async (number: number) => {
      for (let i = 0; i < 40; i++) {
        const key = `${number}-${i}`;
        for (;;) {
          if (statusOf(await post(ingest, team.ezkey, { stat: "ledger", count: 1 }, key)) === 200) break;
          retries += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, number) => writer(number)));
    expect((await records.stats(team.id)).ledger).toEqual({ kind: "counter", n: 640, sum: 640 });
    expect(retries).toBeLessThan(640);
  });

  test("with connections cut at random, un-keyed posts lie between the acknowledged and the attempted", async () => {
    proxy.cutAnswer = (_, question) => isFlush(question) && Math.random() < 0.05;
    proxy.cutQuestion = (question) => isFlush(question) && Math.random() < 0.02;
    const heard: string[] = [];
    const writer = async () => {
      for (let i = 0; i < 60; i++) heard.push(told(await ez(ingest, team.ezkey, "stat=counter&count=1")));
    };
    await Promise.all(Array.from({ length: 16 }, writer));
    const acked = heard.filter((each) => each === "204").length;
    const unknown = heard.filter((each) => each === "hung up").length;
    await expect.poll(async () => (await records.stats(team.id)).counter?.n).toBeGreaterThanOrEqual(acked);
    expect((await records.stats(team.id)).counter?.n).toBeLessThanOrEqual(acked + unknown);
    expect(acked).toBeGreaterThan(300);
  });
});

test("two ingests with one key at once have one effect, and both hear the same", async () => {
  const second = openTestIngest(url);
  for (let round = 0; round < 40; round++) {
    const key = randomUUID();
    const body = { points: [{ stat: `twins ${round % 4}`, count: 1 }, {}] };
    const heard = await Promise.all(
      Array.from({ length: 8 }, (_, i) => post(i % 2 === 0 ? ingest : second, team.ezkey, body, key)),
    );
    expect(new Set(heard.map(told)).size).toBe(1);
    expect(told(heard[0] as never)).toMatch(/^200/);
  }
  const stats = await records.stats(team.id);
  expect([0, 1, 2, 3].map((each) => stats[`twins ${each}`]?.n)).toEqual([10, 10, 10, 10]);
  await second.close();
});

describe("a database that is away", () => {
  test("answers 503 with Retry-After within two seconds, loses nothing, and is found again", async () => {
    proxy.away = true;
    proxy.cutAll();
    const began = performance.now();
    const heard = await Promise.all(Array.from({ length: 50 }, () => ez(ingest, team.ezkey, "stat=away&count=1")));
    expect(performance.now() - began).toBeLessThan(2_500);
    for (const answer of heard) expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "1" } });
    const [keyed] = await Promise.all([post(ingest, team.ezkey, { stat: "away", count: 1 }, "away")]);
    expect(statusOf(keyed)).toBe(503);
    proxy.away = false;
    await expect
      .poll(async () => told(await ez(ingest, team.ezkey, "stat=away&count=1")), { timeout: 3_000 })
      .toBe("204");
    expect((await records.stats(team.id)).away?.n).toBe(1);
  });

  test("that was never there is waited for in the same way", async () => {
    const nowhere = openTestIngest("postgresql://statnest@127.0.0.1:1/nowhere");
    expect(statusOf(await ez(nowhere, team.ezkey, "stat=a&count=1"))).toBe(503);
    expect(statusOf(await ez(nowhere, "nobody", "stat=a&count=1"))).toBe(503);
    await nowhere.close();
  });
});

describe("a database that does not write", () => {
  test("rows under a lock: 503 within two seconds, and again as before right after it", async () => {
    await ez(ingest, team.ezkey, "stat=locked&count=1&t=1700000000");
    const blocker = new pg.Client({ connectionString: url });
    await blocker.connect();
    await blocker.query("BEGIN; LOCK TABLE series_minute IN ACCESS EXCLUSIVE MODE");
    const waits: number[] = [];
    const heard = await Promise.all(
      Array.from({ length: 1_000 }, async (_, i) => {
        const began = performance.now();
        const answer = await (i % 10 === 0
          ? post(ingest, team.ezkey, { stat: "locked", count: 1 }, `lock ${i}`)
          : ez(ingest, team.ezkey, "stat=locked&count=1"));
        waits.push(performance.now() - began);
        return statusOf(answer);
      }),
    );
    expect(new Set(heard)).toEqual(new Set([503]));
    expect(Math.max(...waits)).toBeLessThan(2_000);
    await blocker.query("ROLLBACK");
    await blocker.end();
    const began = performance.now();
    await expect.poll(async () => told(await ez(ingest, team.ezkey, "stat=locked&count=1"))).toBe("204");
    expect(performance.now() - began).toBeLessThan(1_000);
    expect((await records.stats(team.id)).locked?.n).toBe(2);
  });

  test("a read-only database: 503, nothing acknowledged, and again as before without a restart", async () => {
    const name = new URL(url).pathname.slice(1);
    await records.pool.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} SET default_transaction_read_only = on`);
    proxy.cutAll();
    const heard = new Set<unknown>();
    for (let i = 0; i < 20; i++) heard.add(statusOf(await ez(ingest, team.ezkey, "stat=readonly&count=1")));
    heard.add(statusOf(await post(ingest, team.ezkey, { stat: "warm", count: 1 }, "readonly")));
    expect(heard).toEqual(new Set([503]));
    const writable = new pg.Client({ connectionString: url, options: "-c default_transaction_read_only=off" });
    await writable.connect();
    await writable.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} RESET default_transaction_read_only`);
    await writable.end();
    proxy.cutAll();
    await expect.poll(async () => told(await ez(ingest, team.ezkey, "stat=readonly&count=1"))).toBe("204");
    expect((await records.stats(team.id)).readonly?.n).toBe(1);
  });
});

test("what the database does not take of one team does not touch another", async () => {
  const other = await records.team();
  const poisoned = await records.stat(team.id, "poisoned", "counter");
  await records.pool.query(
    `ALTER TABLE series_minute ADD CONSTRAINT poison CHECK (stat_id <> ${poisoned.id} OR sum < 100)`,
  );
  const heard = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      i % 3 === 0 ? ez(ingest, team.ezkey, "stat=poisoned&count=1000") : ez(ingest, other.ezkey, "stat=clean&count=1"),
    ),
  );
  expect(new Set(heard.filter((_, i) => i % 3 !== 0).map(told))).toEqual(new Set(["204"]));
  expect(new Set(heard.filter((_, i) => i % 3 === 0).map(told))).toEqual(
    new Set(['200 {"status":500,"msg":"the number could not be stored"}']),
  );
  expect((await records.stats(other.id)).clean?.n).toBe(40);
  await records.pool.query("ALTER TABLE series_minute DROP CONSTRAINT poison");
});

test("drain stores what was taken in, and takes nothing more", async () => {
  const draining = openTestIngest(url);
  await ez(draining, team.ezkey, "stat=drained&count=1");
  const under = Array.from({ length: 200 }, () => ez(draining, team.ezkey, "stat=drained&count=1"));
  const drained = draining.drain();
  expect(statusOf(await ez(draining, team.ezkey, "stat=drained&count=1"))).toBe(503);
  await drained;
  expect(new Set((await Promise.all(under)).map(told))).toEqual(new Set(["204"]));
  expect((await records.stats(team.id)).drained?.n).toBe(201);
});

describe("whose clock", () => {
  test("a number without a time is of the database's now, however wrong the process's clocks are", async () => {
    const skewed = openTestIngest(url, { monotonic: () => performance.now() + 3_600_000 });
    const realNow = Date.now;
    Date.now = () => realNow() + 7_200_000;
    try {
      for (let i = 0; i < 20; i++) await ez(skewed, team.ezkey, "stat=skewed&count=1");
      expect(
        told(await ez(skewed, team.ezkey, `stat=skewed&count=1&t=${Math.floor(realNow() / 1_000) + 900}`)),
      ).toContain("more than 10 minutes ahead");
    } finally {
      Date.now = realNow;
    }
    const minutes = await records.minutes(team.id, "skewed");
    expect(minutes.reduce((sum, each) => sum + each.n, 0)).toBe(20);
    for (const { lastAt } of minutes) expect(Math.abs(lastAt.getTime() - realNow())).toBeLessThan(3_000);
    await skewed.close();
  });
});
