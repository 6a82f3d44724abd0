import { type Grid, gridLines, type WallClock, wallClock } from "@/lib/domain/time";

/** A mark on the time axis. */
export interface TimeTick {
  /** Unix seconds. */
  t: number;
  label: string;
  /** Begins something bigger: a day among hours, a month among days, a year among months. */
  strong: boolean;
  /** Left out where the chart is narrow. */
  minor: boolean;
}

type LabelKind = "clock" | "day" | "date" | "month" | "year";

interface Rung {
  grid: Grid;
  seconds: number;
  labels: LabelKind;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const MONTH = 2_629_746;
const MONDAY = -3 * DAY;

const LADDER: Rung[] = [
  ...[1, 5, 10, 15, 30].map((n): Rung => clock(n * MINUTE)),
  clock(HOUR),
  ...[3, 6, 12].map((n): Rung => wall(n * HOUR, 0, "clock")),
  wall(DAY, 0, "day"),
  wall(2 * DAY, MONDAY, "day"),
  wall(7 * DAY, MONDAY, "date"),
  wall(14 * DAY, MONDAY, "date"),
  ...[1, 3, 6].map((n): Rung => months(n, "month")),
  ...[1, 2, 5, 10, 20, 50, 100, 500, 1_000].map((n): Rung => months(12 * n, "year")),
];

const LABEL_PIXELS: Record<LabelKind, number> = { clock: 36, day: 46, date: 44, month: 28, year: 32 };
const AIR = 26;
/** What a phone leaves for the drawing, and how near labels may come to each other there. */
const NARROW = { pixels: 248, air: 12 };

/** Marks for [from, to] on the midnights, hours and months of the zone: as many as are read with ease on `pixels`. */
export function timeTicks(from: number, to: number, zone: string, pixels: number): TimeTick[] {
  const fits = (rung: Rung, width: number, air: number): boolean =>
    ((to - from) / rung.seconds) * (LABEL_PIXELS[rung.labels] + air) <= width;
  const fitsNarrow = (rung: Rung): boolean => fits(rung, NARROW.pixels, NARROW.air);
  const wide = LADDER.find((rung) => fits(rung, pixels, AIR)) ?? (LADDER.at(-1) as Rung);
  const marks = marksOf(wide, from, to, zone);
  const few = marks.length <= 2 || fitsNarrow(wide);
  const kept = few ? null : coarser(wide, marks, fitsNarrow, from, to, zone);
  return marks.map((t) => ({ t, ...labelOf(t, wide, zone), minor: kept !== null && !kept.has(t) }));
}

/** The first coarser rung that fits and whose marks are all among the finer ones; every other mark when none does. */
function coarser(
  wide: Rung,
  marks: number[],
  fits: (rung: Rung) => boolean,
  from: number,
  to: number,
  zone: string,
): Set<number> {
  const known = new Set(marks);
  for (const rung of LADDER.slice(LADDER.indexOf(wide) + 1).filter(fits)) {
    const lines = marksOf(rung, from, to, zone);
    if (lines.length >= 2 && lines.every((line) => known.has(line))) return new Set(lines);
  }
  return new Set(marks.filter((_, i) => i % Math.ceil(marks.length / 4) === 0));
}

function marksOf(rung: Rung, from: number, to: number, zone: string): number[] {
  return gridLines(from, to, rung.grid, zone).filter((line) => line >= from && line <= to);
}

const WEEKDAYS = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function labelOf(t: number, { labels }: Rung, zone: string): { label: string; strong: boolean } {
  const now = wallClock(t, zone);
  if (labels === "year") return { label: String(now.year), strong: false };
  if (labels === "month") {
    return now.month === 1 ? { label: String(now.year), strong: true } : { label: month(now), strong: false };
  }
  if (labels === "date") return { label: `${now.day} ${month(now)}`, strong: false };
  if (labels === "day") {
    return now.day === 1 ? { label: `1 ${month(now)}`, strong: true } : { label: weekdayAndDay(now), strong: false };
  }
  const newDay = wallClock(t - 1, zone).day !== now.day;
  return newDay ? { label: weekdayAndDay(now), strong: true } : { label: clockTime(now), strong: false };
}

const month = (now: WallClock): string => MONTHS[now.month] as string;
const weekdayAndDay = (now: WallClock): string => `${WEEKDAYS[now.weekday]} ${now.day}`;
const twoDigits = (n: number): string => String(n).padStart(2, "0");
const clockTime = (now: WallClock): string => `${twoDigits(now.hour)}:${twoDigits(now.minute)}`;

function clock(seconds: number): Rung {
  return { grid: { kind: "clock", seconds }, seconds, labels: "clock" };
}

function wall(seconds: number, anchor: number, labels: LabelKind): Rung {
  return { grid: { kind: "wall", seconds, anchor }, seconds, labels };
}

function months(count: number, labels: LabelKind): Rung {
  return { grid: { kind: "month", months: count }, seconds: count * MONTH, labels };
}
