import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withLock } from "./lock";
import { processStart } from "./process-start";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "statnest-lock-"));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

/** A lock that the given holder took and did not give back. */
async function heldBy(name: string, holder: unknown): Promise<string> {
  const folder = join(root, name);
  await mkdir(folder);
  await writeFile(join(folder, "lock.41"), typeof holder === "string" ? holder : JSON.stringify(holder));
  return folder;
}

async function tryFor(milliseconds: number, folder: string): Promise<"got it" | "still waiting"> {
  return Promise.race([withLock(folder, async () => "got it" as const), sleep(milliseconds, "still waiting" as const)]);
}

test("thirty pieces of work are done one at a time", async () => {
  const folder = join(root, "queue");
  let busy = 0;
  let most = 0;
  const work = async () => {
    busy += 1;
    most = Math.max(most, busy);
    await sleep(2);
    busy -= 1;
  };
  await Promise.all(Array.from({ length: 30 }, () => withLock(folder, work)));
  expect(most).toBe(1);
  expect((await readdir(folder)).length).toBeLessThan(12);
});

test("the lock is given back when the work fails", async () => {
  const folder = join(root, "failure");
  const failing = withLock(folder, () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(await tryFor(5_000, folder)).toBe("got it");
});

test("a holder that lives is waited for", async () => {
  const folder = await heldBy("alive", { pid: process.pid, start: await processStart(process.pid) });
  expect(await tryFor(300, folder)).toBe("still waiting");
  await writeFile(join(folder, "lock.41"), "null");
});

test.each([
  ["a pid that nobody has", { pid: 2 ** 22 + 1, start: "x" }],
  ["a pid that another process has by now", { pid: process.pid, start: "long ago" }],
  ["a file that a power failure emptied", ""],
])("a lock left behind is taken over: %s", async (name, holder) => {
  expect(await tryFor(5_000, await heldBy(name.replaceAll(" ", "-"), holder))).toBe("got it");
});

test("only one of many takes over", async () => {
  const folder = await heldBy("takeover", { pid: process.pid, start: "long ago" });
  let busy = 0;
  const work = async () => {
    busy += 1;
    expect(busy).toBe(1);
    await sleep(5);
    busy -= 1;
  };
  await Promise.all(Array.from({ length: 10 }, () => withLock(folder, work)));
});

test("a process has one start as long as it lives, and none as a zombie", async () => {
  // The shell turns into sleep, which does not wait for the child it inherits.
  const parent = spawn("/bin/sh", ["-c", "(exit 0) & echo $!; exec sleep 30"]);
  const [line] = await once(parent.stdout, "data");
  await sleep(100);
  try {
    expect(await processStart(Number(line))).toBeNull();
    const start = await processStart(Number(parent.pid));
    expect(start).not.toBeNull();
    expect(await processStart(Number(parent.pid))).toBe(start);
    expect(await processStart(process.pid)).not.toBe(start);
  } finally {
    parent.kill();
  }
});
