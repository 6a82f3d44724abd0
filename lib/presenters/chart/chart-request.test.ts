import { describe, expect, it } from "vitest";
import { PLAIN_CHART } from "@/lib/domain/chart-spec";
import { chartRequest, type DrawnData, settledStyle } from "./chart-request";
import { chartSamples } from "./samples";

const SIZE = { width: 600, height: 200 };

function sample(name: string): DrawnData {
  const found = chartSamples().find((each) => each.name === name);
  if (found === undefined) throw new Error(`no sample ${name}`);
  return found.data;
}

describe("a chart that is asked for", () => {
  it("has the range of what was read, and the axis of each stat", () => {
    const data = sample("axes");
    const request = chartRequest(data, SIZE);
    expect(request).toMatchObject({
      ...SIZE,
      from: data.series[0]?.from,
      to: data.series[0]?.to,
      step: "1h",
      now: data.now,
    });
    expect(request.series.map(({ axis }) => axis)).toEqual(["left", "right"]);
    expect(chartRequest({ ...data, axes: [] }, SIZE).series.map(({ axis }) => axis)).toEqual(["left", "left"]);
  });

  it("is made of bars only for one counter over few intervals", () => {
    expect(chartRequest(sample("bar"), SIZE).style).toBe("bar");
    expect(chartRequest(sample("earlier"), SIZE).style).toBe("line");
    expect(chartRequest(sample("gaps"), SIZE).style).toBe("line");
    expect(settledStyle("area", sample("bar").series)).toBe("area");
    expect(settledStyle("auto", [])).toBe("line");
  });

  it("calls the earlier range by its name where it has one", () => {
    const data = sample("earlier");
    const words = (spec: Partial<typeof PLAIN_CHART>) =>
      chartRequest({ ...data, spec: { ...PLAIN_CHART, ...spec } }, SIZE).earlierWords;
    expect(words({ compare: "1w" })).toBe("the week before");
    expect(words({ compare: "2w" })).toBeUndefined();
    expect(words({ compare: "1w", range: { from: "-1w", to: "now" } })).toBeUndefined();
  });

  it("leaves out an earlier range that the spec does not compare with", () => {
    const data = sample("earlier");
    expect(chartRequest({ ...data, spec: PLAIN_CHART }, SIZE).series[0]?.compare).toBeNull();
  });

  it("takes annotations in seconds, and none where they are not wanted", () => {
    const data = sample("marks");
    expect(chartRequest(data, SIZE).annotations).toHaveLength(3);
    expect(chartRequest(data, SIZE).annotations?.[0]).toMatchObject({ at: data.now - 142 * 3_600, until: null });
    const spec = { ...data.spec, annotations: false };
    expect(chartRequest({ ...data, spec }, SIZE).annotations).toEqual([]);
  });

  it("makes an empty title from the names", () => {
    expect(chartRequest(sample("line"), SIZE).title).toBeUndefined();
    expect(chartRequest(sample("eight"), SIZE).title).toBe("Milliseconds by part");
  });
});
