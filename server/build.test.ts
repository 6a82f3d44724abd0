import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureServerBuild, nodeTooOld, nodeUnsafe, root } from "./build.js";

const BUILD = 'const { ensureServerBuild } = await import("./server/build.js"); await ensureServerBuild()';

/** A checkout in small: the real build.js over four processes of one line each. */
const checkout = mkdtempSync(join(tmpdir(), "statnest-build-"));

beforeAll(async () => {
  await ensureServerBuild();
  mkdirSync(join(checkout, "server"));
  for (const name of ["supervisor", "api", "web", "worker"]) source(name, `console.log("${name}");`);
  for (const name of ["build.js", "start.js"]) cpSync(join(root, "server", name), join(checkout, "server", name));
  for (const path of ["prisma", "lib/store/generated", "package.json", "tsconfig.json"]) {
    cpSync(join(root, path), join(checkout, path), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(checkout, "node_modules"));
}, 120_000);

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

function source(name: string, text: string): void {
  writeFileSync(join(checkout, `server/${name}.ts`), `${text}\n`);
}

async function build(): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", BUILD], { cwd: checkout });
  return ended(child);
}

async function ended(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

const built = (name: string) => readFileSync(join(checkout, `dist/${name}.js`), "utf8");

test("builds what is missing, and then nothing", async () => {
  expect((await build()).output).toMatch(/^Built the server in/);
  expect(built("api")).toContain('console.log("api")');
  expect((await build()).output).toBe("");
});

test("a new date alone is no change, a change of a letter is, whatever its date says", async () => {
  const file = join(checkout, "server/api.ts");
  utimesSync(file, new Date("2038-01-01"), new Date("2038-01-01"));
  expect((await build()).output).toBe("");
  source("api", 'console.log("another api");');
  utimesSync(file, new Date("1999-01-01"), new Date("1999-01-01"));
  expect((await build()).output).toMatch(/^Built/);
  expect(built("api")).toContain("another api");
});

test("a test beside the code is no source", async () => {
  writeFileSync(join(checkout, "server/api.test.ts"), "anything");
  expect((await build()).output).toBe("");
});

test("of six that start at once one builds, and all find it built", async () => {
  source("api", 'console.log("raced");');
  const all = await Promise.all(Array.from({ length: 6 }, build));
  expect(all.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(all.filter(({ output }) => output.includes("Built the server"))).toHaveLength(1);
  expect(built("api")).toContain("raced");
});

test("a lock whose holder died does not bar the way", async () => {
  const dead = spawn(process.execPath, ["-e", "0"]);
  await once(dead, "exit");
  writeFileSync(join(checkout, "dist/server.lock"), JSON.stringify({ owner: dead.pid }));
  source("api", 'console.log("past a dead lock");');
  expect((await build()).output).toMatch(/^Built/);
  expect(existsSync(join(checkout, "dist/server.lock"))).toBe(false);
});

test("what does not build is said with the place, and with exit code 1", async () => {
  source("api", "const = 1;");
  const { code, output } = await ended(spawn(process.execPath, ["server/build.js"], { cwd: checkout }));
  expect(code).toBe(1);
  expect(output).toMatch(/did not build[\s\S]*server\/api\.ts:1/);
  expect(output).not.toMatch(/^\s+at /m);
  source("api", 'console.log("api");');
});

test("SIGTERM while another process builds ends a waiting start with exit code 0", async () => {
  writeFileSync(join(checkout, "dist/server.lock"), JSON.stringify({ owner: process.pid }));
  source("api", 'console.log("waited for");');
  const child = spawn(process.execPath, ["server/start.js"], { cwd: checkout });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  while (!output.includes("waiting for it")) await sleep(20);
  const began = performance.now();
  child.kill("SIGTERM");
  expect((await ended(child)).code).toBe(0);
  expect(performance.now() - began).toBeLessThan(2_000);
  rmSync(join(checkout, "dist/server.lock"));
});

test.each([
  ["18.20.0", true],
  ["20.9.0", true],
  ["20.19.0", false],
  ["22.0.0", false],
  ["26.12.1", false],
])("Node %s is too old: %s", (version, is) => expect(nodeTooOld(version) !== null).toBe(is));

test.each([
  ["20.20.2", true],
  ["22.23.3", true],
  ["22.23.4", false],
  ["23.11.0", true],
  ["24.22.1", false],
  ["26.12.0", true],
  ["26.12.1", false],
  ["27.0.0", false],
])("Node %s lacks security fixes: %s", (version, lacks) => expect(nodeUnsafe(version) !== null).toBe(lacks));
