import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type ActLink, actToken, readActToken } from "./act-link";

const UNTIL = new Date("2026-12-23T14:32:00Z");
const BEFORE = new Date("2026-12-23T14:31:59Z");
const ABOUT: ActLink = {
  channelId: "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000",
  alertId: "aB3xYz",
  statId: "Q1w2E3",
  incidentId: "",
};

beforeAll(() => {
  vi.stubEnv("NEXTAUTH_SECRET", "a secret for tests, long enough");
});
afterAll(() => {
  vi.unstubAllEnvs();
});

test("a token says what it is about, until its end, and is the same each time", () => {
  const token = actToken(ABOUT, UNTIL);
  expect(token).toBe(actToken({ ...ABOUT }, UNTIL));
  expect(encodeURIComponent(token)).toBe(token);
  expect(readActToken(token, BEFORE)).toEqual(ABOUT);
  expect(readActToken(token, UNTIL)).toBeNull();
});

test("with any character changed it opens nothing", () => {
  const token = actToken(ABOUT, UNTIL);
  for (let at = 0; at < token.length; at++) {
    const other = token[at] === "x" ? "y" : "x";
    expect(readActToken(token.slice(0, at) + other + token.slice(at + 1), BEFORE)).toBeNull();
  }
});

test.each(["", ".", ".....", "a", `${"a".repeat(5_000)}.b`, "a.b.c.d.zz.", "😀.😀.😀.😀.😀.😀"])(
  "%j opens nothing",
  (token) => {
    expect(readActToken(token, BEFORE)).toBeNull();
  },
);

test("an id that could be taken for two is not signed", () => {
  for (const alertId of ["a.b", "a b", "ä"]) expect(() => actToken({ ...ABOUT, alertId }, UNTIL)).toThrow();
});
