import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { MailRound } from "./mail-round";

let program: Promise<string> | undefined;

interface MailWorker {
  kill(): void;
  /** Whether it was killed before its round ended, or the round failed, as when a machine is too busy for it. */
  ended: Promise<"killed" | "failed" | "done">;
}

/** Runs `mail-round.ts` as a process of its own. */
export async function startMailWorker(round: MailRound): Promise<MailWorker> {
  program ??= bundle();
  // From standard input, so that its packages are found from the working directory.
  const child = spawn(process.execPath, ["--input-type=module", "-", JSON.stringify(round)], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  child.stdin.end(await program);
  return { kill: () => void child.kill("SIGKILL"), ended: endOf(child) };
}

function endOf(child: ChildProcess): Promise<"killed" | "failed" | "done"> {
  return new Promise((settle, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => settle(signal === "SIGKILL" ? "killed" : code === 0 ? "done" : "failed"));
  });
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./mail-round.ts", import.meta.url))],
    write: false,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    jsx: "automatic",
    tsconfig: resolve("tsconfig.json"),
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
