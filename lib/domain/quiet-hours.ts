import type { QuietHours } from "./channel";
import { wallClock } from "./time";
import { offsetSpans, spanAt } from "./zone";

const DAY_MINUTES = 1_440;
const DAY_SECONDS = 86_400;

/**
 * When the quiet hours end that a moment lies in; null when it lies in none. Unix seconds. They begin and end by the wall
 * clock: where clocks change meanwhile they are as much longer or shorter. From a time to itself is never quiet.
 */
export function quietUntil({ from, to, zone }: QuietHours, moment: number): number | null {
  const { hour, minute } = wallClock(moment, zone);
  const now = hour * 60 + minute;
  const inside = from <= to ? now >= from && now < to : now >= from || now < to;
  if (!inside) return null;
  const wallSeconds = ((to - now + DAY_MINUTES) % DAY_MINUTES) * 60 - (moment % 60);
  return afterWallTime(moment, wallSeconds, zone);
}

/** The moment at which so many seconds have passed on the wall; one that clocks leap over is the moment of the leap. */
function afterWallTime(moment: number, seconds: number, zone: string): number {
  const spans = offsetSpans(moment, moment + 2 * DAY_SECONDS, zone).filter(({ to }) => to > moment);
  const wall = moment + spanAt(moment, spans).offset + seconds;
  const places = spans.map(({ from, to, offset }) => ({ at: Math.max(from, wall - offset), to }));
  return places.find(({ at, to }) => at >= moment && at < to)?.at ?? moment;
}
