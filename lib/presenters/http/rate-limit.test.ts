import { expect, test } from "vitest";
import { openRateLimit, takeRequest } from "./rate-limit";

test("a caller has the quota at once and gets it back evenly", () => {
  const limit = openRateLimit(60);
  const at = (seconds: number) => takeRequest(limit, "a", seconds * 1_000);
  for (let request = 0; request < 60; request++) expect(at(0).allowed).toBe(true);
  const refused = at(0.5);
  expect(refused.allowed).toBe(false);
  expect(refused.headers.get("retry-after")).toBe("1");
  expect(at(1).allowed).toBe(true);
  expect(at(1.5).allowed).toBe(false);
  expect(at(1_000).headers.get("x-ratelimit-remaining")).toBe("59");
});

test("the headers tell the policy, what is left and when all is back, in both forms", () => {
  const limit = openRateLimit(600);
  takeRequest(limit, "a", 0);
  const { headers } = takeRequest(limit, "a", 0);
  expect(Object.fromEntries(headers)).toEqual({
    "ratelimit-policy": '"default";q=600;w=60',
    ratelimit: '"default";r=598;t=1',
    "x-ratelimit-limit": "600",
    "x-ratelimit-remaining": "598",
    "x-ratelimit-reset": "1",
  });
});

test("callers do not share, and those quiet for longest are forgotten first", () => {
  const limit = openRateLimit(1);
  expect(takeRequest(limit, "a", 0).allowed).toBe(true);
  expect(takeRequest(limit, "b", 0).allowed).toBe(true);
  for (let caller = 0; caller < 20_000; caller++) takeRequest(limit, `c${caller}`, 0);
  expect(limit.callers.size).toBe(20_000);
  expect(takeRequest(limit, "c19999", 0).allowed).toBe(false);
});
