import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AXIS_SIDES, PLAIN_CHART } from "@/lib/domain/chart-spec";
import { EMBED_SIZE, EMBED_THEMES, PLAIN_LOOK } from "@/lib/domain/embed-look";
import type { PublicLink } from "@/lib/domain/public-link";
import {
  builtKind,
  draftOf,
  draftQuery,
  type EmbedDraft,
  lastDayOf,
  originList,
  paramsOf,
  readDraft,
} from "./embed-builder";
import { specOfQuery } from "./range";

const read = (query: string): EmbedDraft => readDraft(paramsOf(query));

describe("a draft", () => {
  const side = (most: number) => fc.integer({ min: EMBED_SIZE.least, max: most });
  const draft = fc.record<EmbedDraft>({
    stats: fc
      .uniqueArray(fc.record({ id: fc.stringMatching(/^[0-9A-Za-z]{4,8}$/), axis: fc.constantFrom(...AXIS_SIDES) }), {
        minLength: 1,
        maxLength: 8,
        selector: ({ id }) => id,
      })
      .filter((stats) => stats.some(({ axis }) => axis === "left")),
    title: fc.string({ unit: "grapheme", maxLength: 30 }).map((title) => title.trim()),
    spec: fc.constantFrom(
      specOfQuery({}),
      specOfQuery({ range: "week", compare: "1", style: "bar", threshold: ["95:limit", "right:7:"] }),
      specOfQuery({ kind: "graph", axes: "0", tz: "Europe/Berlin", annotations: "0" }),
      specOfQuery({ from: "-36h", scale: "log", step: "1h" }),
    ),
    look: fc.record({
      theme: fc.constantFrom(...EMBED_THEMES),
      width: side(EMBED_SIZE.mostWidth),
      height: side(EMBED_SIZE.mostHeight),
      heading: fc.boolean(),
      credit: fc.boolean(),
    }),
    origins: fc.constantFrom("", "https://a.example", "https://a.example\nhttps://*.b.example"),
    until: fc.constantFrom("", "2026-05-04"),
  });

  test("is said by its address in full", () => {
    fc.assert(
      fc.property(draft, (draft) => {
        expect(read(draftQuery(draft))).toEqual(draft);
      }),
    );
  });

  test("of an address that only names stats is a plain one over the last day", () => {
    expect(read("stats=a,b&range=week&compare=1")).toEqual({
      stats: [
        { id: "a", axis: "left" },
        { id: "b", axis: "left" },
      ],
      title: "",
      spec: { ...PLAIN_CHART, compare: "1w" },
      look: PLAIN_LOOK,
      origins: "",
      until: "",
    });
    expect(read("").stats).toEqual([]);
  });

  test.each<[string, string]>([
    ["w=1e9&h=-3", "the size is held to its limits"],
    ["w=wide&h=", "a size that is none is the usual one"],
    ["until=tomorrow", "a day that is none is for ever"],
    ["theme=neon", "a theme that is none follows the page"],
  ])("makes the best of %s: %s", (query) => {
    const { look, until } = read(`stats=a&${query}`);
    expect(look.width).toBeGreaterThanOrEqual(EMBED_SIZE.least);
    expect(look.width).toBeLessThanOrEqual(EMBED_SIZE.mostWidth);
    expect(look.height).toBeGreaterThanOrEqual(EMBED_SIZE.least);
    expect([look.theme, until]).toEqual(["auto", ""]);
  });
});

describe("the builder's form", () => {
  test("says no with an empty box: the hidden field before it counts", () => {
    const { look, spec } = read("built=1&stats=a&heading=0&credit=0&credit=1&annotations=0");
    expect([look.heading, look.credit, spec.annotations]).toEqual([false, true, false]);
  });

  test("takes the moments of a range only when that is what was chosen", () => {
    expect(read("built=1&stats=a&range=month&from=-36h&to=now").spec.range).toEqual({ preset: "month" });
    expect(read("built=1&stats=a&range=chosen&from=-36h&to=now").spec.range).toEqual({ from: "-36h", to: "now" });
    expect(read("stats=a&range=month&from=-36h&to=now").spec.range).toEqual({ from: "-36h", to: "now" });
  });

  test("puts the fields of each line together, and leaves out the empty row", () => {
    const rows = "value=95&label=limit,+really&side=left&value=&label=nothing&side=left&value=-1e3&label=&side=right";
    expect(read(`built=1&stats=a&${rows}`).spec.thresholds).toEqual([
      { value: 95, label: "limit, really", axis: "left" },
      { value: -1000, label: "", axis: "right" },
    ]);
  });

  test.each(["graph", "mini", "spark", "number", "histogram"] as const)("knows the kind %s", (kind) => {
    const { spec } = read(`built=1&stats=a&kind=${kind}`);
    expect(builtKind(spec)).toBe(kind);
    expect(spec.axes).toBe(kind !== "mini");
  });

  test("takes origins one a line or in a row", () => {
    expect(originList(" https://a.example\r\n\nhttps://b.example, https://c.example ")).toHaveLength(3);
    expect(originList("")).toEqual([]);
  });
});

test("an embed that is changed begins as it is, with the last day it shows anything by the team's calendar", () => {
  const link = { look: PLAIN_LOOK, origins: ["https://a.example"], expiresAt: new Date("2026-05-05T04:00:00Z") };
  const chart = { title: "t", spec: PLAIN_CHART, stats: [] };
  expect(draftOf(link as unknown as PublicLink, chart, "America/New_York")).toMatchObject({
    origins: "https://a.example",
    until: "2026-05-04",
  });
  expect(lastDayOf(new Date("2026-05-05T00:00:00Z"), "UTC")).toBe("2026-05-04");
  expect(lastDayOf(null, "UTC")).toBe("");
});
