// `npm start`, `npm run dev` (--dev) and `npm run demo` (--demo). Plain JavaScript: it builds what it then runs.
// STATNEST_ROLE says what this start is responsible for; dist/supervisor.js does the rest.
import {
  ensureServerBuild,
  ensureWebBuild,
  loadBuilt,
  nodeTooOld,
  nodeUnsafe,
  root,
  watchServerBuild,
} from "./build.js";

const dev = process.argv.includes("--dev");
const demo = process.argv.includes("--demo");

// Only the first asks; later ones find it under way and change nothing.
const stop = new AbortController();
for (const name of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(name, () => stop.abort());

// A terminal or a log collector that went away is no reason to stop.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

process.exit(await start());

async function start() {
  const refusal = nodeTooOld();
  if (refusal) return fail(refusal);
  const warning = nodeUnsafe();
  if (warning) console.warn(warning);

  process.env.NODE_ENV = dev ? "development" : "production";
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  process.chdir(root);

  try {
    const role = process.env.STATNEST_ROLE ?? "all";
    await ensureServerBuild({ say, signal: stop.signal });
    if (!dev && (role === "all" || role === "web")) await ensureWebBuild({ say, signal: stop.signal });
  } catch (error) {
    return stop.signal.aborted ? 0 : fail(error.message);
  }

  const { supervise } = await loadBuilt("supervisor");
  const watch = dev ? (onBuilt) => watchServerBuild({ say, signal: stop.signal, onBuilt }) : undefined;
  return await supervise({ dev, say, signal: stop.signal, watch, onReady: demo ? showDemo : undefined });
}

async function showDemo(where) {
  const { demo: tell } = await loadBuilt("demo");
  await tell(where);
}

function say(line) {
  console.log(line);
}

function fail(message) {
  console.error(message);
  return 1;
}
