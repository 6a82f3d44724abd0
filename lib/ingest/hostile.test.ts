import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseStatName } from "@/lib/domain/stat";
import { scratchDatabase } from "@/lib/testing/scratch";
import type { IngestRequest } from "./answer";
import { parseForm } from "./form";
import type { Ingest } from "./ingest";
import { parseJson } from "./json";
import { ez, post, statusOf } from "./testing/ask";
import { openTestIngest } from "./testing/open";
import { TestRecords, type TestTeam } from "./testing/team";

let records: TestRecords;
let ingest: Ingest;
let team: TestTeam;

beforeAll(async () => {
  const url = await scratchDatabase();
  records = new TestRecords(url);
  ingest = openTestIngest(url, { limits: { stats: 100_000, newStatsPerMinute: 100_000, pointsPerSecond: 1_000_000 } });
  team = await records.team();
});

afterAll(async () => {
  await ingest.close();
  await records.close();
});

const SHREDS = [
  "ezkey=KEY",
  "email=KEY",
  "&",
  "=",
  "stat=",
  "count=1",
  "value=",
  "t=",
  "vb=1",
  "%",
  "%00",
  "%ff%fe",
  "%ED%A0%80",
  "~",
  ",",
  "+",
  " ",
  "1e999",
  "NaN",
  "null",
  "\u0000",
  "é",
  "😀",
  '{"ezkey":"KEY","data":[',
  '{"stat":"a","count":1}',
  '{"__proto__":{"stat":"b"},"count":1}',
  '"constructor":',
  '"\\ud800"',
  "]}",
  "[[[",
  "\ufeff",
  '"points":[',
  "-1",
  "1763900000000",
];
const text = fc.array(fc.oneof(fc.constantFrom(...SHREDS), fc.string({ unit: "binary", maxLength: 8 })), {
  maxLength: 14,
});
const request: fc.Arbitrary<IngestRequest> = fc.record({
  method: fc.constantFrom("GET", "POST"),
  path: fc.constantFrom("/ez", "/c", "/v", "/api/v1/points"),
  query: text.map((shreds) => Buffer.from(shreds.join("")).toString("latin1")),
  headers: fc.record({
    "content-type": fc.constantFrom(
      undefined,
      "application/json",
      "application/x-www-form-urlencoded",
      "text/plain",
      ";",
    ),
    authorization: fc.constantFrom(undefined, "Bearer KEY", "Bearer", "Basic x"),
    "idempotency-key": fc.constantFrom(undefined, "a", "ü"),
    "content-encoding": fc.constantFrom(undefined, undefined, "gzip", "br"),
  }),
  body: fc.oneof(
    text.map((shreds) => Buffer.from(shreds.join(""))),
    fc.uint8Array({ maxLength: 60 }),
  ),
});

function withKey(sent: IngestRequest): IngestRequest {
  const put = (raw: string) => raw.replaceAll("KEY", team.ezkey);
  return {
    ...sent,
    query: put(sent.query),
    headers: Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name, value && put(value)])),
    body: Buffer.from(put(Buffer.from(sent.body).toString("latin1")), "latin1"),
  };
}

describe("hostile input", () => {
  test("of any kind on any path is never a fault of ours", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 20, maxLength: 20 }), async (requests) => {
        for (const answer of await Promise.all(requests.map((each) => ingest.receive(withKey(each))))) {
          if ("hangUp" in answer) throw new Error("hung up");
          expect(answer.status).toBeLessThan(500);
          expect(answer.body).not.toContain("something went wrong here");
        }
      }),
      { numRuns: 250 },
    );
    expect(statusOf(await ez(ingest, team.ezkey, "stat=alive&count=1"))).toBe(204);
  });

  test("in names: stored as sent, in NFC, or refused", async () => {
    const names = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({ unit: "grapheme", maxLength: 260 }),
      fc.constantFrom(
        "../../etc/passwd",
        "%00",
        "a\r\nb",
        "'\";--",
        "<script>",
        "\u202eRTL",
        "zero\u200bwidth",
        "e\u0301",
        "\u0000",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(names, { minLength: 25, maxLength: 25 }), async (sent) => {
        const heard = await Promise.all(sent.map((stat) => post(ingest, team.ezkey, { stat, count: 1 })));
        const kept = new Set(Object.keys(await records.stats(team.id)));
        sent.forEach((stat, i) => {
          const parsed = parseStatName(stat);
          expect(statusOf(heard[i] as never)).toBe("name" in parsed ? 200 : 422);
          if ("name" in parsed) expect(kept.has(parsed.name)).toBe(true);
        });
      }),
      { numRuns: 12 },
    );
  });

  test("batches of good and bad: accepted and rejected are all, and what is stored is what was accepted", async () => {
    const point = fc.oneof(
      fc.record({
        stat: fc.constantFrom("b1", "b2", "b3"),
        count: fc.double({ noDefaultInfinity: true, noNaN: true }),
      }),
      fc.record({ stat: fc.constantFrom("v1", "v2", "b1"), value: fc.oneof(fc.double(), fc.constant("1")) }),
      fc.record({
        stat: fc.constantFrom("b1", "", "a~b"),
        count: fc.constant(1),
        t: fc.oneof(fc.integer(), fc.constant(null)),
      }),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const fresh = await records.team();
    await post(ingest, fresh.ezkey, { points: ["b1", "b2", "b3"].map((stat) => ({ stat, count: 0 })) });
    let expected = 3;
    await fc.assert(
      fc.asyncProperty(fc.array(point, { maxLength: 60 }), async (points) => {
        const answer = await post(ingest, fresh.ezkey, { points });
        if ("hangUp" in answer || ![200, 422].includes(answer.status)) throw new Error(JSON.stringify(answer));
        const { accepted, rejected } = JSON.parse(answer.body);
        expect((accepted ?? 0) + rejected.length).toBe(points.length);
        expected += accepted ?? 0;
        expect(await records.total(fresh.id)).toBe(expected);
        const again = rejected.map(({ index }: { index: number }) => points[index]);
        if (again.length > 0) expect(statusOf(await post(ingest, fresh.ezkey, { points: again }))).toBe(422);
      }),
      { numRuns: 150 },
    );
  });
});

/** With U+FFFD for surrogates that stand alone, as anything becomes that is sent as UTF-8. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

describe("the parsers", () => {
  test("a form that was written by the book is read by the book", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })), (parameters) => {
        const query = new URLSearchParams(parameters).toString();
        const expected = Object.entries(parameters).map(([name, value]) => [wellFormed(name), wellFormed(value)]);
        expect([...parseForm(query)].sort()).toEqual([...new Map(expected as [string, string][])].sort());
      }),
      { numRuns: 1_000 },
    );
  });

  test("JSON is what JSON.parse takes, less what is deep or says a thing twice", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
        const json = JSON.stringify(value);
        expect(parseJson(json)).toEqual({ value: JSON.parse(json) });
      }),
      { numRuns: 1_000 },
    );
    expect(parseJson(`${"[".repeat(16)}${"]".repeat(16)}`)).toHaveProperty("value");
    expect(parseJson(`${"[".repeat(17)}${"]".repeat(17)}`)).toEqual({ problem: "too_deep" });
    expect(parseJson('{"a":"[[[[[[[[[[[[[[[[[[[[[\\"[["}')).toHaveProperty("value");
    expect(parseJson('{"a":1,"b":{"a":2}}')).toHaveProperty("value");
    expect(parseJson('{"a":1,"\\u0061":2}')).toEqual({ problem: "repeated_name" });
    expect(parseJson('{"a":"a","b":"a"}')).toHaveProperty("value");
    expect(parseJson("[".repeat(5_000_000))).toEqual({ problem: "too_deep" });
  });
});
