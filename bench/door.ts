import { Agent, type IncomingHttpHeaders, request } from "node:http";
import type { Ending } from "./series/ending";
import { startServer } from "./series/product";

/** The product, and as many connections to it as there are requests at once, which stay open. */
export interface Door {
  base: string;
  agent: Agent;
}

/** Starts the product on this database, which ends with the run; `more` is what else its environment says. */
export async function openDoor(databaseUrl: string, ending: Ending, more: Record<string, string> = {}): Promise<Door> {
  const base = await startServer(databaseUrl, ending, more);
  const agent = new Agent({ keepAlive: true });
  ending.add("the connections", async () => agent.destroy());
  return { base, agent };
}

interface Asked {
  path: string;
  /** A form, unless the headers say otherwise; without one it is a GET. */
  body?: string;
  headers?: Record<string, string>;
}

interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  body: Buffer;
}

export function ask({ base, agent }: Door, { path, body, headers = {} }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const form = body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
    const method = body === undefined ? "GET" : "POST";
    const sent = request(new URL(path, base), { agent, method, headers: { ...form, ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Counts one; rejects unless it was taken. */
export async function countOne(door: Door, ezkey: string, stat = "page views"): Promise<void> {
  const body = String(new URLSearchParams({ ezkey, stat, count: "1" }));
  const { status } = await ask(door, { path: "/ez", body });
  if (status !== 204) throw new Error(`a number was answered ${status}`);
}
