import { describe, expect, test } from "vitest";
import { type ChartSpec, PLAIN_CHART } from "@/lib/domain/chart-spec";
import type { ListedStat } from "@/lib/domain/stat";
import { cardForm, cardOfForm } from "./card-form";
import { cardView, chartHref, dashboardView } from "./dashboard";
import { savedComparison } from "./saved-comparison";

const HOUR = 3_600;
const AT = new Date("2026-05-04T12:00:00Z");

function stat(id: string, more: Partial<ListedStat> = {}): ListedStat {
  const about = { unit: "", description: "", tags: [], public: false, retentionDays: null, classicKey: null };
  const state = { lastValue: 5, lastAt: AT, trashedAt: null, favourite: false, sharedBy: null };
  const times = { createdAt: AT, minutesFrom: new Date(0) };
  return { id, seriesId: 1n, name: id, kind: "counter", ...about, ...state, ...times, ...more } as ListedStat;
}

function series(of: ListedStat, values: (number | null)[], earlier: (number | null)[] | null = null) {
  const bucket = (v: number | null, i: number) =>
    v === null
      ? { t: i * HOUR, n: 0, v, sum: null, min: null, max: null }
      : { t: i * HOUR, n: 1, v, sum: v, min: v, max: v };
  const range = { from: 0, to: values.length * HOUR, step: "1h" as const, zone: "UTC" };
  return { stat: of, ...range, points: values.map(bucket), compare: earlier?.map(bucket) ?? null };
}

type Read = Parameters<typeof cardView>[0];

function read(more: Partial<ChartSpec>, all: ReturnType<typeof series>[], title = "", height = 4): Read {
  const spec = { ...PLAIN_CHART, ...more };
  const axes = all.map(() => "left" as const);
  const stats = all.map((each) => ({ id: each.stat.id, axis: "left" as const }));
  const chart = { id: "card", teamId: "team", use: "card" as const, title, spec, stats, createdAt: AT, updatedAt: AT };
  const data = { title, spec, series: all, axes, distribution: null, annotations: [], now: 3 * HOUR };
  return { card: { chart, width: 6, height }, data, why: null, hidden: 0 };
}

const shown = (of: Read) => cardView(of, { zone: "UTC" });

describe("a card", () => {
  test("is called by its title or its stats, and leads to the same chart on a page", () => {
    const one = shown(read({ range: { preset: "day" } }, [series(stat("a"), [1, 2])]));
    expect([one.title, one.href, one.range]).toEqual(["a", "/stats/a?range=day", "in the last day, by the hour"]);
    const two = shown(read({ range: { preset: "month" } }, [series(stat("a"), [1]), series(stat("b"), [2])], "Both"));
    expect([two.title, two.href]).toEqual(["Both", "/compare?stats=a,b&range=month"]);
  });

  test("draws as high as its rows leave room, less where lines need names", () => {
    const heightOf = (of: Read) => {
      const { body } = shown(of);
      return body?.kind === "graph" ? body.drawn.model.height : null;
    };
    const one = [series(stat("a"), [1, 2])];
    expect(heightOf(read({}, one))).toBe(240);
    expect(heightOf(read({}, one, "", 5))).toBe(320);
    expect(heightOf(read({}, one, "", 1))).toBe(64);
    expect(heightOf(read({ compare: "1w" }, [series(stat("a"), [1, 2], [2, 1])]))).toBe(214);
  });

  test("says a counter's sum and a value's last number, with the change where it is compared", () => {
    const counter = series(stat("people", { unit: "people" }), [1, 2], [2, 4]);
    const value = series(stat("load", { kind: "value", lastValue: 7 }), [3, 4]);
    const { numbers, body } = shown(read({ kind: "number", compare: "1w" }, [counter, value]));
    expect(body).toEqual({ kind: "number" });
    expect(numbers.map(({ name, colour, quantity, label }) => [name, colour, quantity?.exact, label])).toEqual([
      ["people", 1, "3\u00a0people", "in the last week"],
      ["load", 2, "7", "the last number"],
    ]);
    expect(numbers[0]?.change).toMatchObject({ direction: "down", words: "down on the week before" });
  });

  test("has a line for each stat of a sparkline, without axes, comparison or marks", () => {
    const asked = { kind: "spark", compare: "1w", thresholds: [{ value: 1, label: "", axis: "left" }] } as const;
    const { body } = shown(
      read({ ...asked, thresholds: [...asked.thresholds] }, [
        series(stat("a"), [1, 2], [2, 1]),
        series(stat("b"), [1, null]),
      ]),
    );
    const lines = body?.kind === "spark" ? body.lines : [];
    expect(lines.map(({ model }) => [model.title, model.axes, model.thresholds, model.earlierWords])).toEqual([
      ["a", false, [], ""],
      ["b", false, [], ""],
    ]);
  });

  test("draws the spread of a value, and says why it draws none of a counter", () => {
    const value = stat("load", { kind: "value", unit: "ms" });
    const asked = read({ kind: "histogram" }, [series(value, [1, 2])]);
    const distribution = { stat: value, from: 0, to: HOUR, bins: [{ bin: 0, n: 3 }], extremes: { min: 1, max: 1 } };
    const drawn = shown({ ...asked, data: asked.data && { ...asked.data, distribution } });
    expect([drawn.body?.kind, drawn.note]).toEqual(["histogram", ""]);
    expect(shown(asked)).toMatchObject({ body: null, note: "no data" });
    expect(shown(read({ kind: "histogram" }, [series(stat("a"), [1])])).note).toMatch(/^A counter has no histogram/);
  });

  test("says what is missing and why, and in public only that something is", () => {
    const { card } = read({}, []);
    const told = (why: Read["why"], hidden = 0) => {
      const empty = { card, data: null, why, hidden };
      return [cardView(empty, { zone: "UTC" }).note, cardView(empty, { zone: "UTC", inPublic: true }).note];
    };
    const nothing = "There is nothing to show here at the moment.";
    expect(told("no_stats")).toEqual(["Its stats were deleted or are in the trash.", nothing]);
    expect(told("hidden", 2)).toEqual(["2 of its stats are no longer shared with your team.", nothing]);
    expect(told("slow")[1]).toBe(nothing);
    const partly = { ...read({}, [series(stat("a"), [1])]), hidden: 1 };
    expect(shown(partly).note).toBe("One of its stats is no longer shared with your team.");
    expect(cardView(partly, { zone: "UTC", inPublic: true })).toMatchObject({ note: "", href: null });
    expect(cardView({ card, data: null, why: "failed", hidden: 0 }, { zone: "UTC" })).toMatchObject({
      title: "Empty card",
      href: null,
      body: null,
    });
  });
});

test("an open dashboard follows itself and the stats on it, each once", () => {
  const dashboard = { id: "d", name: "Servers", version: 3, createdAt: AT, updatedAt: AT };
  const a = series(stat("a"), [1]);
  const view = dashboardView({ dashboard, cards: [read({}, [a]), read({}, [a, series(stat("b"), [2])])], zone: "UTC" });
  expect([view.name, view.version, view.follows]).toEqual(["Servers", 3, ["d", "a", "b"]]);
  const inPublic = dashboardView({ dashboard, cards: [read({}, [a])], zone: "UTC" }, { inPublic: true });
  expect([inPublic.id, inPublic.follows, inPublic.cards[0]?.id, inPublic.cards[0]?.numbers[0]?.id]).toEqual([
    ...["", [], "0", "0"],
  ]);
});

test("a chart's address keeps its axes and forgets its kind", () => {
  const stats = [
    { id: "a", axis: "left" as const },
    { id: "b", axis: "right" as const },
  ];
  expect(chartHref({ stats, spec: { ...PLAIN_CHART, kind: "number", scale: "log" } })).toBe(
    "/compare?stats=a,b&range=week&scale=log&right=b",
  );
});

test("a saved comparison of which nothing is left leads nowhere", () => {
  const { card } = read({}, [series(stat("a"), [1])]);
  expect(savedComparison({ chart: card.chart, stats: [{ name: "a" }] }, AT, "UTC")).toMatchObject({
    name: "a",
    href: "/stats/a?range=week",
    stats: "a",
    range: "in the last week",
  });
  expect(savedComparison({ chart: { ...card.chart, stats: [] }, stats: [] }, AT, "UTC")).toMatchObject({ href: null });
});

describe("the form of a card", () => {
  const begun = (spec: Partial<ChartSpec>) =>
    cardForm({ title: "", spec: { ...PLAIN_CHART, ...spec }, chosen: [], offered: [], size: null });
  const sent = (spec: Partial<ChartSpec>, more: Record<string, string> = {}) => {
    const { kind, style, scale, range, compare, spec: kept } = begun(spec);
    return cardOfForm({ kind, style, scale, range, spec: kept, ...(compare ? { compare: "on" } : {}), ...more }).spec;
  };

  test("sent back as it came changes nothing, whatever it does not ask about", () => {
    const whole: ChartSpec = {
      ...PLAIN_CHART,
      range: { from: "-36h", to: "now" },
      step: "1h",
      compare: "1y",
      axes: false,
      thresholds: [{ value: 5, label: "limit", axis: "right" }],
    };
    expect(sent(whole)).toEqual(whole);
    expect(sent({ range: { preset: "day" }, step: "15m" })).toEqual({
      ...PLAIN_CHART,
      range: { preset: "day" },
      step: "15m",
    });
  });

  test("with another range takes that range's own step and comparison", () => {
    const spec = sent({ range: { preset: "day" }, step: "15m", compare: "1d" }, { range: "year" });
    expect([spec.range, spec.step, spec.compare]).toEqual([{ preset: "year" }, null, "1y"]);
  });

  test("names the stats in their order, with their axes, and sizes only where they are said", () => {
    const input = { "stat-b": "1", "stat-a": "1", "axis-a": "right", width: "", height: "3" };
    expect(cardOfForm(input)).toMatchObject({
      stats: [
        { id: "b", axis: "left" },
        { id: "a", axis: "right" },
      ],
      height: 3,
    });
    expect(cardOfForm(input)).not.toHaveProperty("width");
  });
});
