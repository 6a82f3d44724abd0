import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ingest } from "@/lib/ingest/ingest";
import { type Door, type Heard, JSON_TYPE, nodeDoor, type Sent } from "@/lib/ingest/testing/doors";
import { openTestIngest } from "@/lib/ingest/testing/open";
import { TestRecords, type TestTeam } from "@/lib/ingest/testing/team";
import { scratchDatabase } from "@/lib/testing/scratch";
import { routeDoor } from "./testing/route-door";

let records: TestRecords;
let ingest: Ingest;
let doors: Record<string, Door>;

beforeAll(async () => {
  const url = await scratchDatabase();
  records = new TestRecords(url);
  ingest = openTestIngest(url);
  doors = { node: await nodeDoor(ingest), route: routeDoor(ingest) };
});

afterAll(async () => {
  for (const door of Object.values(doors)) await door.close();
  await ingest.close();
  await records.close();
});

describe.each(["node", "route"])("POST /api/v1/points through the %s door", (name) => {
  const send = (sent: Sent): Promise<Heard> => (doors[name] as Door).send(sent);
  let team: TestTeam;
  beforeAll(async () => {
    team = await records.team();
  });
  const bearer = (key = team.ezkey) => ({ ...JSON_TYPE, authorization: `Bearer ${key}` });
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    send({
      method: "POST",
      path: "/api/v1/points",
      headers: { ...bearer(), ...headers },
      body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
    });
  const told = async (heard: Promise<Heard>) => {
    const { status, body } = await heard;
    return [status, JSON.parse(body)];
  };

  test("200: one point, or many", async () => {
    expect(await told(post({ stat: "one", count: 2 }))).toEqual([200, { accepted: 1, rejected: [] }]);
    const points = [
      { stat: "many", value: 1.5, t: 1_700_000_000 },
      { stat: "many", value: 2.5, t: null },
    ];
    const heard = await post({ points });
    expect([heard.status, heard.body]).toEqual([200, '{"accepted":2,"rejected":[]}']);
    expect(heard.headers["content-type"]).toBe("application/json");
    expect((await records.stats(team.id)).many).toEqual({ kind: "value", n: 2, sum: 4 });
  });

  test("200: the good ones are stored, the others told with index, code and detail", async () => {
    const points = [
      { stat: "mix", count: 1 },
      { count: 1 },
      { stat: "mix" },
      { stat: "mix", count: "1" },
      { stat: "mix", count: 1, value: 1 },
      { stat: "mix", value: 1 },
      { stat: "mix", count: 1, t: -1 },
      { stat: "mi~x", count: 1 },
      [],
      { stat: "mix", count: 2 },
    ];
    const [status, body] = await told(post({ points }));
    expect([status, body.accepted]).toEqual([200, 2]);
    expect(body.rejected.map((each: { index: number; code: string }) => [each.index, each.code])).toEqual([
      [1, "no_stat"],
      [2, "no_number"],
      [3, "bad_number"],
      [4, "two_numbers"],
      [5, "wrong_kind"],
      [6, "bad_time"],
      [7, "bad_name"],
      [8, "not_a_point"],
    ]);
    expect(body.rejected[4].detail).toBe("stat is a counter");
    expect((await records.stats(team.id)).mix).toEqual({ kind: "counter", n: 2, sum: 3 });
  });

  test("200: an empty list", async () => {
    expect(await told(post({ points: [] }))).toEqual([200, { accepted: 0, rejected: [] }]);
  });

  test("422: none was good; the list is there, and pointers", async () => {
    const heard = await post({
      points: [
        { stat: "none", count: 1e300 },
        { stat: "none", value: 1, t: 1e12 },
      ],
    });
    expect(heard.status).toBe(422);
    expect(heard.headers["content-type"]).toBe("application/problem+json");
    expect(JSON.parse(heard.body)).toMatchObject({
      type: "about:blank",
      title: "Unprocessable content",
      status: 422,
      errors: [
        { pointer: "#/points/0/count", detail: "count is too large" },
        { pointer: "#/points/1/t", detail: "t is in milliseconds; send unix seconds" },
      ],
      rejected: [
        { index: 0, code: "bad_number" },
        { index: 1, code: "bad_time" },
      ],
    });
    const [, single] = await told(post({ stat: "none", value: null }));
    expect(single.errors).toEqual([{ pointer: "#", detail: "no count or value" }]);
    expect((await records.stats(team.id)).none).toBeUndefined();
  });

  test("at most a hundred refusals are listed", async () => {
    const points = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? { stat: "listed", count: 1 } : { stat: "" }));
    const [status, body] = await told(post({ points }));
    expect([status, body.accepted, body.rejected.length]).toEqual([200, 100, 100]);
  });

  test.each([
    ["broken JSON", "{"],
    ["nothing", ""],
    ["a number", "5"],
    ["a bare list", '[{"stat":"a","count":1}]'],
    ["points that are no list", '{"points":{}}'],
    ["a name given twice", '{"stat":"a","count":1,"count":2}'],
    ["a name given twice, once escaped", '{"stat":"a","count":1,"c\\u006funt":2}'],
    ["200,000 brackets", "[".repeat(200_000)],
    ["bytes that are not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d])],
  ])("400: %s", async (_, body) => {
    expect((await post(body)).status).toBe(400);
  });

  test("400: a parameter given twice, a key of 256 characters, an empty key", async () => {
    const twice = send({ method: "POST", path: "/api/v1/points?a=1&a=2", headers: bearer(), body: '{"points":[]}' });
    expect((await twice).status).toBe(400);
    expect((await post({ points: [] }, { "idempotency-key": "k".repeat(256) })).status).toBe(400);
    expect((await post({ points: [] }, { "idempotency-key": "k".repeat(255) })).status).toBe(200);
    expect((await post({ points: [] }, { "idempotency-key": "" })).status).toBe(400);
  });

  test("401: no key, an unknown one, a revoked one, an expired one", async () => {
    const revoked = await records.key(team.id, "ingest", { revokedAt: new Date() });
    const expired = await records.key(team.id, "ingest", { expiresAt: new Date(Date.now() - 1_000) });
    for (const authorization of ["", "Bearer sn_in_nobody", `Bearer ${revoked.key}`, `Bearer ${expired.key}`]) {
      const heard = await post({ stat: "a", count: 1 }, { authorization });
      expect([heard.status, heard.headers["www-authenticate"]]).toEqual([401, "Bearer"]);
    }
  });

  test("403: a read or a manage key", async () => {
    for (const kind of ["read", "manage"] as const) {
      const { key } = await records.key(team.id, kind);
      const [status, body] = await told(post({ stat: "a", count: 1 }, bearer(key)));
      expect([status, body.detail]).toEqual([403, `A ${kind} key sends no points. Use an ingest key, sn_in_….`]);
    }
  });

  test("X-Api-Key is as good, and the EZ switch does not matter", async () => {
    const off = await records.team({ ezEnabled: false });
    const headers = { ...JSON_TYPE, "x-api-key": off.ezkey };
    const body = '{"stat":"a","count":1}';
    expect((await send({ method: "POST", path: "/api/v1/points", headers, body })).status).toBe(200);
  });

  test("405: a GET", async () => {
    const heard = await send({ path: "/api/v1/points" });
    expect([heard.status, heard.headers.allow]).toEqual([405, "POST, OPTIONS"]);
  });

  test("413: above 5 MiB, packed or unpacked", async () => {
    const limit = 5 * 1024 * 1024;
    const body = '{"stat":"big","count":1}';
    const gzip = { "content-encoding": "gzip" };
    expect((await post(body.padEnd(limit))).status).toBe(200);
    expect((await post(body.padEnd(limit + 1))).status).toBe(413);
    expect((await post(gzipSync(body.padEnd(limit)), gzip)).status).toBe(200);
    expect((await post(gzipSync(body.padEnd(limit + 1)), gzip)).status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
    const began = performance.now();
    expect((await post(bomb, gzip)).status).toBe(413);
    expect(performance.now() - began).toBeLessThan(500);
    expect((await records.stats(team.id)).big?.n).toBe(2);
  });

  test("415: another encoding, another type; 400: gzip cut short", async () => {
    const body = '{"stat":"enc","count":1}';
    for (const encoding of ["br", "deflate", "zstd", "gzip, gzip"]) {
      expect((await post(body, { "content-encoding": encoding })).status).toBe(415);
    }
    expect((await post(body, { "content-type": "text/csv" })).status).toBe(415);
    expect((await post(body, { "content-type": "Application/JSON; charset=utf-8" })).status).toBe(200);
    expect((await post(gzipSync(body).subarray(0, 20), { "content-encoding": "gzip" })).status).toBe(400);
    expect((await post(body, { "content-encoding": "gzip" })).status).toBe(400);
  });

  describe("with an Idempotency-Key", () => {
    const keyed = (key: string, body: unknown, more: Record<string, string> = {}) =>
      post(body, { "idempotency-key": key, ...more });

    test("the same body hears the same answer and counts once, even when it was good in part", async () => {
      const body = { points: [{ stat: `keyed ${name}`, count: 1 }, { stat: "" }] };
      const key = randomUUID();
      const first = await keyed(key, body);
      const again = await keyed(key, body);
      expect([again.status, again.body]).toEqual([first.status, first.body]);
      expect(first.body).toContain('"rejected":[{"index":1,"code":"no_stat","detail":"no stat"}]');
      expect((await records.stats(team.id))[`keyed ${name}`]?.n).toBe(1);
    });

    test("another body is refused with 422", async () => {
      const key = randomUUID();
      await keyed(key, { stat: "other body", count: 1 });
      expect((await keyed(key, { stat: "other body", count: 2 })).status).toBe(422);
      expect((await keyed(key, { stat: "" })).status).toBe(422);
      expect((await records.stats(team.id))["other body"]?.sum).toBe(1);
    });

    test("what was refused is not kept", async () => {
      const key = randomUUID();
      expect((await keyed(key, { stat: "", count: 1 })).status).toBe(422);
      expect((await keyed(key, "{")).status).toBe(400);
      expect((await keyed(key, { stat: "after refusals", count: 1 })).status).toBe(200);
    });

    test("two teams may use one key", async () => {
      const key = randomUUID();
      const other = await records.team();
      const body = { stat: "two teams", count: 1 };
      expect((await keyed(key, body)).status).toBe(200);
      expect((await keyed(key, body, bearer(other.ezkey))).status).toBe(200);
      expect((await records.stats(other.id))["two teams"]?.n).toBe(1);
    });

    test("after a day the key is new", async () => {
      const key = randomUUID();
      await keyed(key, { stat: "old key", count: 1 });
      const age = (interval: string) =>
        records.pool.query("UPDATE ingest_receipt SET created_at = now() - $2::interval WHERE key = $1", [
          key,
          interval,
        ]);
      await age("23 hours 59 minutes");
      expect((await keyed(key, { stat: "old key", count: 2 })).status).toBe(422);
      await age("24 hours 1 second");
      expect((await keyed(key, { stat: "old key", count: 2 })).status).toBe(200);
      expect((await records.stats(team.id))["old key"]?.sum).toBe(3);
    });

    test("a retry is answered as before when its stat is in the trash by now", async () => {
      const key = randomUUID();
      const stat = `trashed after ${name}`;
      const body = { stat, count: 1 };
      const first = await keyed(key, body);
      await records.pool.query("UPDATE stat SET trashed_at = now() WHERE name = $1", [stat]);
      await records.bump();
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect((await keyed(randomUUID(), body)).status).toBe(422);
      const again = await keyed(key, body);
      expect([again.status, again.body]).toEqual([first.status, first.body]);
    });

    test("64 at once have one effect", async () => {
      const key = randomUUID();
      const body = { stat: `race ${name}`, count: 1 };
      const heard = await Promise.all(Array.from({ length: 64 }, () => keyed(key, body)));
      expect(new Set(heard.map((each) => `${each.status} ${each.body}`))).toEqual(
        new Set(['200 {"accepted":1,"rejected":[]}']),
      );
      expect((await records.stats(team.id))[`race ${name}`]?.n).toBe(1);
    });
  });
});
