import { expect, test } from "vitest";
import { quietUntil } from "./quiet-hours";

const at = (text: string): number => Date.parse(text) / 1_000;
const iso = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment * 1_000).toISOString().replace(".000Z", "Z");
const NIGHT = { from: 22 * 60, to: 7 * 60 };
const NOON = { from: 12 * 60, to: 13 * 60 };

test.each([
  ["an evening is quiet until the morning", NIGHT, "UTC", "2026-11-23T23:15:30Z", "2026-11-24T07:00:00Z"],
  ["so is the time after midnight", NIGHT, "UTC", "2026-11-23T03:00:00Z", "2026-11-23T07:00:00Z"],
  ["the hour at which it ends is not quiet", NIGHT, "UTC", "2026-11-23T07:00:00Z", null],
  ["the hour at which it begins is", NIGHT, "UTC", "2026-11-23T22:00:00Z", "2026-11-24T07:00:00Z"],
  ["a day is loud", NIGHT, "UTC", "2026-11-23T12:00:00Z", null],
  ["by the clocks of its zone", NIGHT, "Asia/Kathmandu", "2026-11-23T18:00:00Z", "2026-11-24T01:15:00Z"],
  ["a rest at noon", NOON, "UTC", "2026-11-23T12:59:59Z", "2026-11-23T13:00:00Z"],
  ["from a time to itself is never quiet", { from: 60, to: 60 }, "UTC", "2026-11-23T01:00:00Z", null],
  ["a night in which clocks go back is longer", NIGHT, "Europe/Berlin", "2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z"],
  ["a night in which clocks go on is shorter", NIGHT, "Europe/Berlin", "2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z"],
  [
    "an end that is leapt over is the leap",
    { from: 0, to: 150 },
    "Europe/Berlin",
    "2026-03-29T00:30:00Z",
    "2026-03-29T01:00:00Z",
  ],
  [
    "an end that comes twice is the first",
    { from: 0, to: 150 },
    "Europe/Berlin",
    "2026-10-24T23:00:00Z",
    "2026-10-25T00:30:00Z",
  ],
])("%s", (_, hours, zone, moment, until) => expect(iso(quietUntil({ ...hours, zone }, at(moment)))).toBe(until));
