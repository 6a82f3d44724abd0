import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isLoopback } from "@/lib/domain/loopback";
import { type Env, readEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { type Database, ensureReady, openDatabase } from "@/lib/store/engine/database";
import { ensureSecrets } from "@/lib/store/engine/secrets";
import { type Kept, keepRunning } from "./keep-running";
import type { Role } from "./messages";

const DIST = dirname(fileURLToPath(import.meta.url));
/** Children get most of the 30 s that a stop may take; the database gets the rest. */
const CHILDREN_MAY_TAKE_MS = 25_000;
const STOP_MAY_TAKE_MS = 29_000;
const MIGRATION_MAY_TAKE_MS = 3_000;
const WAITING_IS_WORTH_A_WORD_MS = 3_000;
const REVIVE_AGAIN_MS = 1_000;
/** Unix sockets have short names: about a hundred bytes. */
const LONGEST_SOCKET_FOLDER = 70;
const SOCKET_FOLDER = "statnest-web-";

export interface SuperviseOptions {
  dev: boolean;
  /** Tells the person at the terminal one line. */
  say: (line: string) => void;
  /** Aborted: stop everything in order. */
  signal: AbortSignal;
  /** Rebuilds dist/ when its sources change and says so. */
  watch?: (onBuilt: () => void) => Promise<void>;
  /** Called once, when everything answers for the first time. */
  onReady?: (where: { url: string; databaseUrl: string }) => Promise<void>;
}

/**
 * Brings up the database and the processes of STATNEST_ROLE, keeps them up until the signal, then ends them in order.
 * @returns the exit code: 0 when it was asked to stop, 1 when it could not start
 */
export async function supervise(options: SuperviseOptions): Promise<number> {
  const began = performance.now();
  let settings: Env;
  try {
    settings = readEnv(process.env);
  } catch (error) {
    return refuse(error);
  }
  let database: Database;
  let secrets: Record<string, string>;
  try {
    secrets = await findSecrets(settings);
    database = await openDatabase({ dataFolder: settings.STATNEST_DATA, databaseUrl: settings.DATABASE_URL });
  } catch (error) {
    return refuse(error);
  }
  tellTime("database opened", began);
  if (options.signal.aborted) {
    await database.release();
    return 0;
  }
  const house = openHouse(options, settings, secrets, database, began);
  const exitCode = await house.ended;
  await house.end();
  return exitCode;
}

function openHouse(
  options: SuperviseOptions,
  settings: Env,
  secrets: Record<string, string>,
  database: Database,
  began: number,
) {
  const { dev, say, signal, watch, onReady } = options;
  const host = settings.HOST ?? (dev ? "127.0.0.1" : "0.0.0.0");
  const roles: Role[] = settings.STATNEST_ROLE === "all" ? ["api", "web", "worker"] : [settings.STATNEST_ROLE];
  const alone = roles.length === 1;
  const socket = alone ? undefined : newSocket();
  const children = new Map<Role, Kept>();
  const ready = new Set<Role>();
  let port = settings.PORT;
  let url = database.url;
  let migrated = false;
  let stopping = false;
  let endWith: (exitCode: number) => void = () => {};
  const ended = new Promise<number>((resolve) => {
    endWith = resolve;
  });

  const baseUrl = () => settings.STATNEST_URL ?? `http://localhost:${port}`;
  const environment = (role: Role): NodeJS.ProcessEnv => ({
    ...process.env,
    ...secrets,
    NODE_ENV: dev ? "development" : "production",
    STATNEST_ROLE: role,
    STATNEST_DATA: resolve(settings.STATNEST_DATA),
    // The pages name the address that each person uses, unless the operator named one for all; a worker sees nobody.
    ...(role === "worker" ? { STATNEST_URL: baseUrl() } : {}),
    NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? baseUrl(),
    DATABASE_URL: url,
    HOST: host,
    PORT: role === "worker" ? process.env.PORT : String(port),
    STATNEST_WEB_SOCKET: socket?.path,
    STATNEST_ALONE: alone ? "1" : "0",
    STATNEST_MIGRATED: migrated ? "1" : "0",
  });

  const fail = (detail: string) => {
    if (stopping) return;
    console.error(detail);
    endWith(1);
  };
  const keep = (role: Role) => {
    const onChildReady = (listening: number | null) => {
      ready.add(role);
      tellTime(`${role} ready`, began);
      if (listening !== null) port = listening;
      startRest();
    };
    children.set(
      role,
      keepRunning({
        role,
        file: join(DIST, `${role}.js`),
        environment: () => environment(role),
        onReady: onChildReady,
        onFatal: fail,
      }),
    );
    if (migrated) children.get(role)?.tell({ say: "migrated" });
  };
  // With port 0 the others have to wait until the api knows what address to tell them.
  const startRest = () => {
    for (const role of roles) if (!stopping && !children.has(role) && port !== 0) keep(role);
  };
  const first = roles[0];
  if (first) keep(first);
  startRest();

  const prepare = async () => {
    const word = setTimeout(() => say("The database does not answer; waiting for it …"), WAITING_IS_WORTH_A_WORD_MS);
    try {
      const applied = await ensureReadyWheneverItAnswers(url, signal);
      if (applied.length > 0) say(`Brought the database up to date (${applied.length} migrations).`);
    } catch (error) {
      return fail(messageOf(error));
    } finally {
      clearTimeout(word);
    }
    migrated = true;
    tellTime("database ready", began);
    for (const child of children.values()) child.tell({ say: "migrated" });
    await untilReady(() => ready.size === roles.length, signal);
    await untilReady(() => answersReady(host, port, roles), signal);
    if (stopping) return;
    for (const line of summary({ settings, database, host, port, roles, began })) say(line);
    await onReady?.({ url: baseUrl(), databaseUrl: url });
  };
  const prepared = prepare().catch((error: unknown) => fail(messageOf(error)));

  database.onLost((reason) => {
    if (stopping) return;
    log().error({ err: reason }, "PostgreSQL ended; starting it again");
    void revive(database, () => stopping).then((revived) => {
      if (revived === null || revived === url) return;
      url = revived;
      for (const child of children.values()) child.restart();
    });
  });
  void watch?.(() => {
    say("Rebuilt the server; starting it again.");
    children.get("api")?.restart();
    children.get("worker")?.restart();
  });

  const abort = () => endWith(0);
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });

  return {
    ended,
    async end() {
      stopping = true;
      const giveUp = performance.now() + STOP_MAY_TAKE_MS;
      const insist = setTimeout(() => {
        for (const child of children.values()) child.kill();
      }, CHILDREN_MAY_TAKE_MS);
      const end = (role: Role) => children.get(role)?.end();
      // The pages are behind the api: they go when the last request has come through it.
      await Promise.all([end("worker"), end("api")?.then(() => end("web")) ?? end("web")]);
      clearTimeout(insist);
      // A migration under way is let finish: one cut short has to be cleared up by hand.
      if (!migrated) await Promise.race([prepared, sleep(MIGRATION_MAY_TAKE_MS, undefined, { ref: false })]);
      await Promise.race([
        database.release().catch((error: unknown) => log().error({ err: error }, "could not stop PostgreSQL")),
        sleep(Math.max(0, giveUp - performance.now()), undefined, { ref: false }),
      ]);
      socket?.remove();
    },
  };
}

/** With an embedded database they are made and kept; several hosts on one database have to be given the same. */
async function findSecrets(settings: Env): Promise<Record<string, string>> {
  const given = { NEXTAUTH_SECRET: settings.NEXTAUTH_SECRET, CRON_SECRET: settings.CRON_SECRET };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0 && settings.DATABASE_URL) {
    throw new Error(
      `${missing.join(" and ")} must be set when DATABASE_URL is: any long random text, the same on every host (openssl rand -base64 32)`,
    );
  }
  const known = missing.length > 0 ? await ensureSecrets(settings.STATNEST_DATA) : {};
  return { ...known, ...Object.fromEntries(Object.entries(given).filter((entry) => entry[1] !== undefined)) };
}

/** However long the database is away; only a database that is unfit ends the wait, with an error. */
async function ensureReadyWheneverItAnswers(url: string, signal: AbortSignal): Promise<string[]> {
  for (;;) {
    try {
      return await ensureReady(url, { patienceMs: Number.POSITIVE_INFINITY, warn: (line) => log().warn(line) });
    } catch (error) {
      if (signal.aborted || !wasCutOff(error)) throw error;
      await sleep(REVIVE_AGAIN_MS);
    }
  }
}

function wasCutOff(error: unknown): boolean {
  return /terminat|ECONNRE|closed|timeout|starting up|shutting down/i.test(messageOf(error));
}

async function revive(database: Database, isStopping: () => boolean): Promise<string | null> {
  while (!isStopping()) {
    try {
      return await database.revive();
    } catch (error) {
      log().error({ err: error }, "PostgreSQL does not start; trying again");
      await sleep(REVIVE_AGAIN_MS);
    }
  }
  return null;
}

async function untilReady(isReady: () => boolean | Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await isReady())) await sleep(25);
}

async function answersReady(host: string, port: number, roles: readonly Role[]): Promise<boolean> {
  if (roles.length === 1 && roles[0] === "worker") return true;
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  try {
    const answer = await fetch(`http://${name}:${port}/readyz`, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

interface Summarised {
  settings: Env;
  database: Database;
  host: string;
  port: number;
  roles: readonly Role[];
  began: number;
}

function summary({ settings, database, host, port, roles, began }: Summarised): string[] {
  const everywhere = host === "0.0.0.0" || host === "::";
  const address = `http://${everywhere || isLoopback(host) ? "localhost" : host}:${port}`;
  const took = `${((performance.now() - began) / 1_000).toFixed(1)} s`;
  const serves = roles.length === 1 ? ` (role ${roles[0]})` : "";
  const lines =
    roles.length === 1 && roles[0] === "worker"
      ? [`Statnest's worker is ready after ${took}`]
      : [`Statnest is ready on ${address}${serves} after ${took}`];
  lines.push(
    database.embedded
      ? `  data: ${resolve(settings.STATNEST_DATA)} (its own PostgreSQL; back this folder up)`
      : `  data: ${addressWithoutPassword(database.url)}`,
  );
  if (settings.NODE_ENV === "production") lines.push(...warnings(settings, everywhere && port !== 0));
  return lines;
}

function warnings(settings: Env, everywhere: boolean): string[] {
  const lines: string[] = [];
  if (everywhere && !settings.STATNEST_URL?.startsWith("https:")) {
    lines.push(
      "  WARNING: open to the whole network without https; set HOST=127.0.0.1, or put it behind https and set STATNEST_URL",
    );
  }
  if (settings.STATNEST_ALLOW_PRIVATE_WEBHOOKS) {
    lines.push("  WARNING: STATNEST_ALLOW_PRIVATE_WEBHOOKS is on: webhooks may reach any address of this network");
  }
  return lines;
}

function addressWithoutPassword(url: string): string {
  if (!URL.canParse(url)) return "the database of DATABASE_URL";
  const { hostname, port, pathname } = new URL(url);
  return `PostgreSQL, ${hostname}:${port || 5432}${pathname}`;
}

/** Where the api finds the pages: a socket in a folder that nobody else may enter. */
function newSocket(): { path: string; remove: () => void } {
  if (process.platform === "win32") {
    return { path: `\\\\.\\pipe\\statnest-${randomBytes(8).toString("hex")}`, remove: () => {} };
  }
  const parent = tmpdir().length <= LONGEST_SOCKET_FOLDER ? tmpdir() : "/tmp";
  removeAbandoned(parent);
  const folder = mkdtempSync(join(parent, `${SOCKET_FOLDER}${process.pid}-`));
  return { path: join(folder, "web.sock"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The folders of supervisors that were killed. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(SOCKET_FOLDER) || isAlive(Number.parseInt(name.slice(SOCKET_FOLDER.length), 10))) continue;
    try {
      rmSync(join(parent, name), { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function tellTime(what: string, began: number): void {
  log().debug({ milliseconds: Math.round(performance.now() - began) }, what);
}

function refuse(error: unknown): number {
  console.error(messageOf(error));
  return 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
