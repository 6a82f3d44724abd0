import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { replaceFile } from "@/lib/store/engine/private-file";

/** Below the range from which systems hand out ports of outgoing connections. */
const FIRST = 21_000;
const COUNT = 8_000;
const TRIES = 100;

/**
 * The ports to try, best first: the one used before, else one that follows from the folder's name, so that
 * two checkouts seldom meet; then those after it. Taken ones are left out.
 * @param patienceMs how long to wait for the first to become free
 */
export async function* freePorts(control: string, patienceMs: number): AsyncGenerator<number> {
  const first = await preferredPort(control);
  if (await becomesFree(first, patienceMs)) yield first;
  for (let step = 1; step < TRIES; step += 1) {
    const port = FIRST + ((first - FIRST + step) % COUNT);
    if (await isFree(port)) yield port;
  }
}

export async function keepPort(control: string, port: number): Promise<void> {
  if ((await keptPort(control)) !== port) await replaceFile(join(control, "port"), `${port}\n`);
}

async function preferredPort(control: string): Promise<number> {
  return (await keptPort(control)) ?? FIRST + (createHash("sha256").update(control).digest().readUInt32BE() % COUNT);
}

async function keptPort(control: string): Promise<number | null> {
  const port = Number(await readFile(join(control, "port"), "utf8").catch(() => ""));
  return Number.isInteger(port) && port >= FIRST && port < FIRST + COUNT ? port : null;
}

async function becomesFree(port: number, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (!(await isFree(port))) {
    if (Date.now() >= deadline) return false;
    await sleep(50);
  }
  return true;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer();
    server.on("error", () => settle(false));
    server.listen(port, "127.0.0.1", () => server.close(() => settle(true)));
  });
}
