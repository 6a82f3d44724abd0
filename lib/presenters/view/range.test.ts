import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  AXIS_SIDES,
  CHART_KINDS,
  CHART_SCALES,
  CHART_STYLES,
  type ChartRange,
  type ChartSpec,
  PLAIN_CHART,
} from "@/lib/domain/chart-spec";
import { PRESETS } from "@/lib/domain/step";
import {
  axesOf,
  drawnAs,
  earlierWords,
  overRange,
  queryOfSpec,
  rangeQuery,
  readRange,
  specOfQuery,
  withinWords,
} from "./range";
import { isTooFine, stepsFor, usualCompare } from "./range-length";

const PLAIN_DAY: ChartSpec = { ...PLAIN_CHART, range: { preset: "day" } };

describe("the range of a page", () => {
  test("is read from the address and written back", () => {
    const range = readRange({ range: "week", compare: "1" });
    expect(range.preset.name).toBe("week");
    expect(range.spec.compare).toBe("1w");
    expect(rangeQuery(range)).toBe("range=week&compare=1");
  });

  test("is a day when the address says none", () => {
    expect(rangeQuery(readRange({ range: "decade" }))).toBe("range=day");
  });

  test("that was chosen leads back to the preset it was cut from, or to the last week", () => {
    const cut = readRange({ range: "month", from: "1764000000", to: "1764086400", right: "b,a,b" });
    expect(cut.preset.name).toBe("month");
    expect(cut.spec.range).toEqual({ from: "1764000000", to: "1764086400" });
    expect(rangeQuery(cut)).toBe("range=month&from=1764000000&to=1764086400&right=b,a");
    expect(readRange({ from: "-3d" })).toMatchObject({
      spec: { range: { from: "-3d", to: "now" } },
      preset: { name: "week" },
    });
  });
});

describe("another range", () => {
  const week = readRange({ range: "week", compare: "1", step: "1h", style: "bar", right: "b" });

  test("keeps how it is drawn and what is usual, and chooses the step anew", () => {
    expect(rangeQuery(overRange(week, { preset: "year" }))).toBe("range=year&compare=1&style=bar&right=b");
    const cut = overRange(week, { from: "0", to: "7200" });
    expect(rangeQuery(cut)).toBe("range=week&from=0&to=7200&compare=1&style=bar&right=b");
    expect(cut.spec.compare).toBe("2h");
    expect(rangeQuery(overRange(cut, { preset: week.preset.name }))).toBe("range=week&compare=1&style=bar&right=b");
  });

  test("keeps an earlier range that is not the usual one", () => {
    expect(overRange(drawnAs(week, { compare: "1y" }), { preset: "day" }).spec.compare).toBe("1y");
    expect(overRange(drawnAs(week, { compare: null }), { preset: "day" }).spec.compare).toBeNull();
  });
});

describe("a query", () => {
  const moment = fc.oneof(
    fc.integer({ min: 0, max: 4_000_000_000 }).map(String),
    fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString()),
    fc
      .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 16)),
    fc.constantFrom("now", "-36h", "-1w", "+1d"),
  );
  const chosen = fc
    .record({ from: moment, to: moment })
    .map((range) => specOfQuery(range).range)
    .filter((range) => "from" in range);
  const range: fc.Arbitrary<ChartRange> = fc.oneof(
    fc.constantFrom(...PRESETS.map(({ name }) => ({ preset: name }))),
    chosen,
  );
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
  const threshold = fc.record({
    value: number,
    label: fc.string({ unit: "grapheme", maxLength: 20 }).map((label) => label.trim()),
    axis: fc.constantFrom(...AXIS_SIDES),
  });
  const spec = range.chain((range) =>
    fc.record<ChartSpec>({
      kind: fc.constantFrom(...CHART_KINDS),
      style: fc.constantFrom(...CHART_STYLES),
      axes: fc.boolean(),
      range: fc.constant(range),
      step: fc.constantFrom(null, ...stepsFor(range)),
      zone: fc.constantFrom(null, "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5"),
      compare: fc.constantFrom(null, "1d", "1w", "1y", usualCompare(range)),
      scale: fc.constantFrom(...CHART_SCALES),
      thresholds: fc.array(threshold, { maxLength: 4 }),
      annotations: fc.boolean(),
    }),
  );

  test("says everything about a chart", () => {
    fc.assert(
      fc.property(spec, (spec) => {
        expect(specOfQuery(new URLSearchParams(queryOfSpec(spec)))).toEqual(spec);
      }),
    );
  });

  test("says the usual by saying nothing", () => {
    expect(specOfQuery({})).toEqual(PLAIN_DAY);
    expect(queryOfSpec(PLAIN_DAY)).toBe("range=day");
  });

  test.each<[string, string]>([
    ["range=week&compare=1y", "range=week&compare=1y"],
    ["range=week&compare=1w", "range=week&compare=1"],
    ["from=2026-11-01T00:00&to=2026-11-04T00:00&compare=1", "from=2026-11-01T00:00&to=2026-11-04T00:00&compare=1"],
    ["from=2026-11-04&to=2026-11-01", "from=2026-11-01&to=2026-11-04"],
    ["threshold=95:limit,%20really&threshold=right:-1e3", "range=day&threshold=95:limit,+really&threshold=right:-1000"],
    ["style=bar&scale=log&axes=0&annotations=0&step=3h", "range=day&step=3h&style=bar&scale=log&axes=0&annotations=0"],
  ])("%s is written %s", (asked, written) => {
    expect(queryOfSpec(specOfQuery(new URLSearchParams(asked)))).toBe(written);
  });

  test.each([
    "range=decade",
    "range=day&range=week",
    "from=yesterday&to=now",
    "from=2026-11-01&to=2026-11-01",
    "to=2026-11-01",
    "from=&to=",
    "from=2026-99-01&to=now",
    "step=2h",
    "tz=Mars/Olympus",
    "tz=%2B02:00",
    "compare=yes",
    "style=pie&scale=sqrt&kind=map",
    "threshold=&threshold=:x&threshold=Infinity&threshold=high",
    "axes=maybe&annotations=",
  ])("%s makes no sense, so it is as if it were not there", (nonsense) => {
    expect(specOfQuery(new URLSearchParams(nonsense))).toEqual(PLAIN_DAY);
  });

  test("of any text at all is a chart that can be drawn", () => {
    const names = ["range", "from", "to", "step", "tz", "compare", "style", "threshold", "right"];
    const value = fc.oneof(
      fc.string(),
      fc.array(fc.string()),
      fc.constantFrom("1", "-1w", "now", "1m", "year", "right:1"),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (params) => {
        const { spec } = readRange(params);
        expect(specOfQuery(new URLSearchParams(queryOfSpec(spec)))).toEqual(spec);
      }),
    );
  });

  test("does not ask for more intervals than an answer holds", () => {
    expect(specOfQuery({ range: "year", step: "1m" }).step).toBeNull();
    expect(specOfQuery({ range: "hour", step: "1m" }).step).toBe("1m");
    expect(isTooFine("5m", { preset: "week" })).toBe(true);
    expect(stepsFor({ preset: "week" })).toEqual(["15m", "1h", "3h", "1d"]);
    expect(stepsFor({ from: "-36h", to: "2026-11-01" })).toHaveLength(8);
  });
});

describe("what a range is laid over", () => {
  test.each<[string, string, string | null, string]>([
    ["2026-11-01", "2026-11-15", "2w", "the 2 weeks before"],
    ["2026-11-01", "2026-11-02", "1d", "the day before"],
    ["1764000000", "1764010800", "3h", "the 3 hours before"],
    ["1764000000", "1764000090", "2m", "the 2 minutes before"],
    ["-36h", "now", "36h", "the 36 hours before"],
    ["-36h", "2026-11-01", null, "the time before"],
    ["2026-01-01T00:00:00+01:00", "2026-01-01T00:00:00Z", "1h", "the hour before"],
  ])("from %s to %s is %s", (from, to, duration, words) => {
    expect(usualCompare({ from, to })).toBe(duration);
    expect(earlierWords({ from, to })).toBe(words);
  });

  test("has words for the presets", () => {
    expect(earlierWords({ preset: "week" })).toBe("the week before");
    expect(withinWords({ preset: "week" })).toBe("in the last week");
    expect(withinWords({ from: "-2d", to: "now" })).toBe("in this range");
  });
});

test("somebody stays on the left axis", () => {
  expect(axesOf(["a", "b"], ["b"])).toEqual(["left", "right"]);
  expect(axesOf(["a", "b"], ["b", "a", "c"])).toEqual(["left", "left"]);
});
