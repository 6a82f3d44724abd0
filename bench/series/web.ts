import { Agent, request } from "node:http";
import { createServer } from "node:net";

/** Asks for a path of one server over one connection that stays open; resolves to the body, rejects unless it is a 2xx. */
export interface Line {
  get(path: string): Promise<string>;
  post(path: string, body: string): Promise<string>;
  close(): void;
}

export function openLine(base: string, headers: Record<string, string> = {}): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (method: string, path: string, body?: string) =>
    new Promise<string>((resolve, reject) => {
      const sent = request(new URL(path, base), { agent, method, headers }, (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => (text += chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const status = answer.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve(text);
          else reject(new Error(`${method} ${path}: ${status} ${text.slice(0, 400)}`));
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  return {
    get: (path) => ask("GET", path),
    post: (path, body) => ask("POST", path, body),
    close: () => agent.destroy(),
  };
}

/** A port of the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
