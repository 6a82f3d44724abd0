import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { scratchDatabase } from "@/lib/testing/scratch";
import type { Ingest } from "./ingest";
import { KeyLookups } from "./key-lookups";
import { ez, post, statusOf, told } from "./testing/ask";
import { type Door, FORM, JSON_TYPE, nodeDoor } from "./testing/doors";
import { openTestIngest } from "./testing/open";
import { TestRecords, type TestTeam } from "./testing/team";

const ADDRESS = "alice@example.com";
const TEXT = "wYqHtGPRfQhGEqIW";

let url: string;
let records: TestRecords;
let ingest: Ingest;
let door: Door;
let team: TestTeam;
let other: TestTeam;

beforeAll(async () => {
  url = await scratchDatabase();
  records = new TestRecords(url);
  ingest = openTestIngest(url);
  door = await nodeDoor(ingest);
  [team, other] = [await records.team(), await records.team()];
  await records.alias(team.id, ADDRESS);
  await records.alias(other.id, TEXT);
});

afterAll(async () => {
  await door.close();
  await ingest.close();
  await records.close();
});

describe("an alias", () => {
  const json = (key: object, stat: string) => JSON.stringify({ ...key, data: [{ stat, count: 2 }] });

  test.each([
    ["ezkey in a query", { path: `/ez?ezkey=${ADDRESS}&stat=STAT&count=2` }],
    ["email in a query", { path: "/ez?email=alice%40example.com&stat=STAT&count=2" }],
    ["ezkey in a form", { method: "POST", path: "/ez", headers: FORM, body: `stat=STAT&ezkey=${ADDRESS}&count=2` }],
    [
      "email in a form",
      { method: "POST", path: "/ez", headers: FORM, body: `stat=STAT&email=alice%40example.com&count=2` },
    ],
    ["ezkey in JSON", { method: "POST", path: "/ez", headers: JSON_TYPE, body: json({ ezkey: ADDRESS }, "STAT") }],
    ["email in JSON", { method: "POST", path: "/ez", headers: JSON_TYPE, body: json({ email: ADDRESS }, "STAT") }],
    ["spaces around it", { method: "POST", path: "/ez", headers: FORM, body: `stat=STAT&ezkey=+${ADDRESS}+&count=2` }],
  ])("sends as %s", async (name, sent) => {
    const filled = JSON.parse(JSON.stringify(sent).replaceAll("STAT", name));
    const heard = await door.send({ ...filled, path: filled.path.replaceAll(" ", "%20") });
    expect([200, 204], heard.body).toContain(heard.status);
    expect((await records.stats(team.id))[name]).toMatchObject({ n: 1, sum: 2 });
    expect(await records.stats(other.id)).toEqual({});
  });

  test("counts in an old script's exact post, which only had its host changed", async () => {
    const old = `email=${encodeURIComponent(ADDRESS)}&stat=script+run&count=1`;
    const headers = { ...FORM, "user-agent": "StatHat Ruby", accept: "*/*", connection: "close" };
    const heard = await door.send({ method: "POST", path: "/ez", headers, body: old });
    expect([heard.status, heard.body]).toEqual([204, ""]);
    const verbose = await door.send({ method: "POST", path: "/ez", headers, body: `${old}&vb=1` });
    expect([verbose.status, JSON.parse(verbose.body)]).toEqual([200, { status: 200, msg: "ok" }]);
    const shell = await door.send({ path: `/ez?email=${ADDRESS}&stat=script%20run&count=1` });
    expect(shell.status).toBe(204);
    expect((await records.stats(team.id))["script run"]).toEqual({ kind: "counter", n: 3, sum: 3 });
  });

  test("sends to /api/v1/points as a bearer too", async () => {
    expect(statusOf(await post(ingest, TEXT, { stat: "points", count: 1 }))).toBe(200);
    expect((await records.stats(other.id)).points).toMatchObject({ n: 1 });
  });

  test("is its own team's: two teams with one each do not meet", async () => {
    await ez(ingest, ADDRESS, "stat=whose&count=1");
    await ez(ingest, TEXT, "stat=whose&count=10");
    expect((await records.stats(team.id)).whose).toMatchObject({ sum: 1 });
    expect((await records.stats(other.id)).whose).toMatchObject({ sum: 10 });
  });

  test("is not another text: case, a part of it, or one around it are nobody's", async () => {
    for (const near of [TEXT.toLowerCase(), TEXT.slice(1), `${TEXT}x`, `Alice@example.com`, "lice@example.com"]) {
      expect(told(await ez(ingest, near, "stat=near&count=1"))).toContain("unknown ezkey");
    }
  });

  test("is refused within a second of its being revoked, while it is in use", async () => {
    const { id } = await records.alias(team.id, "soon to be gone");
    const send = async () => told(await ez(ingest, "soon%20to%20be%20gone", "stat=gone&count=1"));
    for (let i = 0; i < 20; i++) expect(await send()).toBe("204");
    await records.pool.query("UPDATE api_key SET revoked_at = now() WHERE id = $1", [id]);
    await records.bump();
    await expect.poll(send, { interval: 10, timeout: 1_000 }).toContain("this ezkey was revoked");
  });

  test("is known at once after it was brought, though it was tried before", async () => {
    expect(told(await ez(ingest, "tried-before", "stat=tried&count=1"))).toContain("unknown ezkey");
    await records.alias(team.id, "tried-before");
    expect(told(await ez(ingest, "tried-before", "stat=tried&count=1"))).toBe("204");
  });

  test("notes when it was last used", async () => {
    const used = async () => (await records.pool.query("SELECT last_used_at FROM api_key WHERE alias")).rows;
    await expect
      .poll(async () => (await used()).some((row) => row.last_used_at !== null), { timeout: 3_000 })
      .toBe(true);
  });
});

describe("a flood of texts that nobody has", () => {
  test("takes one question at a time, each for as many as wait, and leaves nothing behind", async () => {
    const pool = new pg.Pool({ connectionString: url, max: 4 });
    const asked = vi.spyOn(pool, "query");
    const lookups = new KeyLookups(pool);
    const texts = Array.from({ length: 5_000 }, (_, i) => `nobody's key ${i}`);
    const found = await Promise.all([...texts, TEXT, TEXT].map((text) => lookups.find(text)));
    expect(found.filter((owner) => owner !== null)).toMatchObject([{ teamId: other.id }, { teamId: other.id }]);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(6);
    expect(await lookups.find("nobody's key 1")).toBeNull();
    expect(asked.mock.calls.length).toBeLessThanOrEqual(7);
    await pool.end();
  });

  test("does not keep others waiting", async () => {
    const flood = Array.from({ length: 10_000 }, (_, i) => ez(ingest, `rubbish-${i}`, "stat=flood&count=1"));
    const began = performance.now();
    const fresh = await records.key(team.id);
    expect(told(await ez(ingest, fresh.key, "stat=beside&count=1"))).toBe("204");
    expect(performance.now() - began).toBeLessThan(3_000);
    const answers = await Promise.all(flood);
    expect(new Set(answers.map(told))).toEqual(new Set(['200 {"status":500,"msg":"unknown ezkey"}']));
    expect((await records.stats(team.id)).flood).toBeUndefined();
  });

  test("a question that failed is not the answer to the next", async () => {
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    const lookups = new KeyLookups(pool);
    vi.spyOn(pool, "query").mockImplementationOnce(() => Promise.reject(new Error("timeout")) as never);
    const outcomes = await Promise.allSettled([lookups.find(TEXT), lookups.find("some other")]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "rejected"]);
    expect(await lookups.find(TEXT)).toMatchObject({ teamId: other.id });
    await pool.end();
  });
});
