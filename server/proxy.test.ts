import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { publicServer } from "./http-server";
import { MAX_PROXIED_BODY_BYTES, openProxy, type WebProxy } from "./proxy";

const folder = mkdtempSync(join(tmpdir(), "statnest-proxy-"));
const socket = join(folder, "web.sock");

let answerOfWeb: RequestListener = (_request, response) => response.end();
let web: Server;
let api: Server;
let proxy: WebProxy;
let url: string;

beforeAll(async () => {
  proxy = openProxy(socket);
  api = publicServer((request, response) => proxy.pass(request, response));
  api.listen(0, "127.0.0.1");
  await once(api, "listening");
  url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
});

async function webAnswers(listener: RequestListener): Promise<void> {
  answerOfWeb = listener;
  web = createServer((request, response) => answerOfWeb(request, response));
  web.listen(socket);
  await once(web, "listening");
}

afterEach(async () => {
  if (!web?.listening) return;
  web.closeAllConnections();
  await new Promise((resolve) => web.close(resolve));
  rmSync(socket, { force: true });
});

afterAll(async () => {
  api.closeAllConnections();
  await new Promise((resolve) => api.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const rawHeaders = (request: IncomingMessage) =>
  JSON.stringify(
    request.rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), request.rawHeaders[i + 1]]] : [])),
  );

describe("what the pages are told of a request", () => {
  const ask = async (headers: Record<string, string>) => {
    await webAnswers((request, response) => response.end(rawHeaders(request)));
    const asked = httpRequest(`${url}/page?a=b`, { headers }).end();
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    const text = (await answer.toArray()).join("");
    return new Map(JSON.parse(text) as [string, string][]);
  };

  test("is the host it asked for and where it came from", async () => {
    const heard = await ask({ host: "stats.example.com" });
    expect(heard.get("host")).toBe("stats.example.com");
    expect(heard.get("x-forwarded-host")).toBe("stats.example.com");
    expect(heard.get("x-forwarded-proto")).toBe("http");
    expect(heard.get("x-forwarded-for")).toBe("127.0.0.1");
  });

  test("is what a proxy on this machine says, and of its addresses the one it added itself", async () => {
    const heard = await ask({
      "x-forwarded-for": "6.6.6.6, 203.0.113.9",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "stats.example.com",
    });
    expect(heard.get("x-forwarded-for")).toBe("203.0.113.9");
    expect(heard.get("x-forwarded-proto")).toBe("https");
    expect(heard.get("x-forwarded-host")).toBe("stats.example.com");
  });

  test("has nothing of the connection itself, nor what Next says only to itself", async () => {
    const heard = await ask({
      connection: "keep-alive, x-private",
      "x-private": "1",
      "keep-alive": "timeout=5",
      te: "trailers",
      "proxy-authorization": "Basic eDp5",
      "x-middleware-subrequest": "middleware",
      forwarded: "for=6.6.6.6",
      "x-real-ip": "6.6.6.6",
      "x-kept": "yes",
    });
    for (const name of [
      "x-private",
      "keep-alive",
      "te",
      "proxy-authorization",
      "x-middleware-subrequest",
      "forwarded",
    ]) {
      expect([name, heard.get(name)]).toEqual([name, undefined]);
    }
    expect(heard.get("x-real-ip")).toBeUndefined();
    expect(heard.get("x-kept")).toBe("yes");
  });
});

test("an answer keeps its status, its several cookies and its body", async () => {
  await webAnswers((_request, response) => {
    response.writeHead(201, "Made", ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "X-Thing", "x", "Content-Length", "2"]);
    response.end("ok");
  });
  const answer = await fetch(url);
  expect(answer.status).toBe(201);
  expect(answer.statusText).toBe("Made");
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(await answer.text()).toBe("ok");
});

test("a server-sent event arrives when it is sent, not when the stream ends", async () => {
  await webAnswers(async (_request, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write("data: first\n\n");
    await sleep(2_000, undefined, { ref: false });
    response.end("data: last\n\n");
  });
  const began = performance.now();
  const answer = await fetch(url);
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  const { value } = await reader.read();
  expect(Buffer.from(value ?? []).toString()).toBe("data: first\n\n");
  expect(performance.now() - began).toBeLessThan(1_000);
  proxy.endStreams();
  expect((await reader.read()).done).toBe(true);
});

test("a client that goes away takes its request to the pages with it", async () => {
  let wentAway: (value: unknown) => void = () => {};
  const gone = new Promise((resolve) => {
    wentAway = resolve;
  });
  await webAnswers((_request, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write("data: 1\n\n");
    response.on("close", wentAway);
  });
  const asked = httpRequest(url).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  answer.on("error", () => {});
  await once(answer, "data");
  asked.destroy();
  await gone;
});

test("an answer that breaks off is broken off to the client too, not made to look whole", async () => {
  await webAnswers(async (_request, response) => {
    response.writeHead(200);
    response.write("half");
    await sleep(50);
    response.destroy();
  });
  const answer = await fetch(url);
  await expect(answer.text()).rejects.toThrow();
});

describe("a body", () => {
  const count: RequestListener = (request, response) => {
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
    });
    request.on("error", () => {});
    request.on("end", () => response.end(String(length)));
  };
  const chunked = (bytes: number) =>
    new ReadableStream({
      start(controller) {
        for (let left = bytes; left > 0; left -= 65_536) controller.enqueue(Buffer.alloc(Math.min(left, 65_536)));
        controller.close();
      },
    });

  test.each([
    ["with its length", (bytes: number): RequestInit => ({ body: Buffer.alloc(bytes) })],
    ["in chunks", (bytes: number): RequestInit => ({ body: chunked(bytes), duplex: "half" }) as RequestInit],
  ])("of the limit passes whole and one byte more is a 413, sent %s", async (_how, init) => {
    await webAnswers(count);
    const fits = await fetch(url, { method: "POST", ...init(MAX_PROXIED_BODY_BYTES) });
    expect(await fits.text()).toBe(String(MAX_PROXIED_BODY_BYTES));
    const answer = await fetch(url, { method: "POST", ...init(MAX_PROXIED_BODY_BYTES + 1) });
    expect(answer.status).toBe(413);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ status: 413 });
  });
});

describe("while the pages are away", () => {
  test("a browser gets a page that tries again", async () => {
    const answer = await fetch(url, { headers: { accept: "text/html,*/*" } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("2");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await answer.text()).toContain('http-equiv="refresh"');
  });

  test("a program gets problem+json, also to what it uploads", async () => {
    const answer = await fetch(url, { method: "POST", body: Buffer.alloc(1_000_000) });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ type: "about:blank", status: 503 });
  });
});

describe("the public server", () => {
  /** Writes bytes and returns everything that came back until the server closed. */
  const converse = async (bytes: string) => {
    const client = connect((api.address() as AddressInfo).port, "127.0.0.1");
    client.on("error", () => {});
    let heard = "";
    client.on("data", (chunk) => (heard += chunk));
    client.write(bytes);
    await once(client, "close");
    return heard;
  };

  test.each([
    ["an unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", "405 Method Not Allowed"],
    ["CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", "405 Method Not Allowed"],
    ["what is no HTTP", "no http at all\r\n\r\n", "400 Bad Request"],
    ["an endless head", `GET / HTTP/1.1\r\nX: ${"x".repeat(40_000)}\r\n\r\n`, "431 Request Header Fields Too Large"],
  ])("hangs up politely on %s", async (_what, bytes, status) => {
    const heard = await converse(bytes);
    expect(heard.split("\r\n")[0]).toBe(`HTTP/1.1 ${status}`);
    expect(heard).not.toMatch(/at .*\.[jt]s:/);
  });

  test("still gives the answer it owes when stray bytes follow a request", async () => {
    await webAnswers(async (request, response) => {
      await request.toArray();
      await sleep(100);
      response.writeHead(204).end();
    });
    const heard = await converse("POST /ez HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcde\r\n\r\n");
    expect(heard).toMatch(/^HTTP\/1\.1 204 No Content\r\n/);
    expect(heard.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  test("goes on with others after stray bytes", async () => {
    await webAnswers((_request, response) => response.end("fine"));
    await converse("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nab\0\0\r\n\r\n");
    expect(await (await fetch(url)).text()).toBe("fine");
  });

  test("cuts a client that drips its head or its body within 17 seconds", async () => {
    await webAnswers((request, response) => request.resume().on("end", () => response.end()));
    const drip = async (head: string) => {
      const began = performance.now();
      const client = connect((api.address() as AddressInfo).port, "127.0.0.1");
      client.on("error", () => {});
      client.resume();
      client.write(head);
      const drops = setInterval(() => client.write("x"), 500);
      await once(client, "close");
      clearInterval(drops);
      return performance.now() - began;
    };
    const took = await Promise.all([
      drip("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "),
      drip("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n"),
    ]);
    expect(Math.max(...took)).toBeLessThan(17_000);
  });
});
