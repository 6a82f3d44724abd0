import { type DrawnChart, draw } from "./drawn-chart";
import { FIRST_MONDAY, NEW_YORK, SEATTLE } from "./weather-2014";

const WEEK = 7 * 86_400;

/** Two cities through one real year: what the front page shows a chart with. */
export function citiesChart(): DrawnChart {
  return draw({
    title: "Daily high in Seattle and New York",
    series: [
      { name: "Seattle", kind: "value", unit: "°C", points: weekly(SEATTLE) },
      { name: "New York", kind: "value", unit: "°C", points: weekly(NEW_YORK) },
    ],
    from: FIRST_MONDAY,
    to: FIRST_MONDAY + SEATTLE.length * WEEK,
    step: "1w",
    zone: "UTC",
    width: 700,
    height: 280,
  });
}

function weekly(values: number[]) {
  return values.map((v, week) => ({ t: FIRST_MONDAY + week * WEEK, v }));
}
