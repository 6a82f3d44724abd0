import { chown, mkdtemp, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Binaries } from "./binaries";
import { isFolder, type Place, writeFor } from "./place";
import { run } from "./run";

export const SUPERUSER = "statnest";

/**
 * Makes the cluster unless it exists. It is made in a folder of its own and then renamed, so that a half-made one is
 * never taken for a cluster, and the next start makes another. The caller holds the lock.
 */
export async function initialise(place: Place, binaries: Binaries, password: string): Promise<void> {
  await removeHalfMade(place.folder);
  if (await isFolder(place.data)) return;
  const draft = await mkdtemp(join(place.folder, "init-"));
  if (place.account) await chown(draft, place.account.uid, place.account.gid);
  const made = join(draft, "data");
  await writeFor(place.account, join(draft, "password"), password);
  const { code, output } = await run(binaries.initdb, initOptions(made, join(draft, "password")), place.account);
  if (code !== 0) throw new Error(`initdb failed: ${output}`);
  await rename(made, place.data);
  await syncFolder(place.folder);
  await rm(draft, { recursive: true, force: true });
}

function initOptions(data: string, passwordFile: string): string[] {
  return [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--locale=C",
    "--encoding=UTF8",
    "--no-instructions",
  ];
}

async function removeHalfMade(folder: string): Promise<void> {
  const drafts = (await readdir(folder)).filter((name) => /^(init|probe)-/.test(name));
  // An initdb that outlived its parent may still be writing in one.
  const options = { recursive: true, force: true, maxRetries: 3 };
  await Promise.all(drafts.map((name) => rm(join(folder, name), options).catch(() => {})));
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
