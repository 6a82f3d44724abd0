// Builds what the sources are newer than: dist/ (the processes and the command line) and .next/ (the pages).
// Plain JavaScript, since it runs before anything is built. `node server/build.js` builds both.
import { spawn } from "node:child_process";
import { createHash, hkdfSync } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The folder of package.json: everything is found from here, whatever the working directory. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = [20, 19, 0];
const SAFE_NODE = { 22: [22, 23, 4], 24: [24, 22, 1], 26: [26, 12, 1] };

const DIST = join(root, "dist");
const SCHEMA = join(root, "prisma/schema.prisma");
const GENERATED = join(root, "lib/store/generated");
const GENERATED_FILES = ["client.ts", "browser.ts", "enums.ts", "models.ts", "internal/class.ts"];
const SERVER_SOURCES = ["server", "lib", "bin", "emails", "prisma/schema.prisma", "package-lock.json"];
const WEB_SOURCES = [
  "app",
  "components",
  "emails",
  "lib",
  "public",
  "prisma/schema.prisma",
  "instrumentation.ts",
  "next.config.js",
  "package-lock.json",
  "postcss.config.js",
  "postcss.config.mjs",
  "proxy.ts",
];
const PROCESSES = ["supervisor", "api", "web", "worker"];
const DAY_MS = 86_400_000;
const LOCK_BEAT_MS = 2_000;
const LOCK_STALE_MS = 15_000;

/** The sentence that says why this Node cannot run Statnest at all, or null. */
export function nodeTooOld(version = process.versions.node) {
  if (!older(version.split(".").map(Number), OLDEST_NODE)) return null;
  return `Statnest needs Node ${OLDEST_NODE.slice(0, 2).join(".")} or newer; this is ${version}.`;
}

/** A warning when this Node lacks the security fixes of its line, or null. */
export function nodeUnsafe(version = process.versions.node) {
  const numbers = version.split(".").map(Number);
  const floor = SAFE_NODE[numbers[0]];
  if (numbers[0] > 26 || (floor && !older(numbers, floor))) return null;
  return `Node ${version} lacks current security fixes: use 22.23.4, 24.22.1, 26.12.1 or newer before you open this to others.`;
}

function older(numbers, floor) {
  const at = floor.findIndex((part, i) => numbers[i] !== part);
  return at >= 0 && numbers[at] < floor[at];
}

/**
 * Generates the Prisma client and bundles server/ and bin/ into dist/, each only when its sources changed.
 * Several processes may call it at once: one builds, the others wait.
 * @param {{say?: (line: string) => void, signal?: AbortSignal}} [options]
 * @returns {Promise<boolean>} whether anything was built; rejects with a message fit to print
 */
export async function ensureServerBuild({ say = console.log, signal } = {}) {
  const options = { say, signal };
  await ensureClient(options);
  const stamp = serverStamp();
  return ensure({
    ...options,
    lock: "server",
    done: () => read(join(DIST, "server.stamp")) === stamp && PROCESSES.every((name) => existsSync(distFile(name))),
    build: async () => {
      const began = Date.now();
      rmSync(join(DIST, "server.stamp"), { force: true });
      await bundle();
      writeFileSync(join(DIST, "server.stamp"), stamp);
      say(`Built the server in ${seconds(began)}.`);
    },
  });
}

/**
 * Runs `next build` when the pages' sources changed since the last one; as safe to race as `ensureServerBuild`.
 * @param {{say?: (line: string) => void, signal?: AbortSignal}} [options]
 * @returns {Promise<boolean>} whether anything was built; rejects with a message fit to print
 */
export async function ensureWebBuild({ say = console.log, signal } = {}) {
  const options = { say, signal };
  await ensureClient(options);
  const folder = join(root, process.env.STATNEST_NEXT_DIR ?? ".next");
  const stampFile = join(folder, "statnest.stamp");
  const stamp = fingerprint(WEB_SOURCES);
  return ensure({
    ...options,
    lock: `web-${basename(folder)}`,
    done: () => read(stampFile) === stamp && existsSync(join(folder, "BUILD_ID")),
    build: async (holding) => {
      const began = Date.now();
      say("Building the pages; this takes a minute, and only after an update …");
      rmSync(stampFile, { force: true });
      await runNode([join(root, "node_modules/next/dist/bin/next"), "build"], {
        what: "next build",
        env: nextBuildEnvironment(),
        signal,
        holding,
      });
      writeFileSync(stampFile, stamp);
      say(`Built the pages in ${seconds(began)}.`);
    },
  });
}

/** Bundles again whenever a source changes, until the signal; `onBuilt` is called after each success but the first. */
export async function watchServerBuild({ say, signal, onBuilt }) {
  const { context } = await import("esbuild");
  let first = true;
  const watching = await context({
    ...(await bundleOptions()),
    logLevel: "warning",
    plugins: [
      {
        name: "statnest",
        setup(build) {
          build.onEnd((result) => {
            if (result.errors.length > 0) return say("The server did not build; the last good one keeps running.");
            if (!first) onBuilt();
            first = false;
          });
        },
      },
    ],
  });
  await watching.watch();
  signal.addEventListener("abort", () => void watching.dispose(), { once: true });
}

/** A module of dist/ by its name, such as `supervisor`; build first. */
export function loadBuilt(name) {
  return import(pathToFileURL(distFile(name)).href);
}

async function ensureClient({ say, signal }) {
  await ensure({
    say,
    signal,
    lock: "client",
    done: clientIsCurrent,
    build: async (holding) => {
      const began = Date.now();
      // `generate` wants the variable to name some executable, and then does not run it.
      const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
      const cli = join(root, "node_modules/prisma/build/index.js");
      await runNode([cli, "generate"], { what: "prisma generate", env, signal, holding });
      say(`Generated the database client in ${seconds(began)}.`);
    },
  });
}

/** The generated client holds the text of the schema it was made from, formatted anew: that is the stamp. */
function clientIsCurrent() {
  if (!GENERATED_FILES.every((name) => existsSync(join(GENERATED, name)))) return false;
  const made = read(join(GENERATED, "internal/class.ts")) ?? "";
  const schema = /"inlineSchema": ("(?:[^"\\]|\\.)*")/.exec(made)?.[1];
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/@prisma/client/package.json"), "utf8"));
  const sameSchema = schema !== undefined && spaced(JSON.parse(schema)) === spaced(readFileSync(SCHEMA, "utf8"));
  return sameSchema && made.includes(`"clientVersion": ${JSON.stringify(version)}`);
}

function spaced(text) {
  return text.replace(/\s+/g, " ");
}

async function bundle() {
  const { build } = await import("esbuild");
  try {
    const result = await build({ ...(await bundleOptions()), logLevel: "silent", metafile: true });
    removeOldOutputs(new Set(Object.keys(result.metafile.outputs).map((file) => join(root, file))));
  } catch (error) {
    const { formatMessages } = await import("esbuild");
    const faults = error.errors ? await formatMessages(error.errors, { kind: "error" }) : [String(error)];
    throw new Error(`The server did not build:\n\n${faults.join("\n").trimEnd()}`);
  }
}

async function bundleOptions() {
  const commands = existsSync(join(root, "bin"))
    ? readdirSync(join(root, "bin")).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    : [];
  return {
    absWorkingDir: root,
    entryPoints: [
      ...PROCESSES.map((name) => ({ in: `server/${name}.ts`, out: name })),
      ...commands.map((name) => ({ in: `bin/${name}`, out: name.slice(0, -3) })),
    ],
    outdir: "dist",
    chunkNames: "chunk-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    jsx: "automatic",
    sourcemap: true,
  };
}

/** A running server may still ask for a chunk of the build before, so leftovers live another day. */
function removeOldOutputs(current) {
  for (const name of readdirSync(DIST)) {
    const file = join(DIST, name);
    if (!/\.js(\.map)?$/.test(name) || current.has(file)) continue;
    if (Date.now() - statSync(file).mtimeMs > DAY_MS) rmSync(file, { force: true });
  }
}

function serverStamp() {
  return fingerprint(SERVER_SOURCES);
}

/** A digest of the files' names and contents: neither clocks nor checkouts confuse it. Tests are no source. */
function fingerprint(sources) {
  const hash = createHash("sha256").update(compilerOptions());
  for (const source of sources) {
    for (const file of filesOf(join(root, source))) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

/** Next writes the rest of tsconfig.json as it likes. */
function compilerOptions() {
  const text = read(join(root, "tsconfig.json")) ?? "";
  try {
    return JSON.stringify(JSON.parse(text).compilerOptions);
  } catch {
    return text;
  }
}

function filesOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  if (path === GENERATED || basename(path) === "testing") return [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

/**
 * Server actions are named and sealed with a key fixed at build time: hosts that build for themselves agree on it
 * when they share NEXTAUTH_SECRET, or are handed the key itself.
 */
function nextBuildEnvironment() {
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  if (!env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY && env.NEXTAUTH_SECRET) {
    const key = hkdfSync("sha256", env.NEXTAUTH_SECRET, "", "statnest server actions", 32);
    env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = Buffer.from(key).toString("base64");
  }
  return env;
}

/** Runs `build` under a lock unless `done`; whoever waited for the lock looks again. */
async function ensure({ lock, done, build, say, signal }) {
  if (done()) return false;
  mkdirSync(DIST, { recursive: true });
  const holding = await takeLock(join(DIST, `${lock}.lock`), { say, signal });
  try {
    if (done()) return false;
    await build(holding);
    return true;
  } finally {
    holding.release();
  }
}

/**
 * A lock file holds the pids of its owner and of the tool it runs, and is touched while held. It is stale when both
 * are dead, or when nobody touched it for a while and the tool is not running (a pid may have found a new bearer).
 */
async function takeLock(file, { say, signal }) {
  let told = false;
  for (;;) {
    signal?.throwIfAborted();
    try {
      writeFileSync(file, JSON.stringify({ owner: process.pid }), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const text = read(file);
    if (text !== null && isStale(file, text)) {
      breakLock(file, text);
      continue;
    }
    if (!told) say("Another process is building; waiting for it …");
    told = true;
    await sleep(200);
  }
  const beat = setInterval(() => touch(file), LOCK_BEAT_MS).unref();
  return {
    running: (tool) => writeFileSync(file, JSON.stringify({ owner: process.pid, tool })),
    release() {
      clearInterval(beat);
      rmSync(file, { force: true });
    },
  };
}

function isStale(file, text) {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  let holder = {};
  try {
    holder = JSON.parse(text);
  } catch {
    return age > LOCK_STALE_MS;
  }
  if (isAlive(holder.tool)) return false;
  return !isAlive(holder.owner) || age > LOCK_STALE_MS;
}

/** Moved aside first: should another have broken it and taken it anew in between, theirs is put back. */
function breakLock(file, seen) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== seen) linkSync(aside, file);
  } catch {
    // Somebody else was faster; the next round sees what they left.
  }
  rmSync(aside, { force: true });
}

function touch(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Gone: it was released in this very moment.
  }
}

function isAlive(pid) {
  if (typeof pid !== "number") return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Runs a tool quietly; its output is shown when it fails. On abort its whole process group ends with it. */
async function runNode(args, { what, env, signal, holding }) {
  signal?.throwIfAborted();
  const group = process.platform !== "win32";
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], detached: group });
  if (child.pid !== undefined) holding.running(child.pid);
  const stop = (name) => {
    try {
      process.kill(group ? -child.pid : child.pid, name);
    } catch {
      // Already gone.
    }
  };
  let insist;
  const onAbort = () => {
    stop("SIGTERM");
    insist = setTimeout(() => stop("SIGKILL"), 3_000);
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status, name) => resolve(status ?? name));
  });
  clearTimeout(insist);
  signal?.removeEventListener("abort", onAbort);
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(`${what} failed (${code}):\n\n${output.trim()}`);
}

function distFile(name) {
  return join(DIST, `${name}.js`);
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function seconds(began) {
  return `${((Date.now() - began) / 1000).toFixed(1)} s`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const refusal = nodeTooOld();
  try {
    if (refusal) throw new Error(refusal);
    const built = [await ensureServerBuild(), await ensureWebBuild()];
    if (!built.includes(true)) console.log("Everything is built already.");
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
