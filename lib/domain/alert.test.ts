import { describe, expect, test } from "vitest";
import { type AlertCondition, type AlertReading, type AlertVerdict, judge, type MissingChoice } from "./alert";
import { type AlertPatience, type AlertStanding, advance, quietSince } from "./alert-state";

const over = (threshold: number, recovery: number | null = null): AlertCondition => ({
  kind: "value",
  operator: "greater",
  threshold,
  recovery,
});
const under = (threshold: number, recovery: number | null = null): AlertCondition => ({
  kind: "value",
  operator: "less",
  threshold,
  recovery,
});
const delta = (operator: "different" | "greater" | "less", percentage: number): AlertCondition => ({
  kind: "delta",
  operator,
  percentage,
  timeDelta: "1w",
});
const DATA: AlertCondition = { kind: "data" };
const ANOMALY: AlertCondition = { kind: "anomaly", sensitivity: 3 };

describe("a verdict", () => {
  test.each<[string, AlertCondition, AlertReading, MissingChoice, AlertVerdict["is"]]>([
    ["above the threshold", over(10), { now: 10.1 }, "keep", "breach"],
    ["at the threshold", over(10), { now: 10 }, "keep", "clear"],
    ["below it", over(10), { now: 9 }, "keep", "clear"],
    ["above the recovery threshold", over(10, 8), { now: 9 }, "keep", "between"],
    ["at the recovery threshold", over(10, 8), { now: 8 }, "keep", "clear"],
    ["under a floor", under(0), { now: -1 }, "keep", "breach"],
    ["at a floor of zero", under(0), { now: 0 }, "keep", "clear"],
    ["between a floor and its recovery", under(5, 7), { now: 6 }, "keep", "between"],
    ["without data", over(10), { now: null }, "keep", "missing"],
    ["without data, which is a zero", under(1), { now: null }, "zero", "breach"],
    ["a rise of 50 %", delta("greater", 40), { now: 150, before: 100 }, "keep", "breach"],
    ["a rise of exactly the percentage", delta("greater", 50), { now: 150, before: 100 }, "keep", "clear"],
    ["a fall where rises are watched", delta("greater", 40), { now: 10, before: 100 }, "keep", "clear"],
    ["a fall of 60 %", delta("less", 50), { now: 40, before: 100 }, "keep", "breach"],
    ["a fall where any change is watched", delta("different", 50), { now: 40, before: 100 }, "keep", "breach"],
    ["a rise from below zero", delta("greater", 50), { now: -10, before: -100 }, "keep", "breach"],
    ["a rise from zero", delta("greater", 1_000), { now: 1, before: 0 }, "keep", "breach"],
    ["zero after zero", delta("different", 1), { now: 0, before: 0 }, "keep", "clear"],
    ["nothing to compare with", delta("different", 1), { now: 5, before: null }, "keep", "missing"],
    ["nothing before, which is a zero", delta("greater", 10), { now: 5, before: null }, "zero", "breach"],
    ["silence", DATA, { now: null, everReceived: true }, "keep", "breach"],
    ["silence of what never spoke", DATA, { now: null, everReceived: false }, "keep", "missing"],
    ["a sign of life, even a zero", DATA, { now: 0, everReceived: true }, "keep", "clear"],
    ["above what is usual", ANOMALY, { now: 12, band: { low: 1, high: 10 } }, "keep", "breach"],
    ["below what is usual", ANOMALY, { now: 0, band: { low: 1, high: 10 } }, "keep", "breach"],
    ["as usual", ANOMALY, { now: 10, band: { low: 1, high: 10 } }, "keep", "clear"],
    ["before anything is usual", ANOMALY, { now: 10, band: null }, "keep", "missing"],
  ])("of %s", (_, condition, reading, missing, is) => expect(judge(condition, reading, missing).is).toBe(is));

  test("of a delta says the change in percent and what it was judged by", () => {
    expect(judge(delta("less", 50), { now: 25, before: 100 }, "keep")).toEqual({
      is: "breach",
      value: -75,
      threshold: -50,
    });
  });
});

/** A minute each: `!` breach, `.` clear, `~` between, `?` missing, `x` error. What is told stands beside its minute. */
function story(verdicts: string, patience: Partial<AlertPatience> = {}): { states: string; told: string } {
  const all: AlertPatience = { pendingSeconds: 0, holdSeconds: 300, missing: "keep", ...patience };
  const words = { "!": "breach", ".": "clear", "~": "between", "?": "missing", x: "error" } as const;
  let standing: AlertStanding = quietSince(0);
  const states: string[] = [];
  const told: string[] = [];
  [...verdicts].forEach((sign, minute) => {
    const step = advance(standing, words[sign as keyof typeof words], minute * 60, all);
    expect(step.moved).toBe(step.standing !== standing);
    standing = step.standing;
    states.push(
      { no_data: "n", recovering: "r", error: "e" }[standing.state as string] ?? (standing.state[0] as string),
    );
    if (step.event !== null) told.push(`${minute} ${step.event}`);
  });
  return { states: states.join(""), told: told.join(", ") };
}

describe("an alert", () => {
  test.each<[string, string, Partial<AlertPatience>, string, string]>([
    [
      "tells once, and again when it has been quiet for the hold",
      "..!!!......",
      {},
      "oofffrrrrro",
      "2 triggered, 10 resolved",
    ],
    [
      "tells at once that it is quiet when it need not hold",
      ".!.",
      { holdSeconds: 0 },
      "ofo",
      "1 triggered, 2 resolved",
    ],
    ["waits for its pending period", "!!!!.", { pendingSeconds: 120 }, "ppffr", "2 triggered"],
    ["says nothing of a breach shorter than that", "!!.!!.", { pendingSeconds: 120 }, "ppoppo", ""],
    ["fires on between the two thresholds", "!~~~~~~~~", {}, "fffffffff", "0 triggered"],
    ["is not calmed by a value between them", "!..~......", {}, "frrfrrrrro", "0 triggered, 9 resolved"],
    ["keeps its state without data", "!??????", {}, "fffffff", "0 triggered"],
    ["is calmed by missing data that is well", "!??????", { missing: "ok" }, "frrrrro", "0 triggered, 6 resolved"],
    ["tells that there is no data, once", ".???.", { missing: "notify" }, "onnno", "1 no_data, 4 resolved"],
    ["fires out of silence", ".??!", { missing: "notify" }, "onnf", "1 no_data, 3 triggered"],
    ["neither fires nor rests by an error", "!xxx!xx", {}, "feeefee", "0 triggered"],
    [
      "goes on after an error as if there had been none",
      ".xx!xx......",
      {},
      "oeefeerrrrro",
      "3 triggered, 11 resolved",
    ],
  ])("%s", (_, verdicts, patience, states, told) => expect(story(verdicts, patience)).toEqual({ states, told }));

  test("that crosses its threshold every minute for an hour tells one firing and one rest", () => {
    expect(story(`${"!.".repeat(30)}${".".repeat(6)}`).told).toBe("0 triggered, 64 resolved");
  });

  test("that is paused is moved by nothing", () => {
    const paused: AlertStanding = { state: "paused", since: 0, firingSince: null, before: null };
    const patience: AlertPatience = { pendingSeconds: 0, holdSeconds: 0, missing: "notify" };
    for (const verdict of ["breach", "clear", "missing", "error"] as const) {
      expect(advance(paused, verdict, 60, patience)).toEqual({ standing: paused, moved: false, event: null });
    }
  });

  test("remembers since when it is breached, through pending, recovering and errors", () => {
    const patience: AlertPatience = { pendingSeconds: 60, holdSeconds: 600, missing: "keep" };
    let standing = quietSince(0);
    for (const [verdict, at] of [
      ["breach", 100],
      ["breach", 160],
      ["clear", 220],
      ["error", 280],
      ["breach", 340],
    ] as const) {
      standing = advance(standing, verdict, at, patience).standing;
    }
    expect(standing).toMatchObject({ state: "firing", firingSince: 100 });
  });
});
