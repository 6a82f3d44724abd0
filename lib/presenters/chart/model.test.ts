import { describe, expect, it } from "vitest";
import type { Series } from "@/lib/domain/series";
import { bucketBounds, parseMoment } from "@/lib/domain/time";
import { AXIS_ROOM, type ChartInput, type ChartRequest, chartModel, seriesRequest } from "./model";

const ZONE = "Europe/London";
const at = (text: string): number => parseMoment(text, 0, ZONE) as number;
const FROM = at("2026-01-05");
const TO = at("2026-01-12");

function points(value: (index: number) => number | null, from = FROM, to = TO): ChartInput["points"] {
  return bucketBounds(from, to, "1d", ZONE)
    .slice(0, -1)
    .map((t, index) => ({ t, v: value(index) }));
}

const signups: ChartInput = { name: "signups", kind: "counter", unit: "people", points: points((i) => i * 10) };

function model(request: Partial<ChartRequest> = {}) {
  return chartModel({
    series: [signups],
    from: FROM,
    to: TO,
    step: "1d",
    zone: ZONE,
    width: 800,
    height: 280,
    ...request,
  });
}

describe("chartModel", () => {
  it("is plain JSON that says the range, the step and the axes", () => {
    const made = model();
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
    expect(made).toMatchObject({
      title: "signups",
      unit: "people",
      style: "line",
      stepWords: "by the day",
      rangeWords: "5 – 11 Jan 2026",
      earlierWords: "",
      earlierTimes: null,
      end: TO,
      x: { from: FROM, to: at("2026-01-11") },
      y: { from: 0, to: 60 },
      margin: { left: 32 },
    });
    expect(made.series).toEqual([
      {
        name: "signups",
        kind: "counter",
        unit: "people",
        colour: "series-1",
        values: [0, 10, 20, 30, 40, 50, 60],
        compare: null,
        unfinished: false,
        axis: "left",
      },
    ]);
  });

  it("keeps a gap a gap, whether it came as null or did not come", () => {
    const sparse = points((i) => (i === 2 ? null : i)).filter((_, i) => i !== 4);
    expect(model({ series: [{ ...signups, points: sparse }] }).series[0]?.values).toEqual([0, 1, null, 3, null, 5, 6]);
  });

  it("takes in a point that came at the very end of the range", () => {
    const series = [{ ...signups, points: [...signups.points, { t: TO, v: 7 }] }];
    expect(model({ series }).series[0]?.values).toEqual([0, 10, 20, 30, 40, 50, 60, 7]);
  });

  it("lays the earlier range under the present one and knows when that was", () => {
    const made = model({ series: [{ ...signups, compare: points((i) => i) }], compare: "1w" });
    expect(made.series[0]?.compare).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(made.earlierWords).toBe("a week earlier");
    expect(made.earlierTimes?.[0]).toBe(at("2025-12-29"));
    expect(model({ series: [{ ...signups, compare: [] }], earlierWords: "last week" }).earlierWords).toBe("last week");
  });

  it("calls a counter's running interval unfinished, and a value's never", () => {
    const now = at("2026-01-11T12:00");
    expect(model({ now }).series[0]?.unfinished).toBe(true);
    expect(model({ now: TO }).series[0]?.unfinished).toBe(false);
    expect(model({ now, series: [{ ...signups, kind: "value" }] }).series[0]?.unfinished).toBe(false);
    expect(model({ now, series: [{ ...signups, points: [] }] }).series[0]?.unfinished).toBe(false);
  });

  it("gives eight series eight colours and one axis", () => {
    const series = Array.from({ length: 8 }, (_, i) => ({ ...signups, name: `s${i}`, points: points(() => i * 100) }));
    const made = model({ series, style: "bar" });
    expect(new Set(made.series.map(({ colour }) => colour)).size).toBe(8);
    expect(made.style).toBe("line");
    expect(made.y.to).toBeGreaterThanOrEqual(700);
    expect(made.title).toBe("s0, s1, s2, s3, s4, s5, s6 and s7");
  });

  it("draws bars for one series alone, over the whole last interval", () => {
    expect(model({ style: "bar" })).toMatchObject({ style: "bar", x: { to: TO } });
    expect(model({ style: "bar", series: [{ ...signups, compare: points(() => 1) }] }).style).toBe("line");
  });

  it("names a unit only when all agree on it", () => {
    expect(model({ series: [signups, signups] }).unit).toBe("people");
    expect(model({ series: [signups, { ...signups, unit: "ms" }] }).unit).toBe("");
  });

  it("makes room for long labels", () => {
    const long = model({ series: [{ ...signups, kind: "value", points: points((i) => -1_234_567 - i) }] });
    expect(long.margin.left).toBeGreaterThan(64);
  });

  it("tells the chart in words", () => {
    const made = model({ series: [{ ...signups, compare: points(() => 30) }], compare: "1w" });
    expect(made.description).toBe(
      "signups, by the day, 5 – 11 Jan 2026 (Europe/London). Latest 60\u00a0people (Sun, 11 Jan 2026), " +
        "a week earlier 30\u00a0people; lowest 0\u00a0people, highest 60\u00a0people.",
    );
    expect(model({ series: [{ ...signups, points: [] }] }).description).toMatch(/No data\.$/);
  });

  it("has a right axis with marks and room of its own", () => {
    const latency: ChartInput = {
      name: "latency",
      kind: "value",
      unit: "ms",
      axis: "right",
      points: points((i) => 20_000 + i),
    };
    const made = model({ series: [signups, latency] });
    expect(made.y).toMatchObject({ from: 0, to: 60 });
    expect(made.yRight).toMatchObject({ scale: "linear", from: 20_000, to: 20_006 });
    expect(made.series.map(({ axis }) => axis)).toEqual(["left", "right"]);
    expect(AXIS_ROOM).toContain(made.margin.right);
    expect(made.margin.right).toBeGreaterThan(made.margin.left);
  });

  it("has one axis, on the left, when all stats are on the right", () => {
    const made = model({
      series: [{ ...signups, axis: "right" }],
      thresholds: [{ value: 30, label: "", axis: "right" }],
    });
    expect([made.yRight, made.series[0]?.axis, made.thresholds[0]?.axis]).toEqual([null, "left", "left"]);
    expect(made.margin.right).toBe(16);
  });

  it("draws powers of ten on a log scale, from what is above zero", () => {
    const made = model({ scale: "log", series: [{ ...signups, points: points((i) => (i === 0 ? 0 : 10 ** i)) }] });
    expect(made.scale).toBe("log");
    expect(made.y).toMatchObject({ scale: "log", from: 10, to: 1e6 });
    expect(made.scaleNote).toBe("Zero and less have no place on a log scale.");
    expect(made.description).toContain(", log scale. ");
  });

  it("stays linear and says so when nothing is above zero", () => {
    const made = model({ scale: "log", series: [{ ...signups, points: points((i) => -i) }] });
    expect(made).toMatchObject({
      scale: "linear",
      y: { scale: "linear" },
      scaleNote: "Linear scale, for nothing is above zero.",
    });
    expect(made.description).toContain(made.scaleNote);
    expect(model({ scale: "log", series: [{ ...signups, points: [] }] }).scaleNote).toBe("");
    expect(model().scaleNote).toBe("");
  });

  it.each<[string, number[], number, number]>([
    ["one within", [30], 0, 60],
    ["one not far above", [150], 0, 150],
    ["one not far below", [-40], -40, 60],
    ["none that would press the numbers flat", [5_000], 0, 60],
    ["the near one of two", [5_000, 90], 0, 100],
  ])("widens its axis to thresholds: %s", (_, values, from, to) => {
    const thresholds = values.map((value) => ({ value, label: "", axis: "left" as const }));
    expect(model({ thresholds }).y).toMatchObject({ from, to });
  });

  it("knows no threshold on a log scale that is not above zero", () => {
    const thresholds = [0, -5, 20].map((value) => ({ value, label: "", axis: "left" as const }));
    expect(model({ thresholds, scale: "log" }).thresholds.map(({ value }) => value)).toEqual([20]);
  });

  it("has an axis made of thresholds alone before the first number", () => {
    const thresholds = [{ value: 80, label: "goal", axis: "left" as const }];
    const made = model({ thresholds, series: [{ ...signups, points: [] }] });
    expect(made.y.to).toBeGreaterThanOrEqual(80);
    expect(made.thresholds[0]?.words).toBe("goal 80\u00a0people");
    expect(made.description).toContain("Lines at goal 80\u00a0people.");
  });

  it("keeps the annotations of its range, oldest first, and those that reach into it", () => {
    const mark = (text: string, from: number, until: number | null = null) => ({ at: from, until, text });
    const annotations = [
      mark("last", TO - 60),
      mark("before", FROM - 60),
      mark("after", TO),
      mark("over", FROM - 9_000, FROM),
      mark("ended", FROM - 9_000, FROM - 1),
      mark("first", FROM),
    ];
    const made = model({ annotations });
    expect(made.annotations.map(({ text }) => text)).toEqual(["over", "first", "last"]);
    expect(made.description).toContain("last (Sun, 11 Jan 2026, 23:59 GMT).");
    const many = Array.from({ length: 9 }, (_, i) => mark(`deploy ${i}`, FROM + i * 3_600));
    expect(model({ annotations: many }).description).toMatch(/Marked: deploy 4 .*; deploy 8 .*; and 4 before\./);
  });

  it("has no marks and nearly no margins without axes", () => {
    const made = model({ axes: false, series: [signups, { ...signups, axis: "right" }] });
    expect([made.x.ticks, made.y.ticks, made.yRight?.ticks]).toEqual([[], [], []]);
    expect(made.margin).toEqual({ top: 8, right: 8, bottom: 8, left: 8 });
    expect(made.y).toMatchObject({ from: 0, to: 60 });
    expect(model({ axes: false, scale: "log" }).y).toMatchObject({ scale: "log", ticks: [], faint: [] });
  });

  it("keeps an area an area, whatever is compared", () => {
    expect(model({ style: "area", series: [signups, { ...signups, compare: points(() => 1) }] }).style).toBe("area");
  });

  it("tells the last finished number of a counter, and what came since", () => {
    const made = model({ now: at("2026-01-11T12:00"), series: [signups] });
    expect(made.description).toContain("Latest 50\u00a0people (Sat, 10 Jan 2026), since then 60\u00a0people so far;");
  });

  it("holds a single interval", () => {
    const made = model({ from: FROM, to: FROM + 60, series: [{ ...signups, points: [{ t: FROM, v: 1 }] }] });
    expect(made.times).toEqual([FROM]);
    expect(made.x).toMatchObject({ from: FROM, to: FROM + 86_400 });
  });
});

describe("seriesRequest", () => {
  it("takes what was read", () => {
    const read = { stat: { ...signups }, from: FROM, to: TO, step: "1d", zone: ZONE, points: [], compare: null };
    expect(seriesRequest([read as unknown as Series])).toEqual({
      series: [{ name: "signups", kind: "counter", unit: "people", points: [], compare: null }],
      from: FROM,
      to: TO,
      step: "1d",
      zone: ZONE,
    });
    expect(() => seriesRequest([])).toThrow(RangeError);
  });
});
