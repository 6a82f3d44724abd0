import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

interface SunkCall {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Milliseconds, of the process. */
  at: number;
}

/** What becomes of a call: a status with headers, or trouble on the way. */
export type Reply =
  | number
  | { status: number; headers?: Record<string, string>; body?: string }
  | "reset"
  | "hang"
  | "slow body"
  | ((response: ServerResponse) => void);

export interface WebhookSink {
  url: string;
  port: number;
  calls: SunkCall[];
  /** How many connections were ever opened. */
  connections: number;
  /** The most calls that were under way at once. */
  mostAtOnce: number;
  reply: (call: SunkCall) => Reply | Promise<Reply>;
  reset(): void;
  close(): Promise<void>;
}

/** A receiver of webhooks on this host, which does what it is told. */
export async function openWebhookSink(): Promise<WebhookSink> {
  let atOnce = 0;
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    atOnce += 1;
    sink.mostAtOnce = Math.max(sink.mostAtOnce, atOnce);
    response.on("close", () => {
      atOnce -= 1;
    });
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const call = { path: request.url ?? "", headers: request.headers, body, at: performance.now() };
      sink.calls.push(call);
      give(await sink.reply(call), response);
    });
  });
  server.on("connection", (socket) => {
    sink.connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const sink: WebhookSink = {
    url: `http://127.0.0.1:${port}`,
    port,
    calls: [],
    connections: 0,
    mostAtOnce: 0,
    reply: () => 200,
    reset() {
      Object.assign(sink, { calls: [], connections: 0, mostAtOnce: 0, reply: () => 200 });
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return sink;
}

function give(reply: Reply, response: ServerResponse): void {
  if (reply === "hang") return;
  if (reply === "reset") {
    response.destroy();
    return;
  }
  if (typeof reply === "function") {
    reply(response);
    return;
  }
  if (reply === "slow body") {
    response.writeHead(200).write("o");
    return;
  }
  const { status, headers = {}, body = "" } = typeof reply === "number" ? { status: reply } : reply;
  response.writeHead(status, headers).end(body);
}
