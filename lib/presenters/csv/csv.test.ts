import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cell, csv } from "./csv";

test.each<[Cell, string]>([
  ["plain", "plain"],
  ["", ""],
  [null, ""],
  [0, "0"],
  [-5, "-5"],
  [1e21, "1e+21"],
  ['a "b", c', '"a ""b"", c"'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  [" \u00a0=1", "' \u00a0=1"],
  ["\t1", "'\t1"],
  ["a\n=1", '"a\n\'=1"'],
  ["a\r=1", '"a\r\'=1"'],
])("%j becomes %j", (value, expected) => {
  expect(csv(["x"], [[value]])).toBe(`x\r\n${expected}\r\n`);
});

test("no text begins a formula, and every number reads back equal", () => {
  fc.assert(
    fc.property(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), (text, number) => {
      const line = csv(["a", "b"], [[number, text]]).slice("a,b\r\n".length, -2);
      const [first = "", ...rest] = line.split(",");
      expect(Number(first)).toBe(number === 0 ? Number(String(number)) : number);
      const cell = rest.join(",").replace(/^"([\s\S]*)"$/, "$1");
      for (const each of cell.split(/[\r\n]/)) expect(each).not.toMatch(/^\s*[=+\-@]/);
    }),
  );
});
