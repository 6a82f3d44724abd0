import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type Binaries, readyBinaries } from "./binaries";
import type { Place } from "./place";
import { processStart } from "./process-start";
import { commonOptions, run } from "./run";

const LOG_LIMIT_BYTES = 8 * 1024 * 1024;
/** Long enough for a shutdown checkpoint; then the server is made to stop without one, which its log makes good. */
const FAST_STOP_MS = 15_000;

/** The first process of a running server. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** A server that was just started: `ended` resolves when its process does, with the last lines it wrote. */
export interface Started {
  ended: Promise<string>;
}

/**
 * The server that runs on these data. `postmaster.pid` alone proves nothing: after a crash it names a process that is
 * gone, a zombie, or by now somebody else's.
 */
export async function runningPostmaster(data: string): Promise<Postmaster | null> {
  const noted = await notedPostmaster(data);
  return noted && (await serves(noted.pid, data)) ? noted : null;
}

/** What `postmaster.pid` says: left behind by a crash, or of a running server. */
export async function notedPostmaster(data: string): Promise<Postmaster | null> {
  const lines = (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]) } : null;
}

async function serves(pid: number, data: string): Promise<boolean> {
  if ((await processStart(pid)) === null) return false;
  if (process.platform === "win32") return true;
  return (await commandOf(pid)).includes(data);
}

async function commandOf(pid: number): Promise<string> {
  if (process.platform === "linux") return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  const ask = promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]);
  return ask.then(
    ({ stdout }) => stdout,
    () => "",
  );
}

/**
 * Starts the server in a session of its own: it outlives us, and Ctrl-C does not reach it. It may still fail;
 * see `ended`. The caller holds the lock and has seen that no server runs.
 */
export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  port: number,
  settings: Record<string, string>,
): Promise<Started> {
  await disownPidFile(place.data);
  const logFile = join(place.folder, "server.log");
  await shortenLog(logFile);
  const options = serverOptions(port, settings);
  if (process.platform === "win32") return startOnWindows(place, binaries, logFile, options);
  const log = await open(logFile, "a", 0o600);
  const { size } = await log.stat();
  const child = spawn(binaries.postgres, ["-D", place.data, ...options], {
    ...commonOptions(place.account),
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  child.unref();
  const ended = once(child, "exit").then(
    () => tail(logFile, size),
    (error: Error) => error.message,
  );
  await log.close();
  return { ended };
}

/** PostgreSQL refuses to start as an administrator there; pg_ctl knows how to give that up. */
async function startOnWindows(place: Place, binaries: Binaries, logFile: string, options: string[]): Promise<Started> {
  const line = options.map((option) => `"${option}"`).join(" ");
  const args = ["start", "-W", "-D", place.data, "-l", logFile, "-o", line];
  const { code, output } = await run(binaries.pg_ctl, args, null);
  return { ended: code === 0 ? whenGone(place.data, logFile) : Promise.resolve(output) };
}

async function whenGone(data: string, logFile: string): Promise<string> {
  do await sleep(1_000, undefined, { ref: false });
  while (await runningPostmaster(data));
  return tail(logFile, 0);
}

function serverOptions(port: number, settings: Record<string, string>): string[] {
  const all = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    // Refused statements are the client's business; the log is for what the server itself goes through.
    log_min_messages: "log",
    log_checkpoints: "off",
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/**
 * PostgreSQL refuses to start while a process has the pid that `postmaster.pid` names, even a zombie or a stranger.
 * It does not mind its own parent's pid, so that is written there instead. The rest of the file stays: by it the server
 * finds out whether processes of the crashed one still use the data.
 */
async function disownPidFile(data: string): Promise<void> {
  const path = join(data, "postmaster.pid");
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return;
  const [pid, ...rest] = text.split("\n");
  if (Number(pid) > 0 && process.platform !== "win32") await writeFile(path, [process.pid, ...rest].join("\n"));
  else await rm(path, { force: true });
}

async function shortenLog(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(path, `${path}.1`);
}

async function tail(path: string, from: number): Promise<string> {
  const text = await readFile(path).catch(() => Buffer.from("no log"));
  return text.subarray(from).toString("utf8").trim().split("\n").slice(-8).join("\n");
}

/** Stops the server at once but in order: sessions are ended, everything is written. Resolves when it is gone. */
export async function stopPostmaster(place: Place): Promise<void> {
  const running = await runningPostmaster(place.data);
  if (!running) return;
  if (process.platform === "win32") {
    await run((await readyBinaries(place)).pg_ctl, ["stop", "-m", "fast", "-D", place.data], null);
    return;
  }
  signal(running.pid, "SIGINT");
  if (await isGone(place.data, running.pid, FAST_STOP_MS)) return;
  signal(running.pid, "SIGQUIT");
  if (await isGone(place.data, running.pid, FAST_STOP_MS)) return;
  throw new Error(`PostgreSQL (process ${running.pid}) does not stop`);
}

async function isGone(data: string, pid: number, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (await serves(pid, data)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
