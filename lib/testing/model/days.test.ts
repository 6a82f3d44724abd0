import { describe, expect, test } from "vitest";
import { bucketBounds } from "@/lib/domain/time";
import { ZONES } from "./history";

const unix = (moment: string) => Date.parse(moment) / 1_000;
const YEARS: [name: string, from: number, to: number][] = [
  ["2011 and 2012", unix("2011-01-01T12:00:00Z"), unix("2012-12-31T12:00:00Z")],
  ["2018 and 2019", unix("2018-01-01T12:00:00Z"), unix("2019-12-31T12:00:00Z")],
  ["2025 and 2026", unix("2025-01-01T12:00:00Z"), unix("2026-12-31T12:00:00Z")],
];

/** What a calendar in the zone shows, as the runtime's own formatter has it: nothing here is shared with the bounds. */
function calendarOf(zone: string): (moment: number) => string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (moment) => format.format(moment * 1_000);
}

const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

describe.each(ZONES)("the days of %s", (zone) => {
  test.each(YEARS)("begin where the calendar turns, and nowhere else, in %s", (_, from, to) => {
    const dateAt = calendarOf(zone);
    const bounds = bucketBounds(from, to, "1d", zone);
    for (const [index, bound] of bounds.slice(0, -1).entries()) {
      const end = bounds[index + 1] as number;
      const date = dateAt(bound);
      const next = zone === "Pacific/Apia" && date === "2011-12-29" ? "2011-12-31" : dayAfter(date);
      const sixth = Math.floor((end - bound) / 6);
      const inside = [0, 1, 2, 3, 4, 5].map((part) => dateAt(bound + part * sixth));
      expect([dateAt(bound - 1) === date, ...inside, dateAt(end - 1), dateAt(end)]).toEqual([
        false,
        ...inside.map(() => date),
        date,
        next,
      ]);
    }
  });
});

test.each([
  ["Europe/London", "2026-03-29", 23],
  ["Europe/London", "2026-10-25", 25],
  ["America/New_York", "2026-03-08", 23],
  ["America/New_York", "2026-11-01", 25],
  ["America/Sao_Paulo", "2018-11-04", 23],
  ["America/Sao_Paulo", "2018-02-17", 25],
  ["Australia/Lord_Howe", "2026-04-05", 24.5],
  ["Australia/Lord_Howe", "2026-10-04", 23.5],
  ["Asia/Kathmandu", "2026-03-29", 24],
])("in %s %s has %d hours", (zone, date, hours) => {
  const noon = unix(`${date}T12:00:00Z`);
  const dateAt = calendarOf(zone);
  const bounds = bucketBounds(noon - 86_400, noon + 86_400, "1d", zone);
  const at = bounds.findIndex((bound) => dateAt(bound) === date);
  expect(((bounds[at + 1] as number) - (bounds[at] as number)) / 3_600).toBe(hours);
});
