// `npm test`: checks, then tests on a real PostgreSQL, then stories in a real browser. Ends with one line
// `N passed, N failed` and fails when anything failed. Each check counts as one test.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ensureBrowser } from "../../e2e/browser.js";
import { ensureServerBuild, ensureWebBuild } from "../../server/build.js";

const scratch = mkdtempSync(join(tmpdir(), "statnest-test-"));
const results = [];

await check("server build", ensureServerBuild);
await check("web build", ensureWebBuild);
await check("types", () => tool("typescript/bin/tsc", ["--noEmit"]));
await check("lint and import directions", () =>
  tool("@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]),
);
await check("dead code", () => tool("knip/bin/knip.js", []));
await check("version floors", () => run(process.execPath, ["lib/testing/floors.js"]));
suite("tests", vitest);
suite("browser stories", playwright);

rmSync(scratch, { recursive: true, force: true });
const sum = (of) => results.reduce((total, result) => total + result[of], 0);
for (const { name, passed, failed, seconds, failures = [] } of results) {
  console.log(`${failed === 0 ? "ok    " : "FAILED"} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
  for (const failure of failures) console.log(failure.replace(/^/gm, "         "));
}
process.exitCode = sum("failed") === 0 ? 0 : 1;
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);

/** Runs one check; it fails by throwing or rejecting. */
async function check(name, work) {
  const done = timer(name);
  try {
    await work();
    done({ passed: 1, failed: 0 });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    done({ passed: 0, failed: 1 });
  }
}

/** Runs many tests; `work` returns how many passed and failed, and what failed. A suite that ran no test has failed. */
function suite(name, work) {
  const done = timer(name);
  try {
    const { passed, failed, failures } = work();
    done({ passed, failed: passed + failed === 0 ? 1 : failed, failures });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    done({ passed: 0, failed: 1 });
  }
}

function timer(name) {
  console.log(`\n== ${name}`);
  const start = Date.now();
  return (counts) => results.push({ name, ...counts, seconds: Math.round((Date.now() - start) / 1000) });
}

function vitest() {
  const report = join(scratch, "vitest.json");
  const ok = runs(process.execPath, [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  return {
    passed: numPassedTests,
    failed: Math.max(numFailedTests, ok ? 0 : 1),
    failures: testResults.flatMap(ofFile),
  };
}

function playwright() {
  const report = join(scratch, "playwright.json");
  const ok = runs(process.execPath, ["node_modules/playwright/cli.js", "test"], {
    PW_CHROMIUM: ensureBrowser(),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const { stats, suites, errors } = JSON.parse(readFileSync(report, "utf8"));
  const failed = Math.max(stats.unexpected + stats.flaky, ok ? 0 : 1);
  return {
    passed: stats.expected,
    failed,
    failures: [...errors.map(({ message }) => message), ...suites.flatMap(ofStories)],
  };
}

/** What failed in a file of tests, as vitest tells it: a test, or the file itself. */
function ofFile({ name, message, assertionResults }) {
  const failed = assertionResults.filter(({ status }) => status === "failed");
  const told = failed.map((test) => failure(name, test.fullName, test.failureMessages[0]));
  return message === "" ? told : [failure(name, "the file itself", message), ...told];
}

/** What failed in a group of stories and the groups in it, as Playwright tells it. */
function ofStories({ specs, suites = [] }) {
  const failed = specs.filter(({ tests }) => tests.some(({ status }) => status === "unexpected" || status === "flaky"));
  const told = failed.map(({ file, title, tests }) => {
    const errors = tests.flatMap(({ results: tries }) => tries.flatMap((each) => each.errors));
    return failure(`e2e/${file}`, title, errors[0]?.message);
  });
  return [...told, ...suites.flatMap(ofStories)];
}

/** Where and what failed, with the first lines of why. */
function failure(file, title, message = "") {
  return [`${relative(".", file)} › ${title}`, ...stripVTControlCharacters(message).split("\n").slice(0, 5)].join("\n");
}

function tool(path, args) {
  run(process.execPath, [join("node_modules", path), ...args]);
}

function run(command, args) {
  if (!runs(command, args)) throw new Error(`failed: ${[command, ...args].join(" ")}`);
}

function runs(command, args, variables = {}) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...variables };
  return spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
}
