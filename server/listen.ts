import { existsSync, mkdirSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log";
import { FatalStart } from "./life";

/** As long as an orphan of a killed predecessor may take to notice and let go of the port. */
const TAKEN_PORT_PATIENCE_MS = 8_000;
const RETRY_MS = 200;
const SOCKET_LOOK_MS = 2_000;

/**
 * Listens on a TCP port and returns it (port 0: one that is free). Waits a while for a taken one; throws a FatalStart
 * that names the port when it stays taken or may not be had.
 */
export async function listenOnPort(server: Server, port: number, host: string): Promise<number> {
  const giveUp = Date.now() + TAKEN_PORT_PATIENCE_MS;
  for (let told = false; ; ) {
    try {
      await listen(server, { port, host });
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE") throw new FatalStart(`cannot listen on ${host}:${port}: ${(error as Error).message}`);
      if (Date.now() > giveUp) {
        throw new FatalStart(
          `port ${port} is taken by another program: stop that one, or choose another port with PORT=… npm start`,
        );
      }
      if (!told) log().warn({ port }, `port ${port} is taken; waiting for it`);
      told = true;
      await sleep(RETRY_MS);
    }
  }
}

/** Listens on a unix socket (a named pipe on Windows), taking the place of one that a killed predecessor left. */
export async function listenOnSocket(server: Server, path: string): Promise<void> {
  if (process.platform !== "win32") {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    rmSync(path, { force: true });
  }
  await listen(server, { path });
}

/** Calls back when the socket's name is gone, as some cleaners of temporary folders have it: nobody can connect any more. */
export function whenSocketGone(path: string, then: () => void): void {
  if (process.platform === "win32") return;
  const looks = setInterval(() => {
    if (existsSync(path)) return;
    clearInterval(looks);
    then();
  }, SOCKET_LOOK_MS);
  looks.unref();
}

function listen(server: Server, where: { path: string } | { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const refused = (error: Error) => {
      server.off("listening", heard);
      reject(error);
    };
    const heard = () => {
      server.off("error", refused);
      resolve();
    };
    server.once("error", refused);
    server.once("listening", heard);
    server.listen({ ...where, backlog: 1_024 });
  });
}
