import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A temporary folder that every account may pass through, so that PostgreSQL's, when root runs the tests, reaches
 * the data under it.
 */
export async function scratchFolder(prefix = "statnest-scratch-"): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await chmod(folder, 0o711);
  return folder;
}
