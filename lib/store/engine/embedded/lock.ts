import { randomUUID } from "node:crypto";
import { link, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { replaceFile } from "@/lib/store/engine/private-file";
import { processStart, UNKNOWN_START } from "./process-start";

/** Longer than a server needs to recover from a crash. */
const PATIENCE_MS = 360_000;
/** Old generations are kept so long that no listing of the folder can miss every newer one. */
const KEPT = 8;

interface Holder {
  pid: number;
  start: string | null;
}

/**
 * Does the work while no other process does work under the same folder. A holder that died, however it died, does not
 * bar the way: the lock names its process and when that started, so a new process of the same pid is not mistaken for it.
 * Throws after six minutes behind a holder that is alive.
 *
 * The lock is the file `lock.N` with the highest N. Who finds it free, or its holder dead, makes `lock.N+1`, which only
 * one can. The highest is never deleted: a process that slept and makes an old N again sees a higher one and withdraws.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const file = await take(folder);
  try {
    return await work();
  } finally {
    await replaceFile(file, JSON.stringify(null));
  }
}

async function take(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const me = JSON.stringify({ pid: process.pid, start: await processStart(process.pid) } satisfies Holder);
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const generation = await highest(folder);
    const holder = await readHolder(join(folder, `lock.${generation}`));
    if (holder === null || !(await isAlive(holder))) {
      if (await claim(folder, generation + 1, me)) return join(folder, `lock.${generation + 1}`);
    } else if (Date.now() > deadline) {
      throw new Error(`process ${holder.pid} has held ${folder} for too long: is it stopped?`);
    }
    await sleep(20 + Math.random() * 40);
  }
}

async function claim(folder: string, generation: number, text: string): Promise<boolean> {
  const file = join(folder, `lock.${generation}`);
  const draft = join(folder, `claim.${randomUUID()}`);
  await writeFile(draft, text, { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if (["EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  if ((await highest(folder)) > generation) {
    await rm(file, { force: true });
    return false;
  }
  await clean(folder, generation - KEPT);
  return true;
}

async function highest(folder: string): Promise<number> {
  return (await readdir(folder)).reduce((most, name) => Math.max(most, generationOf(name) ?? 0), 0);
}

function generationOf(name: string): number | null {
  const match = /^lock\.(\d+)$/.exec(name);
  return match ? Number(match[1]) : null;
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Holder | null;
  } catch (error) {
    // Gone by now, or cut short by a power failure.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  const start = await processStart(holder.pid);
  if (start === null) return false;
  return start === holder.start || start === UNKNOWN_START || holder.start === UNKNOWN_START;
}

/** Also drafts of whoever died while writing: a live claimant whose draft goes simply tries again. */
async function clean(folder: string, upTo: number): Promise<void> {
  const old = (await readdir(folder)).filter((name) => {
    const [kind, generation] = name.split(".");
    return kind === "claim" || (kind === "lock" && Number(generation) <= upTo);
  });
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}
