import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { KilledTask } from "./killed";

let program: Promise<string> | undefined;

/** Runs `killed.ts` as a process of its own. Resolves to how many steps it did, and whether it was killed. */
export async function runKilled(task: KilledTask): Promise<{ steps: number; killed: boolean }> {
  program ??= bundle();
  // From standard input, so that its packages are found from the working directory.
  const child = spawn(process.execPath, ["--input-type=module", "-", JSON.stringify(task)], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  let complaints = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    complaints += chunk;
  });
  child.stdin.end(await program);
  return new Promise((settle, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0 || signal === "SIGKILL") settle({ steps: said.split("\n").length - 1, killed: code !== 0 });
      else reject(new Error(`it ended with ${code ?? signal}: ${complaints}`));
    });
  });
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./killed.ts", import.meta.url))],
    write: false,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    tsconfig: resolve("tsconfig.json"),
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
