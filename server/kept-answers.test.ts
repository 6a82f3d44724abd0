import { createServer, type RequestListener, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answering, offerAnswer, recallAnswers } from "@/lib/open-answer";
import { keepAnswers } from "./kept-answers";

let now = 0;
let made: string[] = [];
let views = 0;
let text = "first";
let offered = true;
let base = "";
let stop: () => Promise<unknown>;

/** As Next does: it knows its tag, and says what it likes besides. */
const next: RequestListener = (asked, response) => {
  made.push(asked.url ?? "");
  if (offered) offerAnswer({ sentAgain: () => (views += 1) });
  const tag = `"${text}"`;
  response.setHeader("ETag", tag);
  response.setHeader("X-Robots-Tag", "noindex");
  if (asked.headers["if-none-match"] === tag) return void response.writeHead(304).end();
  response.setHeader("Content-Type", "text/plain");
  response.write(`${text} `);
  response.end(asked.url);
};

beforeEach(async () => {
  [now, made, views, text, offered] = [0, [], 0, "first", true];
  const handle = keepAnswers(async (asked, response) => next(asked, response as never), {
    now: () => now,
    chance: () => 0,
  });
  const server = createServer((asked, response) => answering(response, () => handle(asked, response)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => stop());

interface Told {
  status: number;
  told: Record<string, unknown>;
  body: string;
}

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Told> {
  return new Promise((resolve, reject) => {
    const sent = request(`${base}${path}`, { headers, method, agent: false }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (chunk) => (body += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, told: answer.headers, body }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

test("an answer that was offered is sent again as it was, and counts as seen", async () => {
  const first = await ask("/embed/a");
  const again = await ask("/embed/a");
  expect(made).toEqual(["/embed/a"]);
  expect([again.status, again.body]).toEqual([200, "first /embed/a"]);
  const { date: _, "content-length": length, ...told } = again.told;
  expect(length).toBe("14");
  const { date: __, "transfer-encoding": ___, ...before } = first.told;
  expect(told).toEqual(before);
  expect(views).toBe(1);
});

test("who has it already is told so, without what only a body has, and has not seen it again", async () => {
  await ask("/embed/a");
  const known = await ask("/embed/a", { "if-none-match": '"other", W/"first"' });
  expect([known.status, known.body, known.told["content-type"], known.told["x-robots-tag"]]).toEqual([
    304,
    "",
    undefined,
    "noindex",
  ]);
  expect([made.length, views]).toEqual([1, 0]);
});

test("when only those ask who have it, they too are told without asking anew, and others are sent it whole", async () => {
  const known = { "if-none-match": '"first"' };
  for (let i = 0; i < 3; i++) expect((await ask("/embed/a", known)).status).toBe(304);
  expect(made).toHaveLength(1);
  expect((await ask("/embed/a")).body).toBe("first /embed/a");
  expect((await ask("/embed/a")).body).toBe("first /embed/a");
  expect(made).toHaveLength(2);
});

test("in the second half of its two seconds one who asks has it made anew, and after them everybody", async () => {
  await ask("/embed/a");
  text = "second";
  now = 999;
  expect((await ask("/embed/a")).body).toContain("first");
  now = 1_000;
  expect((await ask("/embed/a")).body).toContain("second");
  expect((await ask("/embed/a")).body).toContain("second");
  expect(made).toHaveLength(2);
  text = "third";
  now = 3_000;
  expect((await ask("/embed/a")).body).toContain("third");
});

test("what was recalled is not sent again", async () => {
  await ask("/embed/a");
  recallAnswers();
  text = "second";
  expect((await ask("/embed/a")).body).toContain("second");
});

test.each<[why: string, path: string, headers: Record<string, string>, method?: string]>([
  ["of another page", "/stats", {}],
  ["by another method", "/embed/a", {}, "POST"],
  ["for Next's own way of asking", "/embed/a", { rsc: "1" }],
  ["for a page of ours", "/embed/a", { "sec-fetch-site": "same-origin" }],
  ["for a part of it", "/embed/a", { range: "bytes=0-1" }],
])("nothing is sent again %s", async (_, path, headers, method) => {
  for (let i = 0; i < 2; i++) await ask(path, headers, method);
  expect(made).toHaveLength(2);
});

test("what was not offered, and what depends on another name or coding, is not sent again", async () => {
  await ask("/embed/a");
  await ask("/embed/a", { host: "other.example.com" });
  await ask("/embed/a", { "accept-encoding": "gzip" });
  await ask("/embed/a", { "x-forwarded-proto": "https" });
  expect(made).toHaveLength(4);
  offered = false;
  for (let i = 0; i < 2; i++) await ask("/badge/b.svg");
  expect(made).toHaveLength(6);
});
