import { afterAll, beforeAll, expect, test } from "vitest";
import { scratchDatabase } from "@/lib/testing/scratch";
import type { Ingest } from "./ingest";
import { ez, post, told } from "./testing/ask";
import { openTestIngest } from "./testing/open";
import { TestRecords, type TestTeam } from "./testing/team";

const DAY = 86_400;
const OLDER = "t is older than the 30 days this stat keeps minutes for";
let records: TestRecords;
let ingest: Ingest;
let team: TestTeam;
let classicKey: string;

beforeAll(async () => {
  const url = await scratchDatabase();
  records = new TestRecords(url);
  ingest = openTestIngest(url);
  team = await records.team();
  ({ classicKey } = await records.stat(team.id, "brief", "counter"));
});
afterAll(async () => {
  await ingest.close();
  await records.close();
});

const ago = (seconds: number) => Math.floor(Date.now() / 1_000) - seconds;
const classic = async (t: number) => {
  const query = `key=${classicKey}&ukey=${team.ukey}&count=1&t=${t}`;
  return told(await ingest.receive({ method: "GET", path: "/c", query, headers: {}, body: new Uint8Array() }));
};

async function keep(days: number | null): Promise<void> {
  await records.pool.query("UPDATE stat SET retention_days = $2 WHERE team_id = $1", [team.id, days]);
  await records.bump();
  await new Promise((resolve) => setTimeout(resolve, 900));
}

test("a number older than its stat keeps minutes for is refused by name, in every dialect", async () => {
  expect(told(await ez(ingest, team.ezkey, `stat=brief&count=1&t=${ago(400 * DAY)}`))).toBe("204");
  expect(await classic(ago(400 * DAY))).toBe("204");
  await keep(30);
  const old = ago(30 * DAY + 60);
  expect(told(await ez(ingest, team.ezkey, `stat=brief&count=1&t=${old}`))).toBe(`200 {"status":500,"msg":"${OLDER}"}`);
  expect(await classic(old)).toContain(OLDER);
  const heard = told(await post(ingest, team.ezkey, { points: [{ stat: "brief", count: 1, t: old }] }));
  expect(heard).toMatch(/^422/);
  expect(JSON.parse(heard.slice(4))).toMatchObject({
    errors: [{ pointer: "#/points/0/t", detail: OLDER }],
    rejected: [{ index: 0, code: "bad_time", detail: OLDER }],
  });
});

test("younger ones and those without a time are taken, beside others that are not", async () => {
  const points = [30 * DAY + 60, 30 * DAY - 60].map((age) => ({ stat: "brief", count: 1, t: ago(age) }));
  const heard = told(await post(ingest, team.ezkey, { points: [...points, { stat: "brief", count: 1 }] }));
  expect(JSON.parse(heard.slice(4))).toMatchObject({ accepted: 2, rejected: [{ index: 0, code: "bad_time" }] });
  expect((await records.stats(team.id)).brief?.n).toBe(4);
});

test("a stat that keeps its minutes for ever again takes all of them", async () => {
  await keep(null);
  expect(told(await ez(ingest, team.ezkey, `stat=brief&count=1&t=${ago(400 * DAY)}`))).toBe("204");
});
