import { afterAll, beforeAll, expect, test } from "vitest";
import { scratchDatabase } from "@/lib/testing/scratch";
import type { Ingest } from "./ingest";
import { ez, post, statusOf, told } from "./testing/ask";
import { CutProxy } from "./testing/cut-proxy";
import { openTestIngest } from "./testing/open";
import { TestRecords, type TestTeam } from "./testing/team";

let records: TestRecords;
let proxy: CutProxy;
let ingest: Ingest;
let team: TestTeam;

beforeAll(async () => {
  const url = await scratchDatabase();
  records = new TestRecords(url);
  const opened = await CutProxy.before(url);
  proxy = opened.proxy;
  ingest = openTestIngest(opened.url);
  team = await records.team();
});

afterAll(async () => {
  await ingest.close();
  await proxy.close();
  await records.close();
});

const revoke = async (id: string) => {
  await records.pool.query("UPDATE api_key SET revoked_at = now() WHERE id = $1", [id]);
  await records.bump();
};

test("a revoked key is refused within a second, while it is in use", async () => {
  const { key, id } = await records.key(team.id);
  for (let i = 0; i < 50; i++) expect(told(await ez(ingest, key, "stat=revoked&count=1"))).toBe("204");
  await revoke(id);
  const began = performance.now();
  await expect
    .poll(async () => told(await ez(ingest, key, "stat=revoked&count=1")), { interval: 10, timeout: 3_000 })
    .toContain("this ezkey was revoked");
  expect(performance.now() - began).toBeLessThan(1_000);
});

test("a key is known at once after it was made, also when it was tried before", async () => {
  const { key, id } = await records.key(team.id);
  const { rows } = await records.pool.query("DELETE FROM api_key WHERE id = $1 RETURNING *", [id]);
  expect(told(await ez(ingest, key, "stat=made&count=1"))).toContain("unknown ezkey");
  const [row] = rows;
  await records.pool.query(
    "INSERT INTO api_key (id, team_id, name, kind, prefix, hash) VALUES ($1, $2, 'again', 'ingest', $3, $4)",
    [row.id, row.team_id, row.prefix, row.hash],
  );
  expect(told(await ez(ingest, key, "stat=made&count=1"))).toBe("204");
});

test("a key expires while it is remembered", async () => {
  const { key } = await records.key(team.id, "ingest", { expiresAt: new Date(Date.now() + 400) });
  expect(statusOf(await post(ingest, key, { stat: "expiring", count: 1 }))).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(statusOf(await post(ingest, key, { stat: "expiring", count: 1 }))).toBe(401);
});

test("when changes cannot be heard of, nothing remembered is used", async () => {
  const { key, id } = await records.key(team.id);
  expect(told(await ez(ingest, key, "stat=deaf&count=1"))).toBe("204");
  proxy.cutQuestion = (question) => question.includes("ingest_change_mark");
  await new Promise((resolve) => setTimeout(resolve, 1_600));
  await records.pool.query("UPDATE api_key SET revoked_at = now() WHERE id = $1", [id]);
  expect(told(await ez(ingest, key, "stat=deaf&count=1"))).toContain("this ezkey was revoked");
  expect(told(await ez(ingest, team.ezkey, "stat=deaf&count=1"))).toBe("204");
  proxy.cutQuestion = () => false;
});

test("the last use of a key is noted, to the minute", async () => {
  await expect
    .poll(
      async () => {
        const { rows } = await records.pool.query("SELECT last_used_at FROM api_key WHERE id = $1", [team.keyId]);
        return rows[0].last_used_at?.getTime();
      },
      { timeout: 3_000 },
    )
    .toBeGreaterThan(Date.now() - 120_000);
  const { rows } = await records.pool.query("SELECT last_used_at FROM api_key WHERE id = $1", [team.keyId]);
  expect(rows[0].last_used_at.getTime() % 60_000).toBe(0);
});

test("a team's switches are heard of within a second", async () => {
  await records.pool.query("UPDATE team SET verbose_replies = true WHERE id = $1", [team.id]);
  await records.bump();
  await expect
    .poll(async () => told(await ez(ingest, team.ezkey, "stat=switch&count=1")), { timeout: 1_000 })
    .toBe('200 {"status":200,"msg":"ok"}');
});
