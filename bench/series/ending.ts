import { rm } from "node:fs/promises";
import { scratchFolder } from "@/lib/testing/scratch-folder";

/** What has to be stopped, dropped or removed before the run ends, however it ends. */
export interface Ending {
  /** `name` is said when it fails. */
  add(name: string, undo: () => Promise<unknown>): void;
  /** Undoes the latest first, each once, and goes on when one fails; called again, it waits for the same. */
  run(): Promise<void>;
}

/** An interrupt undoes everything too. */
export function openEnding(): Ending {
  const undoings: { name: string; undo: () => Promise<unknown> }[] = [];
  let running: Promise<void> | undefined;
  const undoAll = async () => {
    for (let last = undoings.pop(); last !== undefined; last = undoings.pop()) {
      const { name, undo } = last;
      await undo().catch((error) => console.error(`could not end ${name}:`, error));
    }
  };
  const run = () => {
    running ??= undoAll();
    return running;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void run().then(() => process.exit(1)));
  }
  return { add: (name, undo) => void undoings.push({ name, undo }), run };
}

/** A folder that is removed when the run ends. */
export async function temporaryFolder(ending: Ending): Promise<string> {
  const folder = await scratchFolder("statnest-bench-");
  ending.add(folder, () => rm(folder, { recursive: true, force: true }));
  return folder;
}
