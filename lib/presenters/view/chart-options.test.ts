import { describe, expect, test } from "vitest";
import { chartOptions } from "./chart-options";
import { readRange } from "./range";

const FROM = Date.parse("2026-11-16T12:00:00Z") / 1_000;
const SHOWN = { series: { from: FROM, to: FROM + 7 * 86_400, zone: "Europe/Berlin" }, teamZone: "Europe/Berlin" };

function options(params: Record<string, string>, shown: Partial<typeof SHOWN> = {}) {
  return chartOptions({ ...SHOWN, ...shown, range: readRange(params), base: "/compare?stats=a,b&" });
}

describe("the ways to draw a chart", () => {
  test("are addresses that keep everything else", () => {
    const { style, scale, step } = options({ range: "week", compare: "1", right: "b", style: "area" });
    expect(style.map(({ text, chosen }) => [text, chosen])).toEqual([
      ["Automatic", false],
      ["Line", false],
      ["Area", true],
      ["Bars", false],
    ]);
    expect(style[3]?.href).toBe("/compare?stats=a,b&range=week&compare=1&style=bar&right=b");
    expect(scale[1]?.href).toBe("/compare?stats=a,b&range=week&compare=1&style=area&scale=log&right=b");
    expect(step.map(({ text }) => text)).toEqual(["Automatic", "15 minutes", "Hour", "3 hours", "Day"]);
    expect(step[0]?.chosen).toBe(true);
  });

  test("are in the team's zone, in one that the address names, or in the reader's own", () => {
    expect(options({}).zone).toEqual([
      { text: "Team (Europe/Berlin)", href: "/compare?stats=a,b&range=day", chosen: true },
    ]);
    const away = options({ tz: "America/New_York" }, { series: { ...SHOWN.series, zone: "America/New_York" } });
    expect(away.zone.map(({ text, chosen }) => [text, chosen])).toEqual([
      ["Team (Europe/Berlin)", false],
      ["America/New York", true],
    ]);
    expect(away.inZone).toBe("/compare?stats=a,b&range=day&tz=");
    expect(away.form).toMatchObject({ from: "2026-11-16T07:00", zone: "America/New York" });
  });

  test("with a range of one's own, as a form that keeps the rest", () => {
    expect(options({ range: "week", from: "-2d", compare: "1", step: "1h", scale: "log" }).form).toEqual({
      action: "/compare",
      kept: [
        ["stats", "a,b"],
        ["range", "week"],
        ["compare", "1"],
        ["scale", "log"],
      ],
      from: "2026-11-16T13:00",
      to: "2026-11-23T13:00",
      zone: "Europe/Berlin",
    });
  });
});
