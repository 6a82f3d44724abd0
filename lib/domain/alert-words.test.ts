import { describe, expect, test } from "vitest";
import { type Alert, type AlertCondition, type AlertReading, type AlertWindow, judge } from "./alert";
import { alertName, gentlerCondition, reasonWords, ruleWords, secondsText, secondsWords } from "./alert-words";

const over = (threshold: number, recovery: number | null = null): AlertCondition => ({
  ...{ kind: "value", operator: "greater", threshold, recovery },
});
const under = (threshold: number, recovery: number | null = null): AlertCondition => ({
  ...{ kind: "value", operator: "less", threshold, recovery },
});
const delta = (operator: "different" | "greater" | "less", percentage: number): AlertCondition => ({
  ...{ kind: "delta", operator, percentage, timeDelta: "1w" },
});
const DATA: AlertCondition = { kind: "data" };
const ANOMALY: AlertCondition = { kind: "anomaly", sensitivity: 3 };

/** Spaces that do not break are told by ~. */
const plain = (text: string) => text.replaceAll("\u00a0", "~");

describe("a rule in words", () => {
  test.each<[AlertCondition, AlertWindow, string, string]>([
    [over(500), "1h", "orders", "over 500~orders in an hour"],
    [over(12_345), "3h", "", "over 12.35K in 3 hours"],
    [under(-4.5), "5m", "°C", "under \u22124.5~°C in 5 minutes"],
    [over(5_000), "this_day", "", "over 5,000 today"],
    [over(1), "this_hour", "", "over 1 this hour"],
    [over(1), "this_month", "", "over 1 this month"],
    [delta("greater", 20), "1h", "orders", "up over 20~% in an hour on a week earlier"],
    [delta("less", 50), "this_day", "", "down over 50~% today on a week earlier"],
    [delta("different", 7.5), "1d", "", "changed over 7.5~% in a day on a week earlier"],
    [DATA, "1h", "orders", "no data for an hour"],
    [DATA, "this_day", "", "no data today"],
    [ANOMALY, "1h", "", "unusual in an hour, by over 3 times its usual deviation"],
  ])("%j over %s in %j: %4$s", (condition, window, unit, words) => {
    expect(plain(ruleWords({ condition, window }, unit))).toBe(words);
  });

  test("say how long it has to last", () => {
    expect(ruleWords({ condition: over(1), window: "1h", pendingSeconds: 600 }, "")).toBe(
      "over 1 in an hour, lasting 10 minutes",
    );
  });
});

describe("an alert is called", () => {
  const rule = { condition: over(500), window: "1h" as const };
  const subject: Alert["subject"] = { statId: "aB3", statName: "signups" };

  test("by its name", () => expect(alertName({ ...rule, name: "Too many", subject })).toBe("Too many"));
  test("or by what it watches for", () => {
    expect(plain(alertName({ ...rule, name: "", subject }, "people"))).toBe("signups: over 500~people in an hour");
    expect(alertName({ ...rule, name: "", subject: { pattern: "api.*" } })).toBe("api.*: over 500 in an hour");
  });
});

describe("a reason", () => {
  test.each<[AlertCondition, AlertReading, string]>([
    [over(500), { now: 512 }, "512~orders in an hour, over the threshold of 500."],
    [over(500), { now: 500 }, "500~orders in an hour, no longer over 500."],
    [over(500, 450), { now: 440 }, "440~orders in an hour, no longer over 450."],
    [
      over(500, 450),
      { now: 470 },
      "470~orders in an hour: no longer over the threshold of 500, and still above 450, which would end it.",
    ],
    [under(5, 7), { now: 2 }, "2~orders in an hour, under the threshold of 5."],
    [
      under(5, 7),
      { now: 6 },
      "6~orders in an hour: no longer under the threshold of 5, and still below 7, which would end it.",
    ],
    [over(500), { now: null }, "No data for an hour."],
    [delta("greater", 20), { now: 135, before: 100 }, "Up 35~% in an hour on a week earlier, over the limit of 20~%."],
    [delta("less", 50), { now: 40, before: 100 }, "Down 60~% in an hour on a week earlier, over the limit of 50~%."],
    [delta("greater", 20), { now: 1, before: 0 }, "Up from zero in an hour on a week earlier, over the limit of 20~%."],
    [
      delta("different", 9),
      { now: -1, before: 0 },
      "Down from zero in an hour on a week earlier, over the limit of 9~%.",
    ],
    [
      delta("greater", 20),
      { now: 100, before: 100 },
      "Unchanged in an hour on a week earlier, within the limit of 20~%.",
    ],
    [delta("greater", 20), { now: 5, before: null }, "No data for an hour, or none a week earlier."],
    [DATA, { now: null, everReceived: true }, "No data for an hour."],
    [DATA, { now: 1, everReceived: true }, "Data has come again within an hour."],
    [DATA, { now: null, everReceived: false }, "Nothing was ever received."],
    [ANOMALY, { now: 512, band: { low: 10, high: 300 } }, "512~orders in an hour, where at most 300 is usual."],
    [ANOMALY, { now: 5, band: { low: 10, high: 300 } }, "5~orders in an hour, where at least 10 is usual."],
    [ANOMALY, { now: 50, band: { low: 10, high: 300 } }, "50~orders in an hour, which is usual."],
    [ANOMALY, { now: 50, band: null }, "There is too little history to say what is usual."],
    [ANOMALY, { now: null, band: null }, "No data for an hour."],
  ])("of %j and %j", (condition, reading, words) => {
    const verdict = judge(condition, reading, "keep");
    expect(plain(reasonWords(verdict, { condition, window: "1h" }, "orders"))).toBe(words);
  });
});

describe("a gentler rule", () => {
  test.each<[AlertCondition, AlertCondition | null]>([
    [over(500, 450), over(600, 450)],
    [over(0.07), over(0.084)],
    [over(-10), over(-8)],
    [over(0), null],
    [under(500), under(400)],
    [under(-10, -8), under(-12, -8)],
    [under(1e100), under(8e99)],
    [delta("greater", 20), delta("greater", 30)],
    [delta("different", 80), delta("different", 120)],
    [delta("less", 50), delta("less", 75)],
    [delta("less", 80), delta("less", 90)],
    [delta("less", 100), null],
    [ANOMALY, { kind: "anomaly", sensitivity: 4.5 }],
    [DATA, null],
  ])("than %j is %j", (condition, gentler) => expect(gentlerCondition(condition)).toEqual(gentler));

  test("never rings where the rule does not", () => {
    for (const condition of [over(500), over(-10), under(500), under(-10), delta("less", 80), delta("greater", 20)]) {
      const gentler = gentlerCondition(condition) as AlertCondition;
      for (let now = -1_000; now <= 1_000; now += 7) {
        const is = (each: AlertCondition) => judge(each, { now, before: 100 }, "keep").is;
        if (is(gentler) === "breach") expect(is(condition)).toBe("breach");
      }
    }
  });
});

describe("a length of time", () => {
  test.each([
    [0, "0 seconds", "0s"],
    [1, "a second", "1s"],
    [90, "90 seconds", "90s"],
    [600, "10 minutes", "10m"],
    [3_600, "an hour", "1h"],
    [86_400, "a day", "1d"],
    [1_209_600, "2 weeks", "2w"],
  ])("of %i seconds", (seconds, words, text) => {
    expect([secondsWords(seconds), secondsText(seconds)]).toEqual([words, text]);
  });
});
