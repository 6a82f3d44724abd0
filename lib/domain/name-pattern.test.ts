import { describe, expect, test } from "vitest";
import { likeOf, matchesPattern, parseNamePattern } from "./name-pattern";

describe("a pattern", () => {
  test.each<[string, string, boolean]>([
    ["*", "anything", true],
    ["*", "", true],
    ["api.*", "api.errors", true],
    ["api.*", "api.", true],
    ["api.*", "web.api.errors", false],
    ["*.errors", "api.errors", true],
    ["*.errors", "api.errors.total", false],
    ["api.*.ms", "api.sign in.ms", true],
    ["api.*.ms", "api.ms", false],
    ["a*a", "a", false],
    ["a*a", "aa", true],
    ["*b*", "abc", true],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["exactly", "exactly", true],
    ["exactly", "exactly so", false],
    ["API*", "api", false],
    ["a.c*", "abc", false],
    ["100%_*", "100%_done", true],
    ["100%_*", "1000 done", false],
  ])("%s on %s: %s", (pattern, name, is) => expect(matchesPattern(pattern, name)).toBe(is));

  test.each([
    ["api.*", "api.%"],
    ["100%_\\*", "100\\%\\_\\\\%"],
    ["plain", "plain"],
  ])("%s for LIKE is %s", (pattern, like) => expect(likeOf(pattern)).toBe(like));

  test("is kept as a name is, with each run of stars as one", () => {
    expect(parseNamePattern(" api.***.ms ")).toEqual({ pattern: "api.*.ms" });
    expect(parseNamePattern("u\u0308*")).toEqual({ pattern: "\u00fc*" });
    expect(parseNamePattern(" ")).toEqual({ problem: "empty" });
    expect(parseNamePattern("a~*")).toEqual({ problem: "tilde" });
    expect(parseNamePattern("x".repeat(256))).toEqual({ problem: "too_long" });
  });
});
