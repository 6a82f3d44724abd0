import { Temporal } from "temporal-polyfill";

/** `weekday` is 1 for Monday to 7; a `day` that a month does not have is its last. */
export type ReportRhythm =
  | { every: "day" }
  | { every: "week"; weekday: number }
  | { every: "month"; day: number | "last" };

export interface ReportSchedule {
  rhythm: ReportRhythm;
  /**
   * The local time. Where clocks leap over it that day, it is as much later as they leap; where it comes twice, the
   * first.
   */
  hour: number;
  minute: number;
  /** IANA zone. */
  zone: string;
}

/** One report that is due. Times are unix seconds. */
export interface ReportTurn {
  at: number;
  /** The local date, `2026-11-23`: what makes it one of a kind, whatever clocks and schedules do. */
  date: string;
  /** What it tells of: from the midnight of the turn before to that of its own date. */
  from: number;
  to: number;
}

/** The first turn after a moment, unix seconds. */
export function nextTurn(schedule: ReportSchedule, after: number): ReportTurn {
  const { zone } = schedule;
  // A turn may lie on the other side of midnight from its date, where clocks leap over the end of a day.
  let date = zoned(after, zone).toPlainDate().subtract({ days: 1 });
  for (;;) {
    date = firstOn(schedule.rhythm, date);
    const turn = turnOf(schedule, date);
    if (turn.at > after) return turn;
    date = date.add({ days: 1 });
  }
}

/** The next so many turns after a moment, as a form shows them. */
export function nextTurns(schedule: ReportSchedule, after: number, count: number): ReportTurn[] {
  const turns: ReportTurn[] = [];
  for (let last = after; turns.length < count; last = (turns.at(-1) as ReportTurn).at)
    turns.push(nextTurn(schedule, last));
  return turns;
}

/**
 * The midnights that part so many periods up to the one that ends with a local date's begin, and that one: unix
 * seconds, ascending, one more than `count`.
 */
export function periodBounds({ rhythm, zone }: ReportSchedule, date: string, count: number): number[] {
  const bounds: number[] = [];
  for (let day = Temporal.PlainDate.from(date); bounds.length <= count; day = turnBefore(rhythm, day)) {
    bounds.unshift(seconds(day.toZonedDateTime(zone)));
  }
  return bounds;
}

/** The period that was over last, unix seconds, and the local date that it would be told on. */
export function lastPeriod(schedule: ReportSchedule, now: number): Omit<ReportTurn, "at"> {
  const { date, from, to } = nextTurn(schedule, now);
  if (to <= now) return { date, from, to };
  const day = turnBefore(schedule.rhythm, Temporal.PlainDate.from(date)).toString();
  const [before = from] = periodBounds(schedule, day, 1);
  return { date: day, from: before, to: from };
}

/** What the calendar shows at a moment, unix seconds: `2026-11-23`. */
export function localDate(moment: number, zone: string): string {
  return zoned(moment, zone).toPlainDate().toString();
}

function turnOf({ rhythm, hour, minute, zone }: ReportSchedule, date: Temporal.PlainDate): ReportTurn {
  const at = date.toZonedDateTime({ timeZone: zone, plainTime: { hour, minute } });
  return {
    at: seconds(at),
    date: date.toString(),
    from: seconds(turnBefore(rhythm, date).toZonedDateTime(zone)),
    to: seconds(date.toZonedDateTime(zone)),
  };
}

/** The first date of the rhythm, from this one on. */
function firstOn(rhythm: ReportRhythm, from: Temporal.PlainDate): Temporal.PlainDate {
  if (rhythm.every === "day") return from;
  if (rhythm.every === "week") return from.add({ days: (rhythm.weekday - from.dayOfWeek + 7) % 7 });
  const here = inMonth(rhythm.day, from);
  return Temporal.PlainDate.compare(here, from) >= 0 ? here : inMonth(rhythm.day, from.add({ months: 1 }));
}

function turnBefore(rhythm: ReportRhythm, date: Temporal.PlainDate): Temporal.PlainDate {
  if (rhythm.every === "day") return date.subtract({ days: 1 });
  if (rhythm.every === "week") return date.subtract({ days: 7 });
  return inMonth(rhythm.day, date.with({ day: 1 }).subtract({ days: 1 }));
}

function inMonth(day: number | "last", month: Temporal.PlainDate): Temporal.PlainDate {
  return month.with({ day: day === "last" ? month.daysInMonth : Math.min(day, month.daysInMonth) });
}

function zoned(moment: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment * 1_000).toZonedDateTimeISO(zone);
}

function seconds(at: Temporal.ZonedDateTime): number {
  return Math.floor(at.epochMilliseconds / 1_000);
}
