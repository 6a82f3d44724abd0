import { describe, expect, test } from "vitest";
import { shownBucket as bucket, SHOWN_AT as NOW, shownStat as stat } from "@/lib/testing/shown-stat";
import { type ChartPanelView, chartPanel, type PanelData } from "./chart-panel";
import { readRange } from "./range";

describe("a chart with what stands around it", () => {
  const from = NOW.getTime() / 1_000 - 7_200;
  const points = [bucket(from, [1]), bucket(from + 3_600, [2])];
  const compare = [bucket(from, [4]), bucket(from + 3_600, [])];
  const series = { stat: stat(), from, to: from + 7_200, step: "1h", zone: "UTC", points, compare } as const;
  const of = (params: Record<string, string>, more: Partial<PanelData> = {}, base = "/stats/a1B2?") => {
    const range = readRange(params);
    const read = { title: "", series: [series], axes: ["left"], annotations: [], now: from + 7_200 } as const;
    return chartPanel({ ...read, spec: range.spec, ...more } as PanelData, range, base);
  };
  const href = ({ files }: ChartPanelView, wanted: string) => files.find(({ name }) => name === wanted)?.href;

  test("links the very range it shows, as files", () => {
    const panel = of({ range: "day" });
    const range = `from=${from}&to=${from + 7_200}&step=1h&tz=UTC`;
    expect(href(panel, "CSV")).toBe(`/api/v1/stats/a1B2/series?${range}&format=csv`);
    expect(href(panel, "PNG")).toBe(`/api/v1/stats/a1B2/series?${range}&format=png&theme=light&width=1000&height=400`);
    expect(panel.caption).toBe("The last day, by the hour, times in UTC");
    expect(panel.model.series[0]?.compare).toBeNull();
    expect(panel.table.columns).toHaveLength(1);
  });

  test("lays the earlier range under it on demand", () => {
    const panel = of({ range: "day", compare: "1" });
    expect(href(panel, "JSON")).toContain("&compare=1d&format=json");
    expect(panel.model).toMatchObject({ earlierWords: "the day before" });
    expect(panel.caption).toBe("The last day, by the hour, times in UTC, dashed: the day before");
    expect(panel.table.columns).toHaveLength(2);
  });

  test("of several stats asks for all of them, drawn as they are", () => {
    const other = { ...series, stat: stat({ id: "zz", name: "errors" }) };
    const drawn = { style: "area", scale: "log", right: "zz", threshold: "right:3" };
    const panel = of(drawn, { series: [series, other], axes: ["left", "right"] } as Partial<PanelData>);
    expect(href(panel, "CSV")).toMatch(/^\/api\/v1\/series\?stats=a1B2%2Czz&/);
    expect(href(panel, "SVG")).toMatch(/&format=svg&theme=auto&.*&style=area&scale=log&right=zz&threshold=right%3A3$/);
    expect(href(panel, "JSON")).not.toContain("threshold");
    expect(panel.model.yRight).not.toBeNull();
  });

  test("leads to a range cut out of it, drawn the same, and says which range that is", () => {
    expect(of({ range: "week", compare: "1", step: "1h", style: "area" }).zoom).toBe(
      "/stats/a1B2?range=week&compare=1&style=area&",
    );
    const cut = of({ range: "week", from: String(from), to: String(from + 7_200) });
    expect(cut.zoom).toBe("/stats/a1B2?range=week&");
    expect(cut.caption).toBe("23 Nov 2026, 10:00 – 12:00, by the hour, times in UTC");
  });

  test("lists what happened, newest first", () => {
    const note = { statId: null, author: "alice", createdAt: NOW };
    const annotations = [
      { ...note, id: "1", at: new Date((from + 60) * 1_000), until: null, text: "Deploy v2" },
      { ...note, id: "2", at: new Date((from + 120) * 1_000), until: new Date((from + 600) * 1_000), text: "Outage" },
    ];
    const panel = of({}, { annotations });
    expect(panel.notes).toEqual([
      expect.objectContaining({ id: "2", when: "Mon, 23 Nov 2026, 10:02 UTC to Mon, 23 Nov 2026, 10:10 UTC" }),
      expect.objectContaining({ id: "1", iso: "2026-11-23T10:01:00.000Z", text: "Deploy v2", author: "alice" }),
    ]);
    expect(panel.model.annotations.map(({ text }) => text)).toEqual(["Deploy v2", "Outage"]);
  });
});
