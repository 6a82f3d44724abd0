import { spawn } from "node:child_process";
import { once } from "node:events";
import { removeEmbedded } from "@/lib/store/engine/embedded/embedded";
import { scratchFolder } from "@/lib/testing/scratch-folder";

const READY = /ready on (http:\/\/\S+)/;
const START_LIMIT_MS = 180_000;

/**
 * Starts the product as its README says, on a free port with a data folder of its own, for all stories of the
 * run. Leaves its address in BASE_URL and its data folder in STATNEST_DATA.
 */
export default async function startServer(): Promise<() => Promise<void>> {
  const dataFolder = await scratchFolder("statnest-e2e-");
  // All stories come from one address.
  const limits = { STATNEST_LIMIT_SIGN_UPS_PER_HOUR: "10000" };
  // Receivers of webhooks are on this host.
  const reach = { STATNEST_ALLOW_PRIVATE_WEBHOOKS: "1" };
  const env = {
    ...process.env,
    ...limits,
    ...reach,
    PORT: "0",
    HOST: "127.0.0.1",
    STATNEST_DATA: dataFolder,
    DATABASE_URL: "",
  };
  const server = spawn(process.execPath, ["server/start.js"], { env, stdio: ["ignore", "pipe", "inherit"] });
  process.env.BASE_URL = await address(server.stdout, once(server, "exit"));
  process.env.STATNEST_DATA = dataFolder;
  return async () => {
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
    await removeEmbedded(dataFolder);
  };
}

async function address(output: NodeJS.ReadableStream, exit: Promise<unknown[]>): Promise<string> {
  const found = new Promise<string>((resolve) => {
    let seen = "";
    output.on("data", (chunk) => {
      seen += chunk;
      const match = READY.exec(seen);
      if (match?.[1]) resolve(match[1]);
    });
  });
  const ended = exit.then(([code]) => Promise.reject(new Error(`npm start ended with ${code} before it was ready`)));
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error("npm start was not ready in time")), START_LIMIT_MS).unref(),
  );
  return Promise.race([found, ended, late]);
}
