import { spawn } from "node:child_process";
import type { Account } from "./account";

export interface Outcome {
  /** Null when it did not start or was killed. */
  code: number | null;
  /** Both streams, or why it did not start. */
  output: string;
}

/** Runs a program to its end as the given account, in a folder that every account may enter. Never throws. */
export function run(command: string, args: string[], account: Account | null): Promise<Outcome> {
  return new Promise((settle) => {
    const child = spawn(command, args, { ...commonOptions(account), stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      output += chunk;
    });
    child.on("error", (error) => settle({ code: null, output: error.message }));
    child.on("close", (code) => settle({ code, output: output.trim() }));
  });
}

export function commonOptions(account: Account | null) {
  return { ...account, cwd: process.platform === "win32" ? undefined : "/", env: environment(), windowsHide: true };
}

/** No PGDATA or PGPORT from outside, and none of our secrets where the server's account could read them. */
function environment(): NodeJS.ProcessEnv {
  if (process.platform !== "win32") {
    return { PATH: process.env.PATH, TZ: process.env.TZ, LC_ALL: "C", NODE_ENV: process.env.NODE_ENV };
  }
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith("PG"));
  return Object.fromEntries(entries) as NodeJS.ProcessEnv;
}
