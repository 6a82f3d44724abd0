import type { IncomingMessage, ServerResponse } from "node:http";
import { connect } from "node:net";
import { type Ages, openProbe } from "@/lib/store/engine/probe";
import { OWN_HEADERS } from "./answers";
import type { Life } from "./life";

const PROBE_EVERY_MS = 1_000;
/** Until ready for the first time: a start should not wait for the clock. */
const FIRST_PROBES_EVERY_MS = 100;
const PROBE_TIMEOUT_MS = 1_500;
/** An answer older than this says nothing of now. */
const TRUSTED_FOR_MS = PROBE_EVERY_MS + PROBE_TIMEOUT_MS;

const WORKER_GONE_AFTER_S = 60;
/** A pause of five seconds, and what a round of many alerts takes. */
const WORKER_TICK_S = 10;
const SCHEDULER_TICK_S = 60;

export interface Health {
  /** Answers `/healthz` and `/readyz`; false when the path is neither. */
  answer(path: string, request: IncomingMessage, response: ServerResponse): boolean;
  close(): Promise<void>;
}

/**
 * Watches what a process depends on: the database, and behind the api's port the web process (`webSocket`). Alive is
 * always 200; ready is 503 while one of them is away, the database is not migrated yet, or the process is draining.
 */
export function openHealth(life: Life, databaseUrl: string, webSocket: string | undefined): Health {
  const probe = openProbe(databaseUrl, PROBE_TIMEOUT_MS);
  const parts: Record<string, boolean> =
    webSocket === undefined ? { database: false } : { database: false, web: false };
  let lastLook = Number.NEGATIVE_INFINITY;
  let ages: Ages | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let wasReady = false;

  const look = async () => {
    const [database, web] = await Promise.all([
      probe.ask().catch(() => null),
      webSocket === undefined ? true : accepts(webSocket),
    ]);
    parts.database = database !== null;
    if (webSocket !== undefined) parts.web = web;
    lastLook = performance.now();
    ages = database;
    wasReady ||= isReady();
    if (!closed) timer = setTimeout(look, wasReady ? PROBE_EVERY_MS : FIRST_PROBES_EVERY_MS).unref();
  };

  const isReady = () =>
    life.migrated &&
    !life.draining &&
    performance.now() - lastLook < TRUSTED_FOR_MS &&
    Object.values(parts).every((up) => up);

  const state = () => ({
    ready: isReady(),
    role: life.role,
    parts: Object.fromEntries(Object.entries(parts).map(([name, up]) => [name, up ? "up" : "away"])),
    migrated: life.migrated,
    draining: life.draining,
    last_tick_age_seconds: grown(ages?.tickAgeSeconds),
    alerts: {
      last_tick_age_seconds: grown(ages?.alertTickAgeSeconds),
      late: isLate(grown(ages?.alertTickAgeSeconds), grown(ages?.workerAgeSeconds)),
    },
  });
  const grown = (age: number | null | undefined) =>
    age === null || age === undefined ? null : round(age + (performance.now() - lastLook) / 1_000);

  void look();
  return {
    answer(path, request, response) {
      if (path !== "/healthz" && path !== "/readyz") return false;
      const body = path === "/healthz" ? { status: "alive" } : state();
      const status = path === "/healthz" || isReady() ? 200 : 503;
      const text = `${JSON.stringify(body)}\n`;
      response.writeHead(status, {
        ...OWN_HEADERS,
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(text),
        ...(status === 503 && { "Retry-After": "1" }),
      });
      response.end(request.method === "HEAD" ? undefined : text);
      return true;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await probe.close();
    },
  };
}

/**
 * Whether alerts have missed three ticks: of a worker's, or where there is none of a scheduler's, which calls by the
 * minute.
 */
function isLate(tickAge: number | null, workerAge: number | null): boolean | null {
  const hasWorker = workerAge !== null && workerAge < WORKER_GONE_AFTER_S;
  return tickAge === null ? null : tickAge > 3 * (hasWorker ? WORKER_TICK_S : SCHEDULER_TICK_S);
}

/** Whether anybody takes connections there; the kernel answers even while that process is busy. */
function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const done = (up: boolean) => {
      socket.destroy();
      resolve(up);
    };
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
  });
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
