import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase } from "@/lib/testing/scratch";
import type { Ingest } from "./ingest";
import { ez, post, statusOf, told } from "./testing/ask";
import { openTestIngest } from "./testing/open";
import { TestRecords, type TestTeam } from "./testing/team";

let url: string;
let records: TestRecords;
let ingest: Ingest;
let other: Ingest;
let team: TestTeam;

beforeAll(async () => {
  url = await scratchDatabase();
  records = new TestRecords(url);
  ingest = openTestIngest(url);
  other = openTestIngest(url);
});

afterAll(async () => {
  await ingest.close();
  await other.close();
  await records.close();
});

const aSecond = () => new Promise((resolve) => setTimeout(resolve, 900));
const error = (msg: string) => `200 {"status":500,"msg":"${msg}"}`;

describe("a new stat", () => {
  test("gets a short id, a classic key in StatHat's form and the kind of its first post", async () => {
    team = await records.team();
    await ez(ingest, team.ezkey, "stat=fresh&value=1");
    const { rows } = await records.pool.query("SELECT public_id, classic_key, kind FROM stat WHERE team_id = $1", [
      team.id,
    ]);
    expect(rows).toEqual([
      {
        public_id: expect.stringMatching(/^[0-9A-Za-z]{6}$/),
        classic_key: expect.stringMatching(/^[\w-]{31}~$/),
        kind: "value",
      },
    ]);
  });

  test("wanted 64 times at once, in two processes, is made once", async () => {
    team = await records.team();
    for (let round = 0; round < 5; round++) {
      const heard = await Promise.all(
        Array.from({ length: 64 }, (_, i) =>
          ez(i % 2 === 0 ? ingest : other, team.ezkey, `stat=race ${round}&count=1`),
        ),
      );
      expect(new Set(heard.map(told))).toEqual(new Set(["204"]));
    }
    const stats = await records.stats(team.id);
    expect(Object.keys(stats)).toHaveLength(5);
    expect(Object.values(stats).map((each) => each.n)).toEqual([64, 64, 64, 64, 64]);
  });

  test("posted at once as a counter and as a value becomes one of them, and the others are told which", async () => {
    team = await records.team();
    const heard = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        ez(i % 4 < 2 ? ingest : other, team.ezkey, `stat=either&${i % 2 === 0 ? "count" : "value"}=1`),
      ),
    );
    const { either } = await records.stats(team.id);
    expect(either?.n).toBe(10);
    expect(heard.map(told).filter((each) => each === "204")).toHaveLength(10);
    expect(new Set(heard.map(told))).toEqual(new Set(["204", error(`stat is a ${either?.kind}`)]));
  });
});

describe("names", () => {
  test("NFC and NFD of one name are one stat", async () => {
    team = await records.team();
    await ez(ingest, team.ezkey, `stat=${encodeURIComponent("café".normalize("NFC"))}&count=1`);
    await post(ingest, team.ezkey, { stat: "café".normalize("NFD"), count: 1 });
    expect(await records.stats(team.id)).toEqual({ "caf\u00e9": { kind: "counter", n: 2, sum: 2 } });
  });

  test("case matters, spaces around do not", async () => {
    team = await records.team();
    for (const stat of ["a", "A", " a "]) await post(ingest, team.ezkey, { stat, count: 1 });
    expect(Object.entries(await records.stats(team.id)).map(([name, { n }]) => [name, n])).toEqual([
      ["A", 1],
      ["a", 2],
    ]);
  });

  test("255 code points are a name, whatever their size; 256 are not", async () => {
    team = await records.team();
    expect(statusOf(await post(ingest, team.ezkey, { stat: "😀".repeat(255), count: 1 }))).toBe(200);
    expect(statusOf(await post(ingest, team.ezkey, { stat: "😀".repeat(256), count: 1 }))).toBe(422);
    expect(Object.keys(await records.stats(team.id))).toEqual(["😀".repeat(255)]);
  });

  test("an alias feeds the stat that it belonged to", async () => {
    team = await records.team();
    const { id } = await records.stat(team.id, "now so called", "counter");
    await records.pool.query("INSERT INTO stat_name VALUES ($1, 'once so called', $2)", [team.id, id]);
    await ez(ingest, team.ezkey, "stat=once so called&count=2");
    await ez(ingest, team.ezkey, "stat=now so called&count=2");
    await ez(ingest, team.ezkey, "stat=~now so called,once so called&count=1");
    expect(await records.stats(team.id)).toEqual({ "now so called": { kind: "counter", n: 3, sum: 5 } });
    expect(told(await ez(ingest, team.ezkey, "stat=once so called&value=2"))).toBe(error("stat is a counter"));
  });

  test("a name moved to another stat feeds that one within a second", async () => {
    team = await records.team();
    await ez(ingest, team.ezkey, "stat=moved&count=1");
    const { id } = await records.stat(team.id, "target", "counter");
    await records.pool.query("UPDATE stat_name SET stat_id = $1 WHERE team_id = $2 AND name = 'moved'", [id, team.id]);
    await records.bump();
    await aSecond();
    await ez(ingest, team.ezkey, "stat=moved&count=10");
    expect((await records.stats(team.id)).target?.sum).toBe(10);
  });
});

describe("the trash", () => {
  const trash = async (name: string, interval: string) => {
    await records.pool.query("UPDATE stat SET trashed_at = now() - $3::interval WHERE team_id = $1 AND name = $2", [
      team.id,
      name,
      interval,
    ]);
    await records.bump();
    await aSecond();
  };

  test("refuses posts by name, on every dialect, until the stat is restored", async () => {
    team = await records.team();
    const { classicKey } = await records.stat(team.id, "binned", "counter");
    await ez(ingest, team.ezkey, "stat=binned&count=1");
    await trash("binned", "0");
    expect(told(await ez(ingest, team.ezkey, "stat=binned&count=1"))).toBe(error("stat is in the trash"));
    expect(told(await post(ingest, team.ezkey, { stat: "binned", count: 1 }))).toContain('"code":"in_trash"');
    const classic = { method: "GET", path: "/c", headers: {}, body: new Uint8Array() };
    const query = `key=${classicKey}&ukey=${team.ukey}&count=1`;
    expect(told(await ingest.receive({ ...classic, query }))).toBe(error("stat is in the trash"));
    await records.pool.query("UPDATE stat SET trashed_at = NULL WHERE team_id = $1", [team.id]);
    await records.bump();
    await aSecond();
    expect(told(await ez(ingest, team.ezkey, "stat=binned&count=1"))).toBe("204");
    expect((await records.stats(team.id)).binned?.n).toBe(2);
  });

  test("lets names go after 48 hours, and a new stat may be of the other kind", async () => {
    team = await records.team();
    await ez(ingest, team.ezkey, "stat=gone&count=1");
    await trash("gone", "47 hours 59 minutes");
    expect(told(await ez(ingest, team.ezkey, "stat=gone&value=1"))).toBe(error("stat is in the trash"));
    await trash("gone", "48 hours 1 second");
    expect(told(await ez(ingest, team.ezkey, "stat=gone&value=1"))).toBe("204");
    const { rows } = await records.pool.query(
      "SELECT kind, trashed_at IS NULL AS here FROM stat WHERE team_id = $1 ORDER BY id",
      [team.id],
    );
    expect(rows).toEqual([
      { kind: "counter", here: false },
      { kind: "value", here: true },
    ]);
  });
});

describe("minutes", () => {
  test("points in any order, from any process, up to 400 days late, are the same minutes", async () => {
    team = await records.team();
    const now = Math.floor(Date.now() / 1_000);
    const start = now - 400 * 86_400;
    const points = Array.from({ length: 3_000 }, (_, i) => ({
      t: start + ((i * 7_919) % (400 * 86_400 - 100)) - ((i * 7_919) % 11_520_000) + (i % 240),
      value: ((i * 2_654_435_761) % 1_000) / 7 - 50,
    }));
    const shuffled = [...points].sort((a, b) => ((a.value * 997) % 1) - ((b.value * 997) % 1));
    for (let i = 0; i < shuffled.length; i += 150) {
      const batches = [shuffled.slice(i, i + 50), shuffled.slice(i + 50, i + 100), shuffled.slice(i + 100, i + 150)];
      await Promise.all(
        batches.map((batch, j) =>
          post(j === 1 ? other : ingest, team.ezkey, { points: batch.map((each) => ({ stat: "late", ...each })) }),
        ),
      );
    }
    const expected = new Map<number, typeof points>();
    for (const point of points) {
      const minute = Math.floor(point.t / 60) * 60;
      expected.set(minute, [...(expected.get(minute) ?? []), point]);
    }
    const minutes = await records.minutes(team.id, "late");
    expect(minutes.map((each) => each.minute.getTime() / 1_000)).toEqual([...expected.keys()].sort((a, b) => a - b));
    for (const minute of minutes) {
      const of = expected.get(minute.minute.getTime() / 1_000) ?? [];
      const values = of.map((each) => each.value);
      const total = values.reduce((a, b) => a + b, 0);
      const mean = total / values.length;
      const m2 = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
      const latest = Math.max(...of.map((each) => each.t));
      expect([minute.n, minute.min, minute.max]).toEqual([values.length, Math.min(...values), Math.max(...values)]);
      expect(minute.last).toBe(Math.max(...of.filter((each) => each.t === latest).map((each) => each.value)));
      expect(minute.lastAt.getTime()).toBe(latest * 1_000);
      expect(Math.abs(minute.sum - total)).toBeLessThanOrEqual(1e-12 * values.reduce((a, b) => a + Math.abs(b), 0));
      expect(Math.abs(minute.m2 - m2)).toBeLessThanOrEqual(1e-9 * (1 + m2));
    }
  });

  test.each([
    ["the largest", [1e100, -1e100, 1e100, 1e100]],
    ["the smallest", [5e-324, -5e-324, 1e-200, 2e-200, 0]],
    ["the largest beside the smallest", [1e100, 5e-324, -1e100, 1e-160]],
  ])("%s numbers meet no error, in one flush or in many", async (name, values) => {
    team = await records.team();
    const points = values.map((value) => ({ stat: name, value, t: 1_700_000_000 }));
    for (const point of points) expect(statusOf(await post(ingest, team.ezkey, point))).toBe(200);
    expect(statusOf(await post(ingest, team.ezkey, { points }))).toBe(200);
    const [minute] = await records.minutes(team.id, name);
    expect([minute?.n, minute?.min, minute?.max]).toEqual([
      values.length * 2,
      Math.min(...values),
      Math.max(...values),
    ]);
    expect(Number.isFinite(minute?.m2) && Number.isFinite(minute?.sum)).toBe(true);
  });
});

test("numbers of the house go the same way", async () => {
  team = await records.team();
  await ingest.record(team.id, [
    { stat: "house points", kind: "counter", amount: 5 },
    { stat: "house load", kind: "value", amount: 0.5 },
  ]);
  expect(await records.stats(team.id)).toEqual({
    "house load": { kind: "value", n: 1, sum: 0.5 },
    "house points": { kind: "counter", n: 1, sum: 5 },
  });
  expect(ingest.counts().points).toBeGreaterThan(1);
});
