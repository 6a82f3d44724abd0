import { randomBytes } from "node:crypto";
import { chmod, chown, lstat, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "@/lib/store/engine/private-file";
import { type Account, nobody, serverAccount } from "./account";
import { run } from "./run";

/** Where a cluster of root's lives when nobody cannot reach its data folder. */
const OUTSIDE = ["/var/lib/statnest", "/opt/statnest", "/srv/statnest", "/var/tmp/statnest"];

/**
 *     <data folder>/postgres/       ours: lock/, password, port, and outside (only if the place is elsewhere)
 *     <place>/                      the same folder, or one of OUTSIDE: data/, server.log, binaries-<version>/, owner
 */
export interface Place {
  /** The folder of the password, the port and the lock. */
  readonly control: string;
  readonly folder: string;
  /** PostgreSQL's own data folder. */
  readonly data: string;
  readonly account: Account | null;
}

/** Where the cluster of a data folder is, or shall be: decided once. The caller holds the lock. */
export async function findPlace(dataFolder: string): Promise<Place> {
  const control = join(dataFolder, "postgres");
  const known = await knownFolder(dataFolder, control);
  if (known) return placeAt(control, known, await serverAccount(join(known, "data")));
  const account = process.getuid?.() === 0 ? await nobody() : null;
  return placeAt(control, await chooseFolder(dataFolder, control, account), account);
}

function placeAt(control: string, folder: string, account: Account | null): Place {
  return { control, folder, data: join(folder, "data"), account };
}

async function knownFolder(dataFolder: string, control: string): Promise<string | null> {
  const outside = await readText(join(control, "outside"));
  if (outside) {
    await checkOwner(dataFolder, outside);
    return outside;
  }
  return (await isFolder(join(control, "data"))) ? control : null;
}

/** A data folder that moved takes its cluster along; a copy must not share the original's. */
async function checkOwner(dataFolder: string, folder: string): Promise<void> {
  const owner = await readText(join(folder, "owner"));
  if (owner === dataFolder) return;
  if (owner && (await readText(join(owner, "postgres", "outside"))) === folder) {
    throw new Error(
      `${dataFolder} is a copy of ${owner}, whose database is kept in ${folder}: delete ${join(dataFolder, "postgres")} to start with an empty one`,
    );
  }
  await replaceFile(join(folder, "owner"), dataFolder);
}

async function chooseFolder(dataFolder: string, control: string, account: Account | null): Promise<string> {
  if (!account) return control;
  await chmod(control, 0o711);
  if (await isUsable(control, account)) return control;
  const name = randomBytes(8).toString("hex");
  for (const parent of OUTSIDE) {
    const folder = join(parent, name);
    if (!(await makeOutside(parent, folder, account))) continue;
    await replaceFile(join(folder, "owner"), dataFolder);
    await replaceFile(join(control, "outside"), folder);
    return folder;
  }
  throw new Error(
    `PostgreSQL does not run as root, and user ${account.uid} can use neither ${control} nor any of ${OUTSIDE.join(", ")}: set STATNEST_DATA to a folder that it can reach, or DATABASE_URL`,
  );
}

async function makeOutside(parent: string, folder: string, account: Account): Promise<boolean> {
  try {
    await mkdir(parent, { mode: 0o711 }).catch(() => {});
    const found = await lstat(parent);
    // Anyone may have made a folder in /var/tmp: use only one that root alone can change.
    if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) return false;
    await chmod(parent, 0o711);
    await mkdir(folder, { mode: 0o711 });
    await chmod(folder, 0o711);
  } catch {
    return false;
  }
  if (await isUsable(folder, account)) return true;
  await rm(folder, { recursive: true, force: true });
  return false;
}

/** Whether PostgreSQL could keep its data under the folder: tried, since modes alone tell little about mounts. */
async function isUsable(folder: string, account: Account): Promise<boolean> {
  const probe = await mkdtemp(join(folder, "probe-"));
  try {
    await chown(probe, account.uid, account.gid);
    const { uid, mode } = await stat(probe);
    if (uid !== account.uid || (mode & 0o077) !== 0) return false;
    return (await run("/bin/sh", ["-c", 'cd "$1" && echo > written', "sh", probe], account)).code === 0;
  } catch {
    return false;
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
}

/** Throws a sentence that tells which permission is missing, when the account cannot reach data that exists. */
export async function checkReach(place: Place): Promise<void> {
  if (!place.account) return;
  const { code } = await run("/bin/sh", ["-c", 'cd "$1"', "sh", place.data], place.account);
  if (code === 0) return;
  throw new Error(
    `PostgreSQL runs as user ${place.account.uid}, which can no longer enter ${place.data}: give every folder above it back its x permission for others`,
  );
}

/** A file that the given account may read and nobody else. */
export async function writeFor(account: Account | null, path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flag: "wx" });
  if (account) await chown(path, account.uid, account.gid);
}

async function readText(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
