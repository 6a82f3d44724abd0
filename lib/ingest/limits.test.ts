import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase } from "@/lib/testing/scratch";
import type { IngestAnswer } from "./answer";
import type { Ingest } from "./ingest";
import { ez, post, statusOf, told } from "./testing/ask";
import { GENEROUS, openTestIngest } from "./testing/open";
import { TestRecords, type TestTeam } from "./testing/team";

let url: string;
let records: TestRecords;
const opened: Ingest[] = [];

beforeAll(async () => {
  url = await scratchDatabase();
  records = new TestRecords(url);
});

afterAll(async () => {
  for (const ingest of opened) await ingest.close();
  await records.close();
});

function limited(limits: Partial<typeof GENEROUS>): Ingest {
  const ingest = openTestIngest(url, { limits: { ...GENEROUS, ...limits } });
  opened.push(ingest);
  return ingest;
}

/** Posts single points from many writers for some milliseconds; returns how many were stored. */
async function hammer(ingests: Ingest[], team: TestTeam, milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let stored = 0;
  const writer = async (ingest: Ingest) => {
    while (performance.now() < end) {
      const answer = await ez(ingest, team.ezkey, "stat=hammered&count=1");
      if (statusOf(answer) === 204) stored += 1;
      else {
        expect(answer).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  };
  await Promise.all(ingests.flatMap((ingest) => Array.from({ length: 20 }, () => writer(ingest))));
  return stored;
}

describe("points a second", () => {
  test.each([200, 1_000])("hold within a fifth over two processes: %d", async (pointsPerSecond) => {
    const ingests = [limited({ pointsPerSecond }), limited({ pointsPerSecond })];
    const team = await records.team();
    for (const ingest of ingests) await ez(ingest, team.ezkey, "stat=hammered&count=1");
    await new Promise((resolve) => setTimeout(resolve, 1_000 - (Date.now() % 1_000)));
    const stored = await hammer(ingests, team, 3_000);
    expect(stored).toBeGreaterThan(pointsPerSecond * 3 * 0.8);
    expect(stored).toBeLessThan(pointsPerSecond * 3 * 1.2);
    expect((await records.stats(team.id)).hammered?.n).toBe(stored + 2);
  });

  test("of one team do not touch another", async () => {
    const ingest = limited({ pointsPerSecond: 50 });
    const [noisy, quiet] = [await records.team(), await records.team()];
    const noise = hammer([ingest], noisy, 1_500);
    for (let i = 0; i < 30; i++) {
      expect(told(await ez(ingest, quiet.ezkey, "stat=quiet&count=1"))).toBe("204");
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await noise;
  });

  test("429 tells both dialects when to try again, and follows nothing stored", async () => {
    const ingest = limited({ pointsPerSecond: 1 });
    const team = await records.team();
    const answers: IngestAnswer[] = [];
    for (let i = 0; i < 8; i++) answers.push(await ez(ingest, team.ezkey, "stat=one&count=1"));
    const refused = answers.filter((each) => statusOf(each) === 429);
    expect(refused.length).toBeGreaterThan(3);
    expect(told(refused[0] as IngestAnswer)).toBe('429 {"status":429,"msg":"too many points in this second"}');
    const native = [];
    for (let i = 0; i < 4; i++) native.push(await post(ingest, team.ezkey, { points: [{ stat: "one", count: 1 }] }));
    const problem = native.find((each) => statusOf(each) === 429);
    expect(problem).toMatchObject({ headers: { "retry-after": "1", "content-type": "application/problem+json" } });
    const stored = [...answers, ...native].filter((each) => [200, 204].includes(statusOf(each) as number)).length;
    expect(await records.total(team.id)).toBe(stored);
  });

  test("a batch above a whole second's allowance is taken out of the seconds after it", async () => {
    const ingest = limited({ pointsPerSecond: 100 });
    const team = await records.team();
    const points = Array.from({ length: 250 }, () => ({ stat: "batch", count: 1 }));
    expect(statusOf(await post(ingest, team.ezkey, { points }))).toBe(200);
    expect(statusOf(await post(ingest, team.ezkey, { points }))).toBe(429);
    await new Promise((resolve) => setTimeout(resolve, 3_100));
    expect(statusOf(await post(ingest, team.ezkey, { points }))).toBe(200);
    expect(await records.total(team.id)).toBe(500);
  });
});

describe("stats", () => {
  test("new ones in a minute are limited exactly, over two processes, and old ones keep counting", async () => {
    const ingests = [limited({ newStatsPerMinute: 25 }), limited({ newStatsPerMinute: 25 })];
    const team = await records.team();
    const heard = await Promise.all(
      Array.from({ length: 100 }, (_, i) => ez(ingests[i % 2] as Ingest, team.ezkey, `stat=new ${i}&count=1`)),
    );
    expect(heard.filter((each) => statusOf(each) === 204)).toHaveLength(25);
    const refused = heard.find((each) => statusOf(each) === 429);
    expect(told(refused as IngestAnswer)).toBe('429 {"status":429,"msg":"too many new stats in this minute"}');
    const seconds = Number((refused as { headers: Record<string, string> }).headers["retry-after"]);
    expect(seconds).toBeGreaterThan(55);
    expect(seconds).toBeLessThanOrEqual(60);
    const stats = Object.keys(await records.stats(team.id));
    expect(stats).toHaveLength(25);
    for (const name of stats)
      expect(told(await ez(ingests[0] as Ingest, team.ezkey, `stat=${name}&count=1`))).toBe("204");
    const mixed = await post(ingests[0] as Ingest, team.ezkey, {
      points: [
        { stat: stats[0], count: 1 },
        { stat: "one more", count: 1 },
      ],
    });
    expect(told(mixed)).toContain('"accepted":1,"rejected":[{"index":1,"code":"too_many_new_stats"');
  });

  test("a team has no more than it may have", async () => {
    const ingest = limited({ stats: 10 });
    const team = await records.team();
    const heard = await Promise.all(Array.from({ length: 30 }, (_, i) => ez(ingest, team.ezkey, `stat=s${i}&count=1`)));
    expect(heard.filter((each) => statusOf(each) === 204)).toHaveLength(10);
    expect(told(heard[29] as IngestAnswer)).toContain("as many stats as it may have");
    expect(Object.keys(await records.stats(team.id))).toHaveLength(10);
  });
});
