import { mergeConfig } from "vitest/config";
import base from "../../../vitest.config.ts";
import { functionsOf, RECORDS } from "./mutants.js";

// One mutant, as mutants.js makes them: put in while the file is loaded, so that the sources stay as they are.
const { file, start, end, text } = JSON.parse(process.env.STATNEST_MUTANT ?? "{}");

// Tests of rules alone need no database.
if (process.env.STATNEST_MUTANT_TESTS === "rules") base.test.globalSetup = [];

const mutant = {
  name: "mutant",
  enforce: "pre",
  transform(code, id) {
    if (file === undefined || !id.endsWith(`/${file}`)) return null;
    return code.slice(0, start) + text + code.slice(end);
  },
};

// Has each function of the records say that it was called: see reached.js.
const counter = {
  name: "counter",
  enforce: "pre",
  transform(code, id) {
    const at = id.indexOf(`${RECORDS}/`);
    if (process.env.STATNEST_REACHED === undefined || at === -1 || id.includes(".test.")) return null;
    const bodies = functionsOf(code).sort((a, b) => b.body - a.body);
    return bodies.reduce(
      (told, { name, body }) =>
        `${told.slice(0, body)}globalThis.reached?.("${id.slice(at)} ${name}");${told.slice(body)}`,
      code,
    );
  },
};

export default mergeConfig(base, {
  plugins: [mutant, counter],
  test: { setupFiles: process.env.STATNEST_REACHED === undefined ? [] : ["lib/testing/mutation/reached.js"] },
});
