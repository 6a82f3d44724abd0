import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** A process is there, but the system does not say since when. */
export const UNKNOWN_START = "unknown";

/**
 * When a process started, in the system's own words: tells it from a later process of the same pid.
 * @returns null when there is none; a zombie is none
 */
export async function processStart(pid: number): Promise<string | null> {
  const read = process.platform === "linux" ? fromProc : process.platform === "win32" ? fromPowerShell : fromPs;
  try {
    return await read(pid);
  } catch {
    return exists(pid) ? UNKNOWN_START : null;
  }
}

async function fromProc(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  // The second field is the name in brackets, which may hold blanks and brackets; field 3 is the state, 22 the start.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return null;
  return `${(await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim()} ${fields[19]}`;
}

async function fromPs(pid: number): Promise<string | null> {
  const { stdout } = await execute("ps", ["-o", "state=,lstart=", "-p", String(pid)], {
    env: { ...process.env, LC_ALL: "C" },
  });
  const [, state = "", start = ""] = /^\s*(\S+)\s+(.*)$/.exec(stdout) ?? [];
  return state.startsWith("Z") || start === "" ? null : start.trim();
}

async function fromPowerShell(pid: number): Promise<string | null> {
  const script = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`;
  const { stdout } = await execute("powershell", ["-NoProfile", "-Command", script], { windowsHide: true });
  if (stdout.trim() === "") throw new Error("no answer");
  return stdout.trim();
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
