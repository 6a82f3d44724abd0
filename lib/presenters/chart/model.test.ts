import { describe, expect, it } from "vitest";
import type { Series } from "@/lib/domain/series";
import { bucketBounds, parseMoment } from "@/lib/domain/time";
import { type ChartInput, type ChartRequest, chartModel, seriesRequest } from "./model";

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
