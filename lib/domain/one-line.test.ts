import { expect, test } from "vitest";
import { oneLine, shortLine } from "./one-line";

test.each([
  ["plain", "plain"],
  ["two\r\nlines", "two lines"],
  ["a\u0000b\u001b[31mc\u007fd\u0085e", "a b [31mc d e"],
  ["para\u2029graph\u2028line", "para graph line"],
  ["evil\u202egpj.exe", "evilgpj.exe"],
  ["\u2066isolated\u2069 \u200fmark\u061c", "isolated mark"],
  ["  \t around \u00a0 ", "around"],
  ["half \ud83d of one", "half \ufffd of one"],
  ["👩‍👩‍👧 stays", "👩‍👩‍👧 stays"],
  ["שלום שלום", "שלום שלום"],
])("%j is %j on one line", (text, line) => {
  expect(oneLine(text)).toBe(line);
});

test("what is too long ends in an ellipsis, and no character is cut in two", () => {
  expect(shortLine("😀".repeat(255), 60)).toBe(`${"😀".repeat(59)}…`);
  expect(shortLine("just right", 10)).toBe("just right");
  expect(shortLine("one word and more", 10)).toBe("one word…");
});
