import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { writeOnce } from "@/lib/store/engine/private-file";
import { readyBinaries } from "./binaries";
import { tryConnect } from "./connection";
import { initialise } from "./initialise";
import { checkReach, isFolder, type Place } from "./place";
import { freePorts } from "./port";
import { notedPostmaster, runningPostmaster, type Started, startPostmaster, stopPostmaster } from "./postmaster";

/** Recovery after a crash reads back what was written since the last checkpoint. */
const START_PATIENCE_MS = 300_000;
/** A server that refuses our password this long is not ours. */
const STRANGER_PATIENCE_MS = 5_000;
/** After a crash the old server's port takes a moment to be free; its clients know no other. */
const PORT_PATIENCE_MS = 3_000;
/** Sessions of a crashed server end when they notice, a busy one at its next pause. */
const ORPHANS_PATIENCE_MS = 30_000;

const PORT_TAKEN = /could not bind|could not create any TCP\/IP sockets/;
const ORPHANS_LEFT = /shared memory block .* still in use/;

/** A connection that holds the server open. */
export interface Keeper {
  client: pg.Client;
  port: number;
}

/** The password of the cluster's superuser: made before the cluster, lost only by deleting its file. */
export async function readPassword(place: Place): Promise<string> {
  const path = join(place.control, "password");
  if (!(await isFolder(place.data))) return writeOnce(path, randomBytes(24).toString("base64url"));
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw new Error(`${path} is missing, and without it the database in ${place.data} does not open: restore it`);
  });
}

/** Waits for the server that runs on these data, however far it is; null when none runs. The caller holds the lock. */
export async function joinRunning(place: Place, password: string): Promise<Keeper | null> {
  const patience = new Patience();
  for (;;) {
    const running = await runningPostmaster(place.data);
    if (!running) return null;
    const attempt = await tryConnect(running.port, password, place.data);
    if ("client" in attempt) return { client: attempt.client, port: running.port };
    patience.check(attempt);
    await sleep(50);
  }
}

/** Starts the server, making its cluster first when there is none. The caller holds the lock and saw that none runs. */
export async function start(place: Place, password: string, settings: Record<string, string>): Promise<Keeper> {
  const binaries = await readyBinaries(place);
  await initialise(place, binaries, password);
  await checkReach(place);
  const crashed = (await notedPostmaster(place.data)) !== null;
  for await (const port of freePorts(place.control, crashed ? PORT_PATIENCE_MS : 0)) {
    const result = await startOn(port, () => startPostmaster(place, binaries, port, settings), place, password);
    if ("client" in result) return { client: result.client, port };
    if (!PORT_TAKEN.test(result.failure)) {
      throw new Error(`PostgreSQL does not start: ${result.failure} (see ${join(place.folder, "server.log")})`);
    }
  }
  throw new Error("PostgreSQL does not start: no free port");
}

type Result = { client: pg.Client } | { failure: string };

async function startOn(port: number, launch: () => Promise<Started>, place: Place, password: string): Promise<Result> {
  const deadline = Date.now() + ORPHANS_PATIENCE_MS;
  for (;;) {
    const result = await whenReady(await launch(), port, place, password);
    if ("client" in result || !ORPHANS_LEFT.test(result.failure) || Date.now() > deadline) return result;
    await sleep(200);
  }
}

async function whenReady(started: Started, port: number, place: Place, password: string): Promise<Result> {
  const patience = new Patience();
  const ended = started.ended.then((failure) => ({ failure }));
  try {
    for (;;) {
      const attempt = await tryConnect(port, password, place.data);
      if ("client" in attempt) return attempt;
      const result = await Promise.race([ended, sleep(25)]);
      if (result) return result;
      patience.check(attempt);
    }
  } catch (error) {
    await stopPostmaster(place);
    throw error;
  }
}

/** Throws once a wait is hopeless. */
class Patience {
  readonly #since = Date.now();

  check(attempt: { notYet: string } | { stranger: string }): void {
    const waited = Date.now() - this.#since;
    if ("stranger" in attempt && waited > STRANGER_PATIENCE_MS) {
      throw new Error(`a server answers that is not ours: ${attempt.stranger}`);
    }
    if (waited > START_PATIENCE_MS) throw new Error(`PostgreSQL takes no connections: ${Object.values(attempt)}`);
  }
}
