import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Ingest } from "@/lib/ingest/ingest";
import { answerIngest } from "@/lib/ingest/node-door";

export interface Sent {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

export interface Heard {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One of the two ways to the same ingest. */
export interface Door {
  name: string;
  send(sent: Sent): Promise<Heard>;
  close(): Promise<void>;
}

/** A node:http server over an ingest on a free port of the loopback address; like the public one it answers a client that half-closed. */
export async function openServer(ingest: Ingest): Promise<{ port: number; server: Server }> {
  const server = createServer((incoming, response) => {
    const [path = "/", query = ""] = (incoming.url ?? "").split("?", 2);
    void answerIngest(ingest, { path, query }, incoming, response);
  });
  Object.assign(server, { httpAllowHalfOpen: true });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

export async function nodeDoor(ingest: Ingest): Promise<Door & { port: number }> {
  const { port, server } = await openServer(ingest);
  return {
    name: "node:http",
    port,
    send: (sent) => sendOverHttp(port, sent),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function sendOverHttp(port: number, { method = "GET", path, headers, body }: Sent): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: "127.0.0.1", method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

export const FORM = { "content-type": "application/x-www-form-urlencoded" };
export const JSON_TYPE = { "content-type": "application/json" };
