import { describe, expect, it } from "vitest";
import { classicRequest } from "./classic-request";

function asked(query: string, { kind = "graph", stats = ["AbCd"] } = {}) {
  const request = classicRequest(kind, stats, new URLSearchParams(query));
  if (request === null) throw new Error(`${kind} is no kind`);
  return request;
}

describe("the div of a snippet", () => {
  it.each([
    ["graph", ["AbCd"], "w=760&h=235&tf=week_compare", "statd_embed_graph_AbCd___760_235_week_compare_"],
    ["graph", ["a", "b", "c"], "w=600&h=300&tf=day&style=fill", "statd_embed_graph_a_b_c_600_300_day_fill"],
    ["histogram", ["a"], "w=300&h=200", "statd_embed_histogram_a___300_200_week_compare_"],
    ["text", ["a", "b"], "w=&h=&tf=week&title=none+of+it", "statd_embed_text_a_b____week_"],
    ["text", ["a"], "w=undefined&h=undefined&tf=day", "statd_embed_text_a_____day_"],
    ["graph", ["a"], "w=760px&h=1e9&tf=never&style=odd%20one", "statd_embed_graph_a___760px_1e9_never_odd one"],
  ])("of %s %j with %s is %s", (kind, stats, query, id) => {
    expect(asked(query, { kind, stats }).divId).toBe(id);
  });
});

describe("a timeframe", () => {
  it.each([
    ["hour", { preset: "hour" }, null],
    ["day", { preset: "day" }, null],
    ["week", { preset: "week" }, null],
    ["month", { preset: "month" }, null],
    ["year", { preset: "year" }, null],
    ["hour_compare", { preset: "hour" }, "1d"],
    ["day_compare", { preset: "day" }, "1d"],
    ["week_compare", { preset: "week" }, "1w"],
    ["month_compare", { preset: "month" }, "1M"],
    ["year_compare", { preset: "year" }, "1y"],
    ["half", { from: "-12h", to: "now" }, null],
    ["half_compare", { from: "-12h", to: "now" }, "1d"],
    ["", { preset: "week" }, "1w"],
    ["fortnight", { preset: "week" }, "1w"],
    ["constructor", { preset: "week" }, "1w"],
  ])("%s", (tf, range, compare) => {
    expect(asked(`tf=${tf}`).spec).toMatchObject({ range, compare });
  });
});

describe("a style", () => {
  it.each([
    ["", { kind: "graph", style: "line", axes: true, compare: "1w" }],
    ["fill", { kind: "graph", style: "area", axes: true, compare: "1w" }],
    ["fill_bar", { kind: "graph", style: "bar", axes: true, compare: null }],
    ["mini", { kind: "graph", style: "line", axes: false, compare: "1w" }],
    ["spark", { kind: "spark", style: "line", axes: true, compare: null }],
    ["toString", { kind: "graph", style: "line", axes: true, compare: "1w" }],
  ])("%s", (style, spec) => {
    expect(asked(`style=${style}`).spec).toMatchObject(spec);
  });
});

describe("what is asked for", () => {
  it("never shows what a team wrote down", () => {
    expect(asked("").spec.annotations).toBe(false);
  });

  it("is a kind that embed.js had, and no other", () => {
    for (const kind of ["graph", "histogram", "data", "table", "text"]) expect(asked("", { kind }).kind).toBe(kind);
    for (const kind of ["", "GRAPH", "toString", "aTokenOf22Characters00"]) {
      expect(classicRequest(kind, ["a"], new URLSearchParams())).toBeNull();
    }
  });

  it("is of ids", () => {
    for (const id of ["", "a b", "%00", "a".repeat(33), "<b>"]) {
      expect(classicRequest("graph", ["a", id], new URLSearchParams())).toBeNull();
    }
  });

  it("is of one to three stats, each once", () => {
    expect(asked("", { stats: ["a", "b", "c", "d"] }).stats).toEqual(["a", "b", "c"]);
    expect(asked("", { stats: ["a", "b", "a"] }).stats).toEqual(["a", "b"]);
  });

  it.each([
    ["w=760&h=235", 760, 235],
    ["", 600, 240],
    ["w=0&h=-5", 40, 40],
    ["w=1e9&h=999999999", 40, 1_200],
    ["w=99999&h=300.7", 2_000, 300],
    ["w=760px&h=tall", 760, 240],
  ])("%s is %i × %i", (query, width, height) => {
    expect(asked(query).look).toMatchObject({ width, height });
  });

  it("has a heading where there is room for one", () => {
    expect(asked("w=760&h=235").look.heading).toBe(true);
    expect(asked("w=150&h=50").look.heading).toBe(false);
    expect(asked("w=300&h=200&style=mini").look.heading).toBe(false);
    expect(asked("w=300&h=200&style=mini&title=Load").look.heading).toBe(true);
    expect(asked("w=300&h=200&style=spark&title=Load").look.heading).toBe(false);
  });

  it("is light unless the page is dark", () => {
    expect(asked("").look.theme).toBe("light");
    expect(asked("theme=dark").look.theme).toBe("dark");
    expect(asked("theme=auto").look.theme).toBe("light");
  });

  it("has a title of one line that a chart has room for", () => {
    expect(asked(`title=${encodeURIComponent("one\n\u202etwo\u0000")}`).title).toBe("one two");
    expect(asked(`title=${encodeURIComponent("😀".repeat(300))}`).title).toHaveLength(199);
  });
});
