import { call, type Door, idsOf } from "./fill";
import { happenings } from "./happenings";
import type { DemoPoint } from "./weather";

const DASHBOARD = "Weather";

interface DemoCard {
  title: string;
  stats: string[];
  /** As the API takes it; what is not named is as usual. */
  spec: object;
  width: number;
  height: number;
  /** Those of the stats that are drawn on the right axis. */
  right?: string[];
}

const year = { range: { preset: "year" } };
const CARDS: DemoCard[] = [
  {
    title: "Seattle, this week and the week before",
    stats: ["Seattle temperature"],
    spec: { range: { preset: "week" }, compare: "1w", style: "area" },
    ...{ width: 8, height: 4 },
  },
  { title: "Seattle now", stats: ["Seattle temperature"], spec: { kind: "number" }, width: 4, height: 2 },
  { title: "Pressure", stats: ["Seattle pressure"], spec: { kind: "spark" }, width: 4, height: 2 },
  { title: "Highs of the year", stats: ["Seattle high", "New York high"], spec: year, width: 6, height: 4 },
  {
    title: "Rain of a month",
    stats: ["Seattle rain"],
    spec: { range: { preset: "month" }, step: "1d", style: "bar" },
    ...{ width: 6, height: 4 },
  },
  {
    title: "Wind and rain in New York",
    stats: ["New York wind", "New York rain"],
    right: ["New York rain"],
    spec: { ...year, step: "1w", thresholds: [{ value: 5, label: "fresh", axis: "left" }] },
    ...{ width: 6, height: 4 },
  },
  { title: "How windy days are", stats: ["Seattle wind"], spec: { ...year, kind: "histogram" }, width: 6, height: 4 },
];

/**
 * Marks what happened in these points, oldest first, in the charts of the stats that show it, and in all that the demo
 * began; unless something is marked already.
 */
export async function tell(door: Door, points: DemoPoint[]): Promise<void> {
  const { data } = (await call(`${door.url}/api/v1/annotations?limit=1`, door.manageKey, "GET")) as { data: object[] };
  if (data.length > 0) return;
  const start = { text: "The demo began" };
  for (const happening of [start, ...happenings(points)]) {
    await call(`${door.url}/api/v1/annotations`, door.manageKey, "POST", JSON.stringify(happening));
  }
}

/** Puts a dashboard together, unless the team has it. Its stats must be there. */
export async function arrange(door: Door): Promise<void> {
  const address = `${door.url}/api/v1/dashboards`;
  const { data } = (await call(address, door.manageKey, "GET")) as { data: { name: string }[] };
  if (data.some(({ name }) => name === DASHBOARD)) return;
  const ids = await idsOf(
    door,
    CARDS.flatMap(({ stats }) => stats),
  );
  const { id } = (await call(address, door.manageKey, "POST", JSON.stringify({ name: DASHBOARD }))) as { id: string };
  for (const { stats, right = [], ...card } of CARDS) {
    const charted = stats.map((name) => ({ id: ids.get(name), axis: right.includes(name) ? "right" : "left" }));
    const body = JSON.stringify({ ...card, stats: charted });
    await call(`${address}/${id}/cards`, door.manageKey, "POST", body);
  }
}
