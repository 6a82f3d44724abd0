import { describe, expect, test } from "vitest";
import { isForgotten, nextAttempt } from "./next-attempt";

const MADE = new Date("2026-11-23T00:00:00Z");
const at = (seconds: number) => new Date(MADE.getTime() + seconds * 1_000);
const LATER = { outcome: "later", problem: "" } as const;
const HOUR = 3_600;

describe("a mail that was not taken is tried again", () => {
  test.each<[attempts: number, age: number, after: number | null]>([
    [1, 0, 5],
    [2, 5, 15],
    [3, 20, 30],
    [100, 3_599, 30],
    [101, HOUR, 600],
    [200, 22 * HOUR - 600, 600],
    [201, 22 * HOUR - 599, null],
    [201, 30 * HOUR, null],
  ])("after attempt %i, %i seconds old: in %o seconds", (attempts, age, after) => {
    const next = nextAttempt({ attempts, createdAt: MADE, firstTriedAt: MADE }, null, LATER, at(age));
    expect(next).toEqual(after === null ? null : at(age + after));
  });

  test("as long after its first attempt as the provider remembers, however long it waited for that", () => {
    const tried = { attempts: 1, createdAt: MADE, firstTriedAt: at(40 * HOUR) };
    expect(nextAttempt(tried, null, LATER, at(40 * HOUR))).toEqual(at(40 * HOUR + 5));
  });

  test("when the provider says so, and once more before its end", () => {
    const tried = { attempts: 1, createdAt: MADE, firstTriedAt: MADE };
    const limited = { outcome: "limited", problem: "", retryAfterSeconds: 90 } as const;
    expect(nextAttempt(tried, null, limited, at(1))).toEqual(at(91));
    expect(nextAttempt(tried, at(60), limited, at(1))).toEqual(new Date(at(60).getTime() - 1));
    expect(nextAttempt(tried, at(60), limited, new Date(at(60).getTime() - 1))).toBeNull();
  });
});

test("an attempt that nobody noted the end of is forgotten by the provider after a day; the first is not", () => {
  expect(isForgotten({ attempts: 2, firstTriedAt: MADE }, at(23 * HOUR))).toBe(false);
  expect(isForgotten({ attempts: 2, firstTriedAt: MADE }, at(23 * HOUR + 1))).toBe(true);
  expect(isForgotten({ attempts: 1, firstTriedAt: MADE }, at(30 * HOUR))).toBe(false);
});
