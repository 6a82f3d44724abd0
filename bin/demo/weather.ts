import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** One number as the native API takes it; `t` in unix seconds. */
export type DemoPoint = { stat: string; t: number } & ({ value: number } | { count: number });

/** What a demo stat is called, counted in, and where its numbers were measured. */
export interface DemoStat {
  name: string;
  unit: string;
  description: string;
  tags: string[];
}

const DAY = 86_400;
const SHIFTED = "Shown as many years later as it takes to end now.";
const CITIES = ["Seattle", "New York"] as const;
const DAILY = [
  { column: "temp_max", name: "high", unit: "°C", what: "Highest temperature of the day", kind: "value" },
  { column: "temp_min", name: "low", unit: "°C", what: "Lowest temperature of the day", kind: "value" },
  { column: "precipitation", name: "rain", unit: "mm", what: "Rain and snow of the day", kind: "count" },
  { column: "wind", name: "wind", unit: "m/s", what: "Mean wind of the day", kind: "value" },
] as const;
const HOURLY = [
  { column: "temperature", name: "Seattle temperature", unit: "°C", what: "Temperature by the hour" },
  { column: "pressure", name: "Seattle pressure", unit: "hPa", what: "Air pressure by the hour" },
] as const;

/** The stats the weather below makes, with their units and descriptions. */
export const WEATHER_STATS: DemoStat[] = [
  ...CITIES.flatMap((city) =>
    DAILY.map(({ name, unit, what }) => ({
      name: `${city} ${name}`,
      unit,
      description: `${what}, measured 2012–2015. ${SHIFTED}`,
      tags: ["weather", city.toLowerCase().replace(" ", "-")],
    })),
  ),
  ...HOURLY.map(({ name, unit, what }) => ({
    name,
    unit,
    description: `${what}, NOAA normals as of 2010. ${SHIFTED}`,
    tags: ["weather", "seattle"],
  })),
];

/**
 * Daily weather of Seattle and New York 2012–2015 and hourly normals of Seattle, read from the files of the
 * package vega-datasets and moved by whole years (to the day), so that the last of it lies just before `now`.
 * Only points in (`after`, `now`] are returned, oldest first; both are unix seconds.
 */
export async function weather(after: number, now: number): Promise<DemoPoint[]> {
  const [daily, hourly] = await Promise.all([
    table("weather.csv").then((rows) => dailyPoints(rows, now)),
    table("seattle-weather-hourly-normals.csv").then((rows) => hourlyPoints(rows, now)),
  ]);
  return [...daily, ...hourly].filter(({ t }) => t > after && t <= now).sort((a, b) => a.t - b.t);
}

type Row = Record<string, string>;

function dailyPoints(rows: Row[], now: number): DemoPoint[] {
  const shift = shiftFrom(2015, now);
  return rows.flatMap((row) => {
    // A day's figures are known in its evening.
    const t = moment(`${row.date}T18:00:00`) + shift;
    return DAILY.map(({ column, name, kind }) => {
      const stat = `${row.location} ${name}`;
      const amount = Number(row[column]);
      return kind === "count" ? { stat, t, count: amount } : { stat, t, value: amount };
    });
  });
}

function hourlyPoints(rows: Row[], now: number): DemoPoint[] {
  const shift = shiftFrom(2010, now);
  return rows.flatMap((row) => {
    const first = moment(row.date ?? "") + shift;
    // Normals are one year that repeats: the year before is the same year again.
    return [first - 364 * DAY - DAY, first].flatMap((t) =>
      HOURLY.map(({ column, name }) => ({ stat: name, t, value: Number(row[column]) })),
    );
  });
}

/** Whole days that carry `year` to the year of `now`, so that seasons stay where they are. */
function shiftFrom(year: number, now: number): number {
  const years = new Date(now * 1000).getUTCFullYear() - year;
  return Math.round(years * 365.2425) * DAY;
}

function moment(text: string): number {
  return Date.parse(`${text}Z`) / 1000;
}

async function table(file: string): Promise<Row[]> {
  const entry = fileURLToPath(import.meta.resolve("vega-datasets"));
  const text = await readFile(new URL(`../data/${file}`, `file://${entry}`), "utf8");
  const [head = "", ...lines] = text.trim().split(/\r?\n/);
  const columns = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ""]));
  });
}
