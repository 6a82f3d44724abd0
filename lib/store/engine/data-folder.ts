import { chmod, chown, lstat, mkdir, mkdtemp, realpath, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { nobody } from "./embedded/account";

/**
 * Makes the data folder unless it exists: for its owner alone, and for root also for the group of the account that
 * PostgreSQL runs as, which may pass through but not look. A folder that exists keeps its permissions.
 * @returns its real path
 */
export async function makeDataFolder(dataFolder: string): Promise<string> {
  const path = resolve(dataFolder);
  if (!(await exists(path))) await create(path);
  return realpath(path);
}

async function create(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // Made ready under another name, so that a process racing us never meets it half-way.
  const draft = await mkdtemp(`${path}-`);
  try {
    if (process.getuid?.() === 0) {
      await chown(draft, 0, (await nobody()).gid);
      await chmod(draft, 0o710);
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(path))) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
}
