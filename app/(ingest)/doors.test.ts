import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ingest } from "@/lib/ingest/ingest";
import { type Door, FORM, type Heard, JSON_TYPE, nodeDoor, type Sent } from "@/lib/ingest/testing/doors";
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

const OK = { status: 200, msg: "ok" };

describe.each(["node", "route"])("through the %s door", (name) => {
  const send = (sent: Sent): Promise<Heard> => (doors[name] as Door).send(sent);
  const form = (path: string, body: string, headers = FORM) => send({ method: "POST", path, body, headers });
  const json = (body: unknown, headers: Record<string, string> = JSON_TYPE) =>
    send({ method: "POST", path: "/ez", headers, body: typeof body === "string" ? body : JSON.stringify(body) });
  const errorOf = async (heard: Promise<Heard>) => {
    const { status, body } = await heard;
    return [status, JSON.parse(body)];
  };
  const error = (msg: string) => [200, { status: 500, msg }];
  let team: TestTeam;
  beforeAll(async () => {
    team = await records.team();
  });

  describe("GET and POST are equal", () => {
    test.each([
      ["a GET", (q: string) => send({ path: `/ez?${q}` })],
      ["a POST of a form", (q: string) => form("/ez", q)],
      ["a POST with everything in the query and no body", (q: string) => send({ method: "POST", path: `/ez?${q}` })],
      ["a POST with half in the query", (q: string) => form(`/ez?${q.split("&")[0]}`, q.split("&").slice(1).join("&"))],
      ["a POST without a content type", (q: string) => form("/ez", q, {} as typeof FORM)],
    ])("%s counts and is answered 204 with nothing", async (how, post) => {
      const stat = `equal ${how}`;
      const heard = await post(`ezkey=${team.ezkey}&stat=${encodeURIComponent(stat)}&count=3`);
      expect([heard.status, heard.body]).toEqual([204, ""]);
      expect((await records.stats(team.id))[stat]).toEqual({ kind: "counter", n: 1, sum: 3 });
    });

    test("a value is a value", async () => {
      await form("/ez", `email=${team.ezkey}&stat=load&value=0.375`);
      expect((await records.stats(team.id)).load).toEqual({ kind: "value", n: 1, sum: 0.375 });
    });
  });

  describe("answers of success", () => {
    test("vb=1 gives StatHat's old 25 bytes", async () => {
      const heard = await form("/ez", `ezkey=${team.ezkey}&stat=vb&count=1&vb=1`);
      expect([heard.status, heard.body]).toEqual([200, '{"status":200,"msg":"ok"}']);
      expect(heard.headers["content-type"]).toBe("application/json");
    });

    test("a team may always be answered verbosely", async () => {
      const verbose = await records.team({ verboseReplies: true });
      const heard = await form("/ez", `ezkey=${verbose.ezkey}&stat=vb&count=1`);
      expect([heard.status, JSON.parse(heard.body)]).toEqual([200, OK]);
      const { classicKey } = await records.stat(verbose.id, "classic", "counter");
      expect((await form("/c", `key=${classicKey}&ukey=${verbose.ukey}&count=1`)).status).toBe(200);
    });

    test.each([
      ["POST", "/ez"],
      ["GET", "/c"],
      ["OPTIONS", "/v"],
      ["HEAD", "/ez"],
      ["POST", "/api/v1/points"],
    ])("%s %s carries the headers that keep keys and caches apart", async (method, path) => {
      const { headers } = await send({ method, path });
      expect(headers).toMatchObject({
        "access-control-allow-origin": "*",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
      });
    });

    test("a browser of another site may post", async () => {
      const heard = await send({ method: "OPTIONS", path: "/ez" });
      expect(heard.status).toBe(204);
      expect(heard.headers["access-control-allow-methods"]).toContain("POST");
      expect(heard.headers["access-control-allow-headers"]).toContain("content-type");
    });

    test("a HEAD counts nothing", async () => {
      const heard = await send({ method: "HEAD", path: `/ez?ezkey=${team.ezkey}&stat=head&count=1` });
      expect([heard.status, heard.body]).toEqual([204, ""]);
      expect((await records.stats(team.id)).head).toBeUndefined();
    });
  });

  describe("the classic API", () => {
    test("counts and values reach the stat whose keys they carry, whatever way the ~ arrives", async () => {
      const counter = await records.stat(team.id, `classic counter ${name}`, "counter");
      const value = await records.stat(team.id, `classic value ${name}`, "value");
      const keys = `key=${counter.classicKey}&ukey=${team.ukey}`;
      expect((await send({ path: `/c?${keys}&count=2` })).status).toBe(204);
      expect((await form("/c", `${keys.replaceAll("~", "%7E")}&count=3.0`)).status).toBe(204);
      expect((await form("/v", `key=${value.classicKey}&ukey=${team.ukey}&value=1.500000`)).status).toBe(204);
      const stats = await records.stats(team.id);
      expect(stats[`classic counter ${name}`]?.sum).toBe(5);
      expect(stats[`classic value ${name}`]?.sum).toBe(1.5);
    });

    test("keys that do not fit are refused", async () => {
      const { classicKey } = await records.stat(team.id, `unfit ${name}`, "counter");
      const other = await records.team();
      for (const keys of [
        "",
        "key=x&ukey=y",
        `key=${classicKey}`,
        `key=${classicKey}&ukey=${other.ukey}`,
        "key=%00&ukey=%00",
      ]) {
        expect(await errorOf(form("/c", `${keys}&count=1`))).toEqual(error("invalid keys"));
      }
    });

    test("the other kind is refused by name, and so is nothing at all", async () => {
      const counter = await records.stat(team.id, `kind counter ${name}`, "counter");
      const value = await records.stat(team.id, `kind value ${name}`, "value");
      const of = ({ classicKey }: { classicKey: string }) => `key=${classicKey}&ukey=${team.ukey}`;
      expect(await errorOf(form("/v", `${of(counter)}&value=1`))).toEqual(error("stat is a counter"));
      expect(await errorOf(form("/c", `${of(value)}&count=1`))).toEqual(error("stat is a value"));
      expect(await errorOf(form("/c", of(counter)))).toEqual(error("no count"));
      expect(await errorOf(form("/c", `${of(counter)}&count=`))).toEqual(error("count is empty"));
    });
  });

  describe("errors are HTTP 200 with a body that says 500", () => {
    test.each([
      ["nothing", "", "no ezkey specified"],
      ["an empty ezkey", "ezkey=&stat=a&count=1", "no ezkey specified"],
      ["an unknown ezkey", "ezkey=nobody&stat=a&count=1", "unknown ezkey"],
      ["no stat", "ezkey=KEY&count=1", "no stat"],
      ["an empty stat", "ezkey=KEY&stat=&count=1", "no stat"],
      ["a stat of spaces", "ezkey=KEY&stat=+++&count=1", "no stat"],
      ["a list of nothing", "ezkey=KEY&stat=a~,+,&count=1", "no stat"],
      ["no number", "ezkey=KEY&stat=a", "no count or value"],
      ["an empty count", "ezkey=KEY&stat=a&count=", "count is empty"],
      ["an empty value", "ezkey=KEY&stat=a&value=", "value is empty"],
      ["a word", "ezkey=KEY&stat=a&count=one", "count is not a number"],
      ["a hexadecimal", "ezkey=KEY&stat=a&count=0x10", "count is not a number"],
      ["Infinity", "ezkey=KEY&stat=a&value=Infinity", "value is not a number"],
      ["NaN", "ezkey=KEY&stat=a&value=NaN", "value is not a number"],
      ["more than a double", "ezkey=KEY&stat=a&value=1e999", "value is not a number"],
      ["more than 1e100", "ezkey=KEY&stat=a&value=1.1e100", "value is too large"],
      ["a count above 2^53", "ezkey=KEY&stat=a&count=9007199254740992", "count is too large"],
      ["both numbers", "ezkey=KEY&stat=a&count=1&value=2", "send either a count or a value, not both"],
      ["milliseconds", "ezkey=KEY&stat=a&count=1&t=1763900000000", "t is in milliseconds; send unix seconds"],
      ["a negative t", "ezkey=KEY&stat=a&count=1&t=-5", "t is before 1970"],
      ["a t of Infinity", "ezkey=KEY&stat=a&count=1&t=Infinity", "t is not a number"],
      ["a t of 1e18", "ezkey=KEY&stat=a&count=1&t=1e18", "t is more than 10 minutes ahead"],
      ["a tilde too many", "ezkey=KEY&stat=a~b~c&count=1", "the stat's name has a ~ in it"],
      ["a NUL", "ezkey=KEY&stat=a%00b&count=1", "the stat's name has control characters in it"],
      ["256 characters", `ezkey=KEY&stat=${"é".repeat(256)}&count=1`, "the stat's name is longer than 255 characters"],
    ])("%s", async (_, body, msg) => {
      const before = await records.total(team.id);
      const sent = body.replace("KEY", team.ezkey).replaceAll("é", "%C3%A9");
      expect(await errorOf(form("/ez", sent))).toEqual(error(msg));
      expect(await errorOf(send({ path: `/ez?${sent.replaceAll(" ", "+")}` }))).toEqual(error(msg));
      expect(await records.total(team.id)).toBe(before);
    });

    test("keys that may not send, were revoked or have expired say so", async () => {
      const post = (key: string) => errorOf(form("/ez", `ezkey=${key}&stat=a&count=1`));
      const read = await records.key(team.id, "read");
      expect((await post(read.key))[1].msg).toMatch(/a read key sends no numbers/);
      const revoked = await records.key(team.id, "ingest", { revokedAt: new Date() });
      expect(await post(revoked.key)).toEqual(error("this ezkey was revoked"));
      const expired = await records.key(team.id, "ingest", { expiresAt: new Date(Date.now() - 1_000) });
      expect(await post(expired.key)).toEqual(error("this ezkey has expired"));
      const off = await records.team({ ezEnabled: false });
      expect(await post(off.ezkey)).toEqual(error("the EZ API is switched off for this team"));
    });

    test("other methods are told so", async () => {
      if (name === "route") return;
      const heard = await send({ method: "PUT", path: "/ez" });
      expect(heard.status).toBe(405);
      expect(heard.headers.allow).toContain("POST");
    });
  });

  describe("numbers and times as clients write them", () => {
    test.each([
      ["count=3", 3],
      ["count=3.0", 3],
      ["count=1.500000", 1.5],
      ["count=1.23456789012345e%2B13", 12345678901234.5],
      ["value=0.", 0],
      ["value=.5", 0.5],
      ["value=-2.5", -2.5],
      ["value=%2B7", 7],
      ["value=+7+", 7],
      ["value=1e100", 1e100],
      ["value=-0", 0],
      ["count=9007199254740991", 9007199254740991],
    ])("%s is %d", async (parameter, sum) => {
      const stat = `number ${parameter}`;
      const heard = await form("/ez", `ezkey=${team.ezkey}&stat=${encodeURIComponent(stat)}&${parameter}`);
      expect(heard.status).toBe(204);
      expect((await records.stats(team.id))[stat]?.sum).toBe(sum);
    });

    test("t dates back, as far as 1970", async () => {
      for (const t of [1_363_118_126, 1, "1363118126.75"]) {
        expect((await form("/ez", `ezkey=${team.ezkey}&stat=dated&count=1&t=${t}`)).status).toBe(204);
      }
      const minutes = await records.minutes(team.id, "dated");
      expect(minutes.map((each) => [each.minute.getTime() / 1_000, each.n])).toEqual([
        [0, 1],
        [1_363_118_100, 2],
      ]);
      expect(minutes[1]?.lastAt.getTime()).toBe(1_363_118_126_000);
    });

    test.each(["", "&t=", "&t=0", "&t=0.0"])("without a t (%j) a number is of now", async (t) => {
      const stat = `now [${t}]`;
      const before = Date.now();
      await form("/ez", `ezkey=${team.ezkey}&stat=${encodeURIComponent(stat)}&count=1${t}`);
      const [minute] = await records.minutes(team.id, stat);
      expect(minute?.lastAt.getTime()).toBeGreaterThanOrEqual(before - 5);
      expect(minute?.lastAt.getTime()).toBeLessThanOrEqual(Date.now() + 5);
    });

    test("up to ten minutes ahead, and not a second more", async () => {
      const now = Math.floor(Date.now() / 1_000);
      const post = (t: number) => form("/ez", `ezkey=${team.ezkey}&stat=ahead&count=1&t=${t}`);
      expect((await post(now + 600)).status).toBe(204);
      expect((await post(now + 602)).body).toContain("more than 10 minutes ahead");
    });
  });

  describe("lists after a ~", () => {
    test.each([
      ["messages sent~total,female,europe", ["messages sent total", "messages sent female", "messages sent europe"]],
      ["~bare a,bare b", ["bare a", "bare b"]],
      ["trailing~comma,", ["trailing comma"]],
      [" trim ~ a , ,b ", ["trim a", "trim b"]],
      ["twice~a,a", ["twice a"]],
    ])("%s", async (stat, names) => {
      const fresh = await records.team();
      expect((await form("/ez", `ezkey=${fresh.ezkey}&stat=${stat}&count=2`)).status).toBe(204);
      const stats = await records.stats(fresh.id);
      expect(Object.keys(stats).sort()).toEqual([...names].sort());
      expect(Object.values(stats).every((each) => each.sum === 2)).toBe(true);
    });

    test("ten thousand names are too many, and nothing is stored", async () => {
      const fresh = await records.team();
      const list = Array.from({ length: 10_000 }, (_, i) => `n${i}`).join(",");
      const heard = await form("/ez", `ezkey=${fresh.ezkey}&stat=bomb~${list}&count=1`);
      expect(heard.body).toContain("more than 1000 names");
      expect(await records.stats(fresh.id)).toEqual({});
    });

    test("with one stat of the other kind in it nothing of the list is stored", async () => {
      const fresh = await records.team();
      await form("/ez", `ezkey=${fresh.ezkey}&stat=p b&value=1`);
      expect(await errorOf(form("/ez", `ezkey=${fresh.ezkey}&stat=p~a,b&count=1`))).toEqual(error("stat is a value"));
      expect(await records.total(fresh.id)).toBe(1);
    });
  });

  describe("what a tolerant parser copes with", () => {
    test.each([
      ["raw spaces and @", "stat=messages sent - a @ b&count=1", "messages sent - a @ b"],
      ["a body that ends in &", "stat=ends&count=1&", "ends"],
      ["empty parameters", "&&stat=empties&=&count=1&&", "empties"],
      ["parameters nobody knows", "foo=bar&stat=unknown params&count=1&baz", "unknown params"],
      ["any order", "count=1&stat=order", "order"],
      ["a broken escape", "stat=100%25 %zz %4&count=1", "100% %zz %4"],
      ["a plus for a space", "stat=a+plus%2Bsign&count=1", "a plus+sign"],
      ["bytes that are not UTF-8", "stat=bad%ff%feutf8&count=1", "bad��utf8"],
      ["UTF-8", "stat=caf%C3%A9&count=1", "café"],
      ["a repeated parameter: the first wins", "stat=first&stat=second&count=1&count=5", "first"],
      ["a raw & that splits the name", "stat=me & you&count=1", "me"],
      ["a line's end after the body", "stat=newline&count=1\r\n", "newline"],
    ])("%s", async (_, body, stat) => {
      const heard = await form("/ez", `ezkey=${team.ezkey}&${body}`);
      expect([heard.status, heard.body]).toEqual([204, ""]);
      expect((await records.stats(team.id))[stat]).toEqual({ kind: "counter", n: 1, sum: 1 });
    });

    test("raw UTF-8 in the body", async () => {
      await form("/ez", `ezkey=${team.ezkey}&stat=naïve ☃&count=1`);
      expect((await records.stats(team.id))["naïve ☃"]?.sum).toBe(1);
    });

    test("the query wins over the body", async () => {
      await form("/ez?stat=from+query", `ezkey=${team.ezkey}&stat=from body&count=1`);
      expect((await records.stats(team.id))["from query"]?.sum).toBe(1);
    });
  });

  describe("StatHat's JSON batch", () => {
    test("the manual's example", async () => {
      const heard = await json({
        ezkey: team.ezkey,
        data: [
          { stat: "page view", count: 2 },
          { stat: "batch sent~total,female,europe", count: 1 },
          { stat: "ws0: load average", value: 0.732, t: 1_363_118_126 },
        ],
      });
      expect([heard.status, JSON.parse(heard.body)]).toEqual([200, { status: 200, msg: "ok", multiple: 3 }]);
      const stats = await records.stats(team.id);
      expect(stats["page view"]).toEqual({ kind: "counter", n: 1, sum: 2 });
      expect(stats["batch sent europe"]?.sum).toBe(1);
      expect(stats["ws0: load average"]).toEqual({ kind: "value", n: 1, sum: 0.732 });
    });

    test.each(["application/json", "Application/JSON; charset=UTF-8", "APPLICATION/JSON"])("as %s", async (type) => {
      const stat = `typed ${type}`;
      const heard = await json({ email: team.ezkey, data: [{ stat, count: 1 }] }, { "Content-type": type });
      expect(JSON.parse(heard.body)).toEqual({ ...OK, multiple: 1 });
    });

    test.each([
      ["data: null", (key: string) => `{"ezkey":"${key}","data":null}`, { ...OK, multiple: 0 }],
      ["an empty list", (key: string) => `{"ezkey":"${key}","data":[]}`, { ...OK, multiple: 0 }],
      [
        "t: null",
        (key: string) => `{"ezkey":"${key}","data":[{"stat":"j1","count":1,"t":null}]}`,
        { ...OK, multiple: 1 },
      ],
      [
        "value as a text",
        (key: string) => `{"ezkey":"${key}","data":[{"stat":"j2","value":"1.5"}]}`,
        { ...OK, multiple: 1 },
      ],
      [
        "a byte order mark",
        (key: string) => `\ufeff{"ezkey":"${key}","data":[{"stat":"j3","count":1}]}`,
        { ...OK, multiple: 1 },
      ],
      [
        "an item without a stat",
        (key: string) => `{"ezkey":"${key}","data":[{"count":1}]}`,
        { status: 500, msg: "no stat" },
      ],
      [
        "data that is no list",
        (key: string) => `{"ezkey":"${key}","data":5}`,
        { status: 500, msg: "data is not a list" },
      ],
      [
        "an item that is no object",
        (key: string) => `{"ezkey":"${key}","data":[null]}`,
        { status: 500, msg: "item is not an object" },
      ],
      ["no ezkey", () => '{"data":[]}', { status: 500, msg: "no ezkey specified" }],
      ["broken json", () => '{"ezkey":', { status: 500, msg: "invalid json" }],
      ["200,000 brackets", () => "[".repeat(200_000), { status: 500, msg: "json nested too deeply" }],
      [
        "a name given twice",
        (key: string) => `{"ezkey":"${key}","data":[{"stat":"a","count":1,"count":2}]}`,
        { status: 500, msg: "json names a thing twice" },
      ],
      [
        "a number beyond doubles",
        (key: string) => `{"ezkey":"${key}","data":[{"stat":"a","value":1e999}]}`,
        { status: 500, msg: "value is not a finite number" },
      ],
    ])("%s", async (_, body, expected) => {
      const heard = await json(body(team.ezkey));
      expect([heard.status, JSON.parse(heard.body)]).toEqual([200, expected]);
    });

    test("an item without a number counts one", async () => {
      await json({ ezkey: team.ezkey, data: [{ stat: "implied" }, { stat: "implied", count: null, value: null }] });
      expect((await records.stats(team.id)).implied).toEqual({ kind: "counter", n: 2, sum: 2 });
    });

    test("bad items are told, good ones stored", async () => {
      const heard = await json({
        ezkey: team.ezkey,
        data: [{ stat: "mixed", count: 1 }, { count: 1 }, { stat: "mixed", value: 1 }, { stat: "mixed", count: 4 }],
      });
      expect(JSON.parse(heard.body)).toEqual({
        status: 200,
        msg: "ok",
        multiple: 2,
        errors: [
          { index: 1, msg: "no stat" },
          { index: 2, msg: "stat is a counter" },
        ],
      });
      expect((await records.stats(team.id)).mixed).toEqual({ kind: "counter", n: 2, sum: 5 });
    });

    test("two hundred items, as clients batch them", async () => {
      const data = Array.from({ length: 200 }, (_, i) => ({ stat: `bulk ${i % 20}`, count: i }));
      expect(JSON.parse((await json({ ezkey: team.ezkey, data })).body)).toEqual({ ...OK, multiple: 200 });
      const stats = await records.stats(team.id);
      expect(Object.keys(stats).filter((each) => each.startsWith("bulk "))).toHaveLength(20);
    });

    test("a body above 5 MiB is too long, and one of 5 MiB is not", async () => {
      const body = JSON.stringify({ ezkey: team.ezkey, data: [{ stat: "long", count: 1 }] });
      const limit = 5 * 1024 * 1024;
      expect(JSON.parse((await json(body.padEnd(limit))).body)).toEqual({ ...OK, multiple: 1 });
      expect(JSON.parse((await json(body.padEnd(limit + 1))).body)).toEqual({ status: 500, msg: "json too long" });
      expect((await records.stats(team.id)).long?.sum).toBe(1);
    });
  });

  test("a form above 5 MiB is refused whole", async () => {
    const heard = await form("/ez", `ezkey=${team.ezkey}&stat=big&count=1&x=${"x".repeat(5 * 1024 * 1024)}`);
    expect([heard.status, JSON.parse(heard.body).status]).toEqual([413, 413]);
    expect((await records.stats(team.id)).big).toBeUndefined();
  });
});

test("the whole instance may be verbose", async () => {
  const url = await scratchDatabase();
  const others = new TestRecords(url);
  const verbose = openTestIngest(url, { verboseReplies: true });
  const door = await nodeDoor(verbose);
  const team = await others.team();
  const heard = await door.send({ path: `/ez?ezkey=${team.ezkey}&stat=a&count=1` });
  expect([heard.status, heard.body]).toEqual([200, '{"status":200,"msg":"ok"}']);
  await door.close();
  await verbose.close();
  await others.close();
});

test("a slash at the end of a path does not matter to the first door", async () => {
  const team = await records.team();
  const heard = await (doors.node as Door).send({ path: `/ez/?ezkey=${team.ezkey}&stat=slash&count=1` });
  expect(heard.status).toBe(204);
});

test("the second door cannot hang up, so it says that nobody knows, and not when to try again", async () => {
  const door = routeDoor({ receive: async () => ({ hangUp: true }) } as unknown as Ingest);
  const heard = await door.send({ path: "/ez" });
  expect([heard.status, JSON.parse(heard.body).status, heard.headers["retry-after"]]).toEqual([500, 500, undefined]);
  expect(heard.body).toContain("may have been counted or not");
  const native = await door.send({ method: "POST", path: "/api/v1/points" });
  expect([native.status, native.headers["content-type"]]).toEqual([500, "application/problem+json"]);
  await door.close();
});
