import type { Server } from "node:http";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase } from "@/lib/testing/scratch";
import type { Ingest } from "./ingest";
import { CutProxy, isFlush } from "./testing/cut-proxy";
import { openServer } from "./testing/doors";
import { openTestIngest } from "./testing/open";
import { TestRecords, type TestTeam } from "./testing/team";

let records: TestRecords;
let proxy: CutProxy;
let ingest: Ingest;
let server: Server;
let port: number;
let team: TestTeam;

beforeAll(async () => {
  const url = await scratchDatabase();
  records = new TestRecords(url);
  const opened = await CutProxy.before(url);
  proxy = opened.proxy;
  ingest = openTestIngest(opened.url);
  ({ server, port } = await openServer(ingest));
  team = await records.team();
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await ingest.close();
  await proxy.close();
  await records.close();
});

function dial(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.on("error", reject);
  });
}

/** Everything the server says until it closes, or until a given text has come. */
function hear(socket: Socket, until?: string): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (data) => {
      text += data.toString("latin1");
      if (until !== undefined && text.includes(until)) resolve(text);
    });
    socket.on("close", () => resolve(text));
    socket.on("error", () => resolve(text));
  });
}

function posted(body: string | Buffer, length = Buffer.byteLength(body), more = ""): Buffer {
  return Buffer.concat([
    Buffer.from(`POST /ez HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n${more}\r\n`),
    Buffer.from(body),
  ]);
}

const sum = async (stat: string) => (await records.stats(team.id))[stat]?.sum;

describe("bytes on the wire", () => {
  test("neither a Host, a User-Agent nor a content type is needed (HTTP/1.0)", async () => {
    const socket = await dial();
    const heard = hear(socket);
    const body = `stat=plain socket&email=${team.ezkey}&count=1`;
    socket.write(`POST /ez HTTP/1.0\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
    expect(await heard).toMatch(/^HTTP\/1\.1 204/);
    expect(await sum("plain socket")).toBe(1);
  });

  test("a client that closes right after writing is counted, 500 times", async () => {
    await Promise.all(
      Array.from({ length: 500 }, async () => {
        const socket = await dial();
        socket.write(posted(`ezkey=${team.ezkey}&stat=hung up&count=1`), () => socket.destroy());
      }),
    );
    await expect.poll(() => sum("hung up"), { timeout: 5_000 }).toBe(500);
  });

  test("a client that half-closes right after writing is counted and answered", async () => {
    const socket = await dial();
    const heard = hear(socket);
    socket.end(posted(`ezkey=${team.ezkey}&stat=half closed&count=1`));
    expect(await heard).toMatch(/^HTTP\/1\.1 204/);
    expect(await sum("half closed")).toBe(1);
  });

  test("a Content-Length counted in characters: the number is what is left of it, and the server lives on", async () => {
    const body = `stat=café&ezkey=${team.ezkey}&value=0.5`;
    const socket = await dial();
    const heard = hear(socket);
    socket.write(posted(body, body.length));
    await heard;
    await expect.poll(async () => (await records.stats(team.id)).café).toEqual({ kind: "value", n: 1, sum: 0 });
    const next = await dial();
    const answer = hear(next, "\r\n\r\n");
    next.write(posted(`ezkey=${team.ezkey}&stat=alive&count=1`));
    expect(await answer).toMatch(/^HTTP\/1\.1 204/);
    next.destroy();
  });

  test("a body shorter than its Content-Length is not counted: its number may be cut", async () => {
    const socket = await dial();
    const body = `ezkey=${team.ezkey}&stat=cut short&count=1`;
    socket.end(posted(body, body.length + 5));
    await hear(socket);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await sum("cut short")).toBeUndefined();
  });

  test("many posts on one connection, written at once", async () => {
    const socket = await dial();
    const heard = hear(socket);
    const posts = Array.from({ length: 100 }, (_, i) =>
      posted(`ezkey=${team.ezkey}&stat=pipelined&count=1`, undefined, i === 99 ? "Connection: close\r\n" : ""),
    );
    socket.write(Buffer.concat(posts));
    expect((await heard).match(/HTTP\/1\.1 204/g)).toHaveLength(100);
    expect(await sum("pipelined")).toBe(100);
  });

  test("a chunked body", async () => {
    const socket = await dial();
    const heard = hear(socket);
    const body = `ezkey=${team.ezkey}&stat=chunked&count=1`;
    const chunks = [body.slice(0, 20), body.slice(20)].map((each) => `${each.length.toString(16)}\r\n${each}\r\n`);
    socket.write(
      `POST /ez HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunks.join("")}0\r\n\r\n`,
    );
    expect(await heard).toMatch(/^HTTP\/1\.1 204/);
    expect(await sum("chunked")).toBe(1);
  });

  test("a chunked body without an end is refused when it is above 5 MiB, and the connection closed", async () => {
    const socket = await dial();
    const heard = hear(socket);
    socket.write("POST /ez HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(0x100000, "x"), Buffer.from("\r\n")]);
    for (let i = 0; i < 30 && socket.writable; i++) {
      await new Promise((resolve) => socket.write(chunk, resolve));
    }
    expect(await heard).toMatch(/^HTTP\/1\.1 413/);
  });
});

test("when the answer of the database is lost, the client's connection is closed without a word", async () => {
  let cuts = 0;
  proxy.cutAnswer = (_, question) => isFlush(question) && cuts++ === 0;
  const socket = await dial();
  const heard = hear(socket);
  socket.write(posted(`ezkey=${team.ezkey}&stat=alive&count=1`));
  expect(await heard).toBe("");
  proxy.cutAnswer = () => false;
});
