// Writes which test called which functions of the records, a line for each test, for run.js to ask only those tests.
// What a file sets up for all its tests is not counted: nearly every function has a part in that.
import { appendFileSync } from "node:fs";
import { afterEach, beforeEach } from "vitest";

const called = new Set();
globalThis.reached = (name) => called.add(name);

beforeEach(() => called.clear());

afterEach(({ task }) => {
  const line = { file: task.file.name, test: fullName(task), called: [...called] };
  appendFileSync(process.env.STATNEST_REACHED, `${JSON.stringify(line)}\n`);
});

/** As `-t` matches it: the names of the groups it is in before its own. */
function fullName({ name, suite }) {
  return suite === undefined ? name : `${fullName(suite)} ${name}`;
}
