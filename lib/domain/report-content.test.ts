import { describe, expect, test } from "vitest";
import type { ReportCadence, ReportFacts, ReportSubject, RungAlert, StatFacts } from "./report";
import { composeReport } from "./report-content";
import { reportSubject } from "./report-words";

const [FROM, TO] = [1_000_000, 1_086_400];
const MOVED: ReportSubject = { kind: "moved" };

function facts(name: string, now: number | null, past: (number | null)[], more: Partial<StatFacts> = {}): StatFacts {
  const stat = { id: name, name, kind: "counter" as const, unit: "" };
  return { stat, madeAt: 0, lastAt: TO - 60, now, past, spark: [], sparkFrom: TO - 86_400, ...more };
}

function rung(endedAt: number | null, beganAt = FROM + 60): RungAlert {
  const stat = { id: "s", name: "s", kind: "value" as const, unit: "ms" };
  return { incidentId: `${beganAt}-${endedAt}`, alert: "slow", stat, reason: "812 ms, over 500 ms", beganAt, endedAt };
}

interface Told {
  alerts?: RungAlert[];
  subject?: ReportSubject;
  cadence?: ReportCadence;
}

function report(stats: StatFacts[], { alerts = [], subject = MOVED, cadence = "daily" }: Told = {}) {
  const period = { cadence, from: FROM, to: TO, zone: "Europe/Berlin" };
  const all: ReportFacts = { team: { id: "t", name: "team" }, period, stats, alerts, notes: [] };
  return composeReport(all, subject);
}

const names = (lines: { stat: { name: string } }[]) => lines.map(({ stat }) => stat.name);
const steady = (value: number, noise: number) => Array.from({ length: 28 }, (_, i) => value + (i % 2 ? noise : -noise));

describe("what moved most", () => {
  test("is what is most unusual for itself, not what has the largest percentage", () => {
    const { lines } = report([
      facts("tiny", 6, [2, 9, 1, 7, 3, 8, 2, 5]),
      facts("wild", 3_000, [1_000, 4_000, 2_000, 5_000, 500, 3_500]),
      facts("steady", 10_900, steady(10_000, 100)),
    ]);
    expect(names(lines)).toEqual(["steady", "tiny", "wild"]);
    expect(lines[0]?.unusual).toBeCloseTo(900 / (100 * 1.4826), 6);
  });

  test("comes before what there is too little of to know, which goes by how much it changed", () => {
    const { lines } = report([
      facts("young", 30, [20, 20]),
      facts("younger", 90, [20]),
      facts("as ever", 10, [10, 10, 10, 10]),
      facts("from zero", 5, [0, null]),
    ]);
    expect(names(lines)).toEqual(["as ever", "younger", "young", "from zero"]);
  });

  test("is at most ten, and the others are counted", () => {
    const { lines, more } = report(Array.from({ length: 14 }, (_, i) => facts(`stat ${i}`, i, [1, 1, 1, 1])));
    expect([lines.length, more]).toEqual([10, 4]);
  });

  test("never is a number that is not one, whatever was received", () => {
    const extreme = [Number.MAX_VALUE, -Number.MAX_VALUE, 0, Number.MIN_VALUE];
    const { lines } = report(extreme.map((now, i) => facts(`stat ${i}`, now, extreme)));
    expect(lines.every(({ unusual }) => unusual !== null && Number.isFinite(unusual) && unusual >= 0)).toBe(true);
  });
});

test("a day is compared with the day before and with the same weekday; a week with the week before alone", () => {
  const past = [1, 2, 3, 4, 5, 6, 7, 8];
  expect(report([facts("a", 9, past)]).lines[0]).toMatchObject({ now: 9, before: 1, weekAgo: 7 });
  expect(report([facts("a", 9, past)], { cadence: "weekly" }).lines[0]).toMatchObject({ before: 1, weekAgo: null });
});

test("what began in the period is new, and what had numbers before it and none in it is silent", () => {
  const stats = [
    facts("new", 5, [null, null], { madeAt: FROM + 10 }),
    facts("made and unused", null, [null], { madeAt: FROM + 10, lastAt: null }),
    facts("gone", null, [5, 6, 7, 8], { lastAt: FROM - 100 }),
    facts("long gone", null, [null, null, 4], { lastAt: 5 }),
    facts("back again", 4, [null, null, 4]),
  ];
  const { fresh, silent, lines } = report(stats);
  expect([names(fresh), names(silent), names(lines)]).toEqual([["new"], ["gone"], ["back again"]]);
  expect(silent[0]?.lastAt).toBe(FROM - 100);
});

test("of stats that were chosen each is told, and no data as no data", () => {
  const subject: ReportSubject = { kind: "stats", statIds: ["quiet", "loud"] };
  const many = Array.from({ length: 20 }, (_, i) => facts(`stat ${i}`, i, [1]));
  const { lines, more } = report([facts("quiet", null, [null]), ...many], { subject });
  expect([lines.length, more]).toEqual([21, 0]);
  expect(lines.find(({ stat }) => stat.name === "quiet")?.now).toBeNull();
});

test("alerts that still ring come first, then the latest", () => {
  const { alerts } = report([], { alerts: [rung(TO, FROM + 1), rung(TO, FROM + 9), rung(null, FROM - 900)] });
  expect(alerts.map(({ beganAt }) => beganAt)).toEqual([FROM - 900, FROM + 9, FROM + 1]);
});

test.each<[subject: string, stats: StatFacts[], told?: Told]>([
  ["signups up 12\u00a0%, 2 alerts", [facts("signups", 112, [100])], { alerts: [rung(null), rung(TO)] }],
  ["signups down 3.4\u00a0%, 1 alert", [facts("signups", 96.6, [100])], { alerts: [rung(null)] }],
  ["b up 50\u00a0%", [facts("a", 5, [5, 5, 5, 5]), facts("b", 15, [10])]],
  ["nothing from feed", [facts("feed", null, [5]), facts("a", 5, [5])]],
  ["1 alert", [facts("a", 5, [5])], { alerts: [rung(null)] }],
  ["all as usual", [facts("a", 5, [5]), facts("b", 5, [0])]],
  ["all as usual", [facts("new", 5, [null], { madeAt: FROM })]],
  ["no numbers yesterday", [facts("a", null, [null])]],
  ["no numbers last week", [], { cadence: "weekly" }],
  ["a name of two lines up 100\u00a0%", [facts("a name\r\nof two\u202e lines", 2, [1])]],
])("the subject begins with the result: %j", (subject, stats, told) => {
  expect(reportSubject(report(stats, told))).toBe(subject);
});
