import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { type ChartInput, type ChartRequest, chartModel } from "@/lib/presenters/chart/model";
import { drawSvg } from "@/lib/presenters/chart/svg";
import { PointTooltip } from "./point-tooltip";
import { readPoint, readSelection } from "./read-point";
import { type InteractiveChartProps, RechartsView } from "./recharts-view";
import { StatChart } from "./stat-chart";

const HOUR = 3_600;
const NONE = new Set<number>();

function input(name: string, values: (number | null)[], more: Partial<ChartInput> = {}): ChartInput {
  return { name, kind: "counter", unit: "people", points: values.map((v, i) => ({ t: i * HOUR, v })), ...more };
}

function modelOf(series: ChartInput[], more: Partial<ChartRequest> = {}) {
  const range = { from: 0, to: 3 * HOUR, step: "1h", zone: "Europe/London", width: 800, height: 280 } as const;
  return chartModel({ series, ...range, ...more });
}

function render(series: ChartInput[]): string {
  const model = modelOf(series);
  return renderToStaticMarkup(<StatChart model={model} svg={drawSvg(model)} />);
}

describe("StatChart", () => {
  it("shows the drawing at first paint, with its step and unit", () => {
    const html = render([input("signups", [1, 2, 3])]);
    expect(html).toContain("<title>signups</title>");
    expect(html).toContain("people, by the hour");
    expect(html).not.toContain("<button");
  });

  it("offers each of several series as a button", () => {
    const html = render([input("signups", [1, 2, 3]), input("<b>", [1, 2, 3])]);
    expect(html.match(/<button/g)).toHaveLength(2);
    expect(html).toContain("&lt;b&gt;");
  });

  it("names the dashed line", () => {
    const compare = input("", [3, 2, 1]).points;
    expect(render([input("signups", [1, 2, 3], { compare })])).toContain("before");
  });
});

describe("the interactive chart", () => {
  const model = modelOf([input("signups", [1, 2, 12_345])]);
  const draw = (
    index: number | null,
    more: Partial<InteractiveChartProps> = {},
    anchor: number | null = null,
  ): string =>
    renderToStaticMarkup(
      <RechartsView
        model={model}
        hidden={NONE}
        width={800}
        reading={index === null ? null : { index, skipped: 0, anchor }}
        onRead={() => {}}
        onDrawn={() => {}}
        onSelect={null}
        {...more}
      />,
    );

  it("is one tab stop, which says what it is and what the keys do", () => {
    const html = draw(null);
    expect(html.match(/tabindex="0"/g)).toHaveLength(1);
    expect(html).toMatch(/role="application" aria-roledescription="chart" aria-label="signups. Arrow keys read/);
    expect(html).toContain(model.description);
    expect(html).not.toContain("data-cursor");
  });

  it("says the keys for what more it can do", () => {
    const noted = modelOf([input("signups", [1, 2, 3])], { annotations: [{ at: HOUR, until: null, text: "Deploy" }] });
    const html = draw(null, { model: noted, onSelect: () => {} });
    expect(html).toContain("N goes to the next annotation. Shift and arrow keys select a range, Enter shows it alone");
    expect(html.match(/data-flag=""/g)).toHaveLength(1);
    expect(draw(null)).not.toMatch(/Shift|data-flag/);
  });

  it("shows the range that the keys select", () => {
    expect(draw(2, { onSelect: () => {} }, 1)).toMatch(/data-selection="".*02:00 – 04:00/);
    expect(draw(2, { onSelect: () => {} })).not.toContain("data-selection");
  });

  it("shows crosshair and exact number where the keys are", () => {
    const html = draw(2);
    expect(html).toContain('x1="100%"');
    expect(html).toContain("12,345");
  });
});

describe("reading a point", () => {
  const compare = input("", [100, null, 0]).points;
  const model = modelOf([input("signups", [112, 2, 12_345], { compare }), input("visits", [null, 1, 2])], {
    compare: "1w",
    now: 2.5 * HOUR,
  });

  it("says the exact numbers with time, zone and what was before", () => {
    expect(readPoint(model, 0, NONE)).toBe(
      "Thu, 1 Jan 1970, 01:00 GMT+1: signups 112\u00a0people, a week earlier 100\u00a0people, up 12\u00a0%; visits no data",
    );
    expect(readPoint(model, 2, NONE)).toContain("signups 12,345\u00a0people so far, a week earlier 0\u00a0people");
  });

  it("tells of a gap that was passed over", () => {
    expect(readPoint(model, 0, new Set([0]), 1)).toMatch(/^One interval without data skipped\. Thu, 1 Jan/);
    expect(readPoint(model, 0, new Set([0]), 12)).toMatch(/^12 intervals without data skipped\. Thu, 1 Jan/);
  });

  it("leaves out what is hidden", () => {
    expect(readPoint(model, 0, new Set([0]))).toBe("Thu, 1 Jan 1970, 01:00 GMT+1: visits no data");
  });

  it("shows both times in the tooltip", () => {
    const html = renderToStaticMarkup(<PointTooltip model={model} index={0} hidden={NONE} />);
    expect(html).toContain("Thu, 1 Jan 1970, 01:00 GMT+1");
    expect(html).toContain("Thu, 25 Dec 1969, 01:00 GMT+1");
    expect(html).toContain("up 12\u00a0%");
    expect(renderToStaticMarkup(<PointTooltip model={model} index={-1} hidden={NONE} />)).toBe("");
  });

  it("says what happened then", () => {
    const annotations = [{ at: HOUR + 60, until: null, text: "Deploy v2" }];
    const noted = modelOf([input("load", [1, 2])], { annotations });
    expect(readPoint(noted, 1, NONE)).toMatch(/: 2\u00a0people\. Deploy v2$/);
    expect(readPoint(noted, 0, NONE)).not.toContain("Deploy");
    expect(renderToStaticMarkup(<PointTooltip model={noted} index={1} hidden={NONE} />)).toContain("Deploy v2");
  });

  it("says what is selected and what to do about it", () => {
    expect(readSelection(model, [1, 0])).toBe(
      "Selected 1 Jan 1970, 01:00 – 03:00. Enter shows it alone, Escape gives it up",
    );
  });

  it("does not show the noise of a mean", () => {
    const noisy = modelOf([input("load", [0.1 + 0.2], { kind: "value", unit: "" })]);
    expect(readPoint(noisy, 0, NONE)).toMatch(/: 0\.3$/);
  });
});
