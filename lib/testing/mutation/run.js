// Runs the tests that watch who may what against each mutant: a mutant that they let live is a fault of theirs.
// `node lib/testing/mutation/run.js` by itself, or as a part of `npm run test:deep`.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EQUIVALENT, filterMutants, RECORDS, RULES, ruleMutants } from "./mutants.js";

const OF_RULES = ["lib/domain/can.test.ts", "lib/interactors/permit.test.ts"];
const MATRIX = ["app/tenant-matrix.test.ts"];
// Of what no route reaches, which is the worker's chores, and of what belongs to a person and not to a team.
const OWN = ["accounts", "audit-log", "house", "keys", "mails", "people", "team"];
const SHOWN = ["annotations", "comparisons", "dashboards", "links", "shares", "stats"];
const SENT = ["alerts", "channels", "deliveries", "reports"];
const OF_INTERACTORS = [...OWN, ...SHOWN, ...SENT].map((noun) => `lib/interactors/${noun}/`);

const PROCESSES = 2;
const MOST_MS = 600_000;

/** How many of a hundred mutants may live. */
const ALLOWED = { rules: 5, filters: 0 };

/** Mutants of the rules, and of the conditions on whose a row is; resolves to results for deep-results.json. */
export async function runMutants() {
  const scratch = mkdtempSync(join(tmpdir(), "statnest-mutants-"));
  try {
    const reached = await reachedBy([...MATRIX, ...OF_INTERACTORS], join(scratch, "reached"));
    if (reached === null || (await isRed({ tests: OF_RULES, shown: true }))) {
      console.error("red without any mutant: nothing can be said of mutants");
      return [{ name: "mutants of who may what", runs: 0, failed: 1, seconds: 0 }];
    }
    const rules = RULES.flatMap((file) => ruleMutants(file, readFileSync(file, "utf8")));
    return [
      await runAll("mutants of the rules", rules, () => [{ tests: OF_RULES }, { tests: MATRIX }], ALLOWED.rules),
      await runAll(
        "mutants of tenant filters",
        filtersOfRecords(),
        (mutant) => suitesOf(mutant, reached),
        ALLOWED.filters,
      ),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function filtersOfRecords() {
  const files = readdirSync(RECORDS).filter((name) => name.endsWith(".ts") && !name.includes(".test."));
  const mutants = files.flatMap((name) =>
    filterMutants(join(RECORDS, name), readFileSync(join(RECORDS, name), "utf8")),
  );
  return mutants.filter(({ file, was, code }) => {
    return !EQUIVALENT.some((each) => file.endsWith(each.file) && was.startsWith(each.was) && code.includes(each.line));
  });
}

/** Which tests call which functions of the records, as reached.js writes it; null when one of them fails. */
async function reachedBy(tests, path) {
  if ((await isRed({ tests, env: { STATNEST_REACHED: path }, shown: true })) || !existsSync(path)) return null;
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line));
}

/** The tests that call the function a mutant is in, the matrix first; all of them for one outside any function. */
function suitesOf({ file, of }, reached) {
  const calling = reached.filter(({ called }) => of === null || called.includes(`${file} ${of}`));
  const matrix = calling.filter((each) => MATRIX.includes(each.file));
  const others = calling.filter((each) => !MATRIX.includes(each.file));
  return [matrix, others]
    .filter((each) => each.length > 0)
    .map((each) => ({ tests: [...new Set(each.map((one) => one.file))], only: each.map((one) => one.test) }));
}

async function runAll(name, mutants, suites, allowedPercent) {
  console.log(`\n== ${name}: ${mutants.length}`);
  const start = Date.now();
  const alive = [];
  const waiting = [...mutants];
  await Promise.all(
    Array.from({ length: PROCESSES }, async () => {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        const lives = await livesThrough(mutant, suites(mutant));
        console.log(`${lives ? "ALIVE " : "killed"} ${titleOf(mutant)}`);
        if (lives) alive.push(titleOf(mutant));
      }
    }),
  );
  const seconds = Math.round((Date.now() - start) / 1_000);
  const allowed = Math.floor((mutants.length * allowedPercent) / 100);
  const failed = mutants.length === 0 ? 1 : Math.max(0, alive.length - allowed);
  return { name, runs: mutants.length, failed, seconds, killed: mutants.length - alive.length, alive };
}

function titleOf({ file, line, was, text }) {
  const shown = (code) => code.replace(/\s+/g, " ").trim() || "nothing";
  return `${file}:${line} ${shown(was)} → ${shown(text)}`;
}

async function livesThrough({ file, start, end, text }, suites) {
  const env = { STATNEST_MUTANT: JSON.stringify({ file, start, end, text }) };
  for (const suite of suites) if (await isRed({ ...suite, env })) return false;
  return true;
}

/** Whether these tests fail. Those that run for ever do. */
function isRed({ tests, only = [], env = {}, shown = false }) {
  const named = only.length === 0 ? [] : ["-t", `^(?:${only.map(escaped).join("|")})$`];
  const args = ["run", "--config", "lib/testing/mutation/vitest.config.js", "--bail=1", "--reporter=dot", ...named];
  const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", ...args, ...tests], {
    stdio: ["ignore", shown ? "inherit" : "ignore", shown ? "inherit" : "ignore"],
    env: { ...process.env, ...env, STATNEST_MUTANT_TESTS: tests === OF_RULES ? "rules" : "others" },
  });
  const late = setTimeout(() => child.kill("SIGKILL"), MOST_MS);
  return new Promise((resolve) => {
    child.on("close", (code) => {
      clearTimeout(late);
      resolve(code !== 0);
    });
  });
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

if (import.meta.url === `file://${process.argv[1]}`) console.log(JSON.stringify(await runMutants(), null, 2));
