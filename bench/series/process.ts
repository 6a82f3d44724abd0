import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { Ending } from "./ending";

const START_MAY_TAKE_MS = 600_000;
const STOP_MAY_TAKE_MS = 40_000;
const OUTPUT_KEPT = 10_000;

export interface Program {
  command: string;
  args: string[];
  env?: Record<string, string | undefined>;
}

/**
 * Starts a program that ends with this run, and resolves once `isReady` to what it said. Throws when it ends before or
 * takes too long.
 */
export async function startProgram(
  { command, args, env = process.env }: Program,
  ending: Ending,
  isReady: (output: string) => boolean | Promise<boolean>,
): Promise<string> {
  const child = spawn(command, args, { env: env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => (output = `${output}${chunk}`.slice(-OUTPUT_KEPT)));
  }
  child.on("error", (error) => (output += error.message));
  ending.add(command, () => stop(child));
  const giveUp = Date.now() + START_MAY_TAKE_MS;
  while (!(await isReady(output))) {
    if (hasEnded(child) || Date.now() > giveUp) throw new Error(`${command} did not get ready:\n${output}`);
    await pause(50);
  }
  return output;
}

/** Asks it to end, and insists when it does not. */
async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const insist = setTimeout(() => child.kill("SIGKILL"), STOP_MAY_TAKE_MS);
  await ended;
  clearTimeout(insist);
}

/** Also when it never started. */
function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}
