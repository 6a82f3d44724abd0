import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { removeEmbedded } from "@/lib/store/engine/embedded/embedded";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { ensureServerBuild, ensureWebBuild, root } from "@/server/build.js";

const START_MAY_TAKE_MS = 60_000;
/** What a test's environment must not hand on. */
const OURS = /^(STATNEST_|NEXTAUTH_|NEXT_|DATABASE_URL$|CRON_SECRET$|HOST$|PORT$|NODE_ENV$|VITEST)/;

/** A started Statnest, in processes of its own as `npm start` makes them. */
export interface Running {
  readonly pid: number;
  readonly url: string;
  output(): string;
  /** Sends a signal and resolves when the process has ended. */
  end(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null; milliseconds: number }>;
  /** Its process of a role, or undefined while there is none. */
  child(role: "api" | "web" | "worker"): Promise<number | undefined>;
}

const started: ChildProcess[] = [];
const folders: string[] = [];

/** Makes sure that what is started is what the sources say. Takes minutes at worst: give `beforeAll` time. */
export async function buildEverything(): Promise<void> {
  await ensureServerBuild();
  await ensureWebBuild();
}

/** A data folder of its own; `cleanUp` removes it. */
export async function newDataFolder(): Promise<string> {
  const folder = await scratchFolder("statnest-server-");
  folders.push(folder);
  return folder;
}

/** Starts `npm start`'s program and resolves when it says that it is ready. */
export async function startStatnest(environment: Record<string, string>): Promise<Running> {
  const { child, output } = launch(environment);
  const giveUp = Date.now() + START_MAY_TAKE_MS;
  for (;;) {
    const said = /ready(?: on (http:\/\/\S+))?.* after /.exec(output());
    if (said) return running(child, said[1] ?? "", output);
    if (child.exitCode !== null || Date.now() > giveUp) throw new Error(`did not get ready:\n${output()}`);
    await sleep(20);
  }
}

/** Starts it and resolves when it has ended by itself, as it does when it cannot start. */
export async function runToEnd(environment: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { child, output } = launch(environment);
  const [code] = (await once(child, "exit")) as [number | null];
  return { code, output: output() };
}

/** Starts it and returns at once. */
export function launch(environment: Record<string, string>, folder = root) {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const name of Object.keys(env)) if (OURS.test(name)) delete env[name];
  Object.assign(env, { HOST: "127.0.0.1", PORT: "0", ...environment });
  const child = spawn(process.execPath, ["server/start.js"], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
  return { child, output: () => text };
}

function running(child: ChildProcess, url: string, output: () => string): Running {
  const pid = child.pid as number;
  return {
    pid,
    url,
    output,
    async end(name = "SIGTERM") {
      const began = performance.now();
      const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : null;
      child.kill(name);
      await ended;
      return { code: child.exitCode, signal: child.signalCode, milliseconds: performance.now() - began };
    },
    async child(role) {
      const processes = await listProcesses();
      return processes.find(({ parent, command }) => parent === pid && command.includes(`dist/${role}.js`))?.pid;
    },
  };
}

/** Ends what is still running and removes the data folders; for `afterAll`. */
export async function cleanUp(): Promise<void> {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
  for (const folder of folders.splice(0)) {
    await removeEmbedded(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

export interface Account {
  ezkey: string;
  read_key: string;
  manage_key: string;
}

/** Makes an account from the command line, beside the running server. */
export async function createAccount(environment: Record<string, string>): Promise<Account> {
  const args = ["bin/statnest.js", "account", "create", "--email", `a${Date.now()}@example.com`, "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...environment },
  });
  return JSON.parse(stdout) as Account;
}

interface ProcessFacts {
  pid: number;
  parent: number;
  command: string;
}

async function listProcesses(): Promise<ProcessFacts[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="], { maxBuffer: 2 ** 26 });
  return stdout.split("\n").flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return found ? [{ pid: Number(found[1]), parent: Number(found[2]), command: found[3] ?? "" }] : [];
  });
}

/** Every process of a start: itself, its children, PostgreSQL on the data folder and its children. */
export async function familyOf(pid: number, dataFolder: string): Promise<number[]> {
  const processes = await listProcesses();
  const family = new Set([pid, ...processes.filter((each) => isPostmaster(each, dataFolder)).map((each) => each.pid)]);
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const each of processes) if (family.has(each.parent)) family.add(each.pid);
  }
  return [...family];
}

/** The first process of the PostgreSQL on a data folder. */
export async function postmasterOf(dataFolder: string): Promise<number | undefined> {
  return (await listProcesses()).find((each) => isPostmaster(each, dataFolder))?.pid;
}

function isPostmaster({ command }: ProcessFacts, dataFolder: string): boolean {
  return command.includes(`-D ${dataFolder}/`);
}

/** Asks again and again until the answer suits; resolves to how long that took, in milliseconds. */
export async function until(suits: () => Promise<boolean>, patienceMs = 15_000): Promise<number> {
  const began = performance.now();
  while (!(await suits().catch(() => false))) {
    if (performance.now() - began > patienceMs) throw new Error(`still not so after ${patienceMs} ms`);
    await sleep(25);
  }
  return performance.now() - began;
}

/** The status that a GET is answered with. */
export async function statusOf(url: string, init: RequestInit = {}): Promise<number> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000), ...init });
  await answer.arrayBuffer();
  return answer.status;
}

/** Sends one count of 1 as StatHat's clients do; the status of the answer. */
export async function post(url: string, ezkey: string, stat: string): Promise<number> {
  return statusOf(`${url}/ez`, { method: "POST", body: new URLSearchParams({ ezkey, stat, count: "1" }) });
}
