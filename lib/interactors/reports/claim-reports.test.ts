import { describe, expect, test } from "vitest";
import { localDate, nextTurn, type ReportSchedule } from "@/lib/domain/report-schedule";
import { wallClock } from "@/lib/domain/time";
import { offsetSpans } from "@/lib/domain/zone";
import { aimOf } from "./claim-reports";

const IS_DEEP = Boolean(process.env.STATNEST_DEEP);
const TICK = 300;
const DAY = 86_400;
const BEGIN = Date.parse("2026-11-23T12:00:00Z") / 1_000;
const END = BEGIN + 2 * 365 * DAY;

const MINUTES_OF_DAY = IS_DEEP ? [0, 30, 90, 150, 8 * 60, 23 * 60 + 45] : [150];

/** Every zone of the world or, as they are many that keep the same clocks, one for each of their clocks. */
function zones(): string[] {
  const all = Intl.supportedValuesOf("timeZone");
  if (IS_DEEP) return all;
  const clocks = new Map(all.map((zone) => [JSON.stringify(offsetSpans(BEGIN, END, zone)), zone]));
  return [...clocks.values()];
}

describe("two years of a tick every five minutes", () => {
  test(
    `tell each local date once, within a quarter of its hour, in every zone: ${IS_DEEP ? "all" : "one for each clock"}`,
    () => {
      const faults = zones().flatMap((zone) => MINUTES_OF_DAY.flatMap((minute) => faultsOf(zone, minute)));
      expect(faults).toEqual([]);
    },
    IS_DEEP ? 3_600_000 : 120_000,
  );
});

function faultsOf(zone: string, minuteOfDay: number): string[] {
  const schedule: ReportSchedule = {
    ...{ rhythm: { every: "day" }, zone },
    ...{ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 },
  };
  const report = { id: "r", publicId: "r", teamId: "t", name: "r", schedule, subject: { kind: "moved" as const } };
  const faults: string[] = [];
  const told: string[] = [];
  let nextAt = nextTurn(schedule, BEGIN).at;
  for (let now = BEGIN; now <= END; now += TICK) {
    if (nextAt > now) continue;
    const due = { ...report, createdAt: new Date(0), nextAt: new Date(nextAt * 1_000) };
    const { turns, next } = aimOf(due, new Date(now * 1_000));
    nextAt = next.getTime() / 1_000;
    for (const { turn, state } of turns) {
      told.push(turn);
      if (state !== "due") faults.push(`${zone} ${turn} was skipped`);
      if (!isAtItsHour(now, turn, zone, minuteOfDay)) faults.push(`${zone} ${turn} at ${new Date(now * 1_000)}`);
    }
  }
  for (const [i, date] of told.entries()) {
    if (i > 0 && Date.parse(date) - Date.parse(told[i - 1] ?? "") !== DAY * 1_000) faults.push(`${zone} after ${date}`);
  }
  const days = (Date.parse(localDate(END, zone)) - Date.parse(localDate(BEGIN, zone))) / (DAY * 1_000);
  if (Math.abs(told.length - days) > 1) faults.push(`${zone}: ${told.length} of ${days} days`);
  return faults;
}

/** Within a quarter of an hour; where clocks leap over that hour, of the time that is as much later. */
function isAtItsHour(moment: number, date: string, zone: string, minuteOfDay: number): boolean {
  const { year, month, day, hour, minute } = wallClock(moment, zone);
  const shown = Date.UTC(year, month - 1, day, hour, minute) / 60_000;
  const late = shown - (Date.parse(date) / 60_000 + minuteOfDay);
  if (late >= 0 && late < 15) return true;
  const spans = offsetSpans(moment - DAY, moment + DAY, zone);
  const leaps = spans.map(({ offset }, i) => offset - (spans[i - 1]?.offset ?? offset));
  return late >= 0 && late < Math.max(...leaps) / 60 + 15;
}
