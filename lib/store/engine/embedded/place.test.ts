import { chmod, chown, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Checkout, giveTo, makeCheckout } from "@/lib/testing/embedded-checkout";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { type Account, nobody } from "./account";
import { removeEmbedded } from "./embedded";
import { run } from "./run";

const asRoot = process.getuid?.() === 0;
const onLinux = process.platform === "linux";

// Each makes files by the hundred, which a busy disk takes its time over.
vi.setConfig({ testTimeout: 90_000 });

let root: string;
let ordinary: Account;
const used: string[] = [];

beforeAll(async () => {
  root = await scratchFolder("statnest-place-");
  ordinary = await nobody();
});

afterAll(async () => {
  for (const dataFolder of used) await removeEmbedded(dataFolder);
  await rm(root, { recursive: true, force: true });
});

/** A folder as a person's home may be: nobody else gets in. */
async function privateHome(name: string): Promise<string> {
  const home = join(root, name);
  await mkdir(home, { mode: 0o700 });
  return home;
}

function dataOf(folder: string): string {
  const dataFolder = join(folder, ".statnest");
  used.push(dataFolder);
  return dataFolder;
}

/** Starts and stops the database of a data folder by a process of the checkout; returns its URL. */
async function startOnce(checkout: Checkout, dataFolder: string, account?: Account): Promise<string> {
  const holder = await checkout.hold(dataFolder, account);
  const { url, error } = await holder.until("url", "error");
  if (url === undefined) throw new Error(error);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("CREATE TABLE IF NOT EXISTS visit (at timestamptz NOT NULL DEFAULT now())");
  await client.query("INSERT INTO visit DEFAULT VALUES");
  const { rows } = await client.query("SELECT count(*)::int AS visits FROM visit");
  await client.end();
  await holder.release();
  return `${rows[0].visits} ${url}`;
}

async function outsideOf(dataFolder: string): Promise<string | null> {
  return readFile(join(dataFolder, "postgres/outside"), "utf8").catch(() => null);
}

/** As whom tests of an ordinary user run: root becomes one. */
const person = () => (asRoot ? ordinary : undefined);

async function ownedByPerson(folder: string): Promise<void> {
  if (asRoot) await giveTo(ordinary, folder);
}

describe.runIf(asRoot)("as root", () => {
  test("the cluster is in a data folder that PostgreSQL's user can reach, and refused when it no longer can", async () => {
    const folder = await makeFolder(root, "open");
    const checkout = await makeCheckout(await makeFolder(root, "open-programs"), "shared");
    const dataFolder = dataOf(folder);
    await startOnce(checkout, dataFolder);
    expect(await outsideOf(dataFolder)).toBeNull();
    expect((await stat(join(dataFolder, "postgres/data"))).uid).toBe(ordinary.uid);
    expect((await stat(dataFolder)).uid).toBe(0);
    await chmod(folder, 0o700);
    await expect(startOnce(checkout, dataFolder)).rejects.toThrow("can no longer enter");
    await chmod(folder, 0o755);
    expect(await startOnce(checkout, dataFolder)).toMatch(/^2 /);
  });

  test("a checkout under a home of mode 0700 has its cluster and programs outside, and its password inside", async () => {
    const home = await privateHome("closed");
    const checkout = await makeCheckout(home, "copy");
    const dataFolder = dataOf(home);
    const first = await startOnce(checkout, dataFolder);
    const outside = await outsideOf(dataFolder);
    expect(outside).toMatch(/^\/(var|opt|srv)\//);
    expect(await readdir(String(outside))).toEqual(
      expect.arrayContaining(["data", expect.stringMatching(/^binaries-/)]),
    );
    expect((await stat(String(outside))).mode & 0o777).toBe(0o711);
    expect((await stat(join(String(outside), "data"))).mode & 0o777).toBe(0o700);
    expect((await stat(join(dataFolder, "postgres/password"))).mode & 0o777).toBe(0o600);
    expect((await stat(home)).mode & 0o777).toBe(0o700);
    expect(await startOnce(checkout, dataFolder)).toBe(first.replace(/^1/, "2"));
  });

  test("a checkout that moves takes its outside cluster along, and a copy of it does not share it", async () => {
    const home = await privateHome("before");
    const before = dataOf(await makeFolder(home, "one"));
    const checkout = await makeCheckout(join(home, "one"), "shared");
    expect(await startOnce(checkout, before)).toMatch(/^1 /);
    const outside = await outsideOf(before);
    await rename(join(home, "one"), join(home, "two"));
    const moved = dataOf(join(home, "two"));
    const after = await makeCheckout(await makeFolder(home, "script"), "shared");
    expect(await startOnce(after, moved)).toMatch(/^2 /);
    expect(await outsideOf(moved)).toBe(outside);
    const copy = join(home, "three/.statnest");
    await cp(join(home, "two"), join(home, "three"), { recursive: true, verbatimSymlinks: true });
    await expect(startOnce(after, copy)).rejects.toThrow(`${copy} is a copy of ${moved}`);
  });

  test("a data folder that is closed itself has its cluster outside, run from the checkout's programs", async () => {
    const folder = await makeFolder(root, "closed-data");
    const checkout = await makeCheckout(folder, "shared");
    const dataFolder = dataOf(folder);
    await mkdir(dataFolder, { mode: 0o700 });
    await startOnce(checkout, dataFolder);
    const outside = String(await outsideOf(dataFolder));
    expect((await readdir(outside)).filter((name) => name.startsWith("binaries-"))).toEqual([]);
    expect((await stat(dataFolder)).mode & 0o777).toBe(0o700);
  });

  test("programs that cannot be reached are copied beside a cluster that can, once for each version", async () => {
    const checkout = await makeCheckout(await privateHome("closed-programs"), "copy");
    const dataFolder = dataOf(await makeFolder(root, "open-data"));
    const copies = async () =>
      (await readdir(join(dataFolder, "postgres"))).filter((name) => name.startsWith("binaries-"));
    const manifest = join(checkout.package, "package.json");
    const { version, ...rest } = JSON.parse(await readFile(manifest, "utf8"));
    await startOnce(checkout, dataFolder);
    expect(await outsideOf(dataFolder)).toBeNull();
    expect(await copies()).toEqual([`binaries-${version}-${process.arch}`]);
    await writeFile(manifest, JSON.stringify({ ...rest, version: "99.0.0" }));
    expect(await startOnce(checkout, dataFolder)).toMatch(/^2 /);
    expect(await copies()).toEqual([`binaries-99.0.0-${process.arch}`]);
  });

  test("a cluster that an ordinary user made goes on as that user", async () => {
    const folder = await makeFolder(root, "inherited");
    const checkout = await makeCheckout(folder, "shared");
    await chown(folder, ordinary.uid, ordinary.gid);
    const dataFolder = dataOf(folder);
    await startOnce(checkout, dataFolder, ordinary);
    expect(await startOnce(checkout, dataFolder)).toMatch(/^2 /);
  });
});

describe("as an ordinary user", () => {
  test("the cluster is in the data folder, also under a home of mode 0700", async () => {
    const home = await privateHome("ordinary");
    const checkout = await makeCheckout(home, "copy");
    await ownedByPerson(home);
    const dataFolder = dataOf(home);
    expect(await startOnce(checkout, dataFolder, person())).toMatch(/^1 /);
    expect(await startOnce(checkout, dataFolder, person())).toMatch(/^2 /);
    expect((await readdir(join(dataFolder, "postgres"))).sort()).toEqual([
      "data",
      "lock",
      "password",
      "port",
      "server.log",
    ]);
    expect((await stat(dataFolder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(dataFolder, "postgres/data"))).uid).toBe(person()?.uid ?? process.getuid?.());
  });
});

describe.runIf(onLinux)("the links that npm leaves out with --ignore-scripts", () => {
  test("are made in node_modules where we may write", async () => {
    const folder = await makeFolder(root, "no-links");
    const checkout = await makeCheckout(folder, "no links");
    const { code, output } = await run(join(checkout.package, "native/bin/postgres"), ["--version"], null);
    expect({ code, output }).toEqual({ code: 127, output: expect.stringContaining("libicui18n.so.60") });
    await ownedByPerson(folder);
    const dataFolder = dataOf(folder);
    await startOnce(checkout, dataFolder, person());
    expect(await readdir(join(checkout.package, "native/lib"))).toContain("libicui18n.so.60");
    expect((await readdir(join(dataFolder, "postgres"))).filter((name) => name.startsWith("binaries-"))).toEqual([]);
  });

  test("are made in a copy where we may not", async () => {
    const folder = await makeFolder(root, "no-links-read-only");
    const checkout = await makeCheckout(folder, "no links");
    const libraries = join(checkout.package, "native/lib");
    await chmod(libraries, 0o555);
    const dataFolder = dataOf(folder);
    await mkdir(dataFolder, { mode: 0o700 });
    await ownedByPerson(dataFolder);
    await startOnce(checkout, dataFolder, person());
    expect(await readdir(join(dataFolder, "postgres"))).toContainEqual(expect.stringMatching(/^binaries-/));
    expect(await readdir(libraries)).not.toContain("libicui18n.so.60");
    await chmod(libraries, 0o755);
  });
});

async function makeFolder(parent: string, name: string): Promise<string> {
  const folder = join(parent, name);
  await mkdir(folder);
  await chmod(folder, 0o755);
  return folder;
}
