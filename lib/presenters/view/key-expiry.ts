import { parseDuration, parseMoment, shift } from "@/lib/domain/time";

/** How long a key may live, as a form offers it; the empty one is for ever. */
export const LIVES = [
  { value: "", text: "Never" },
  { value: "30d", text: "In 30 days" },
  { value: "90d", text: "In 90 days" },
  { value: "1y", text: "In a year" },
];

/**
 * When a key is to expire that a form says this of: on the `date` (2026-05-04), at the end of that day in the zone, else
 * after its `life`. RFC 3339; null is never, and undefined that it is no date.
 */
export function expiryOf(
  { life, date }: { life: string; date: string },
  now: Date,
  zone: string,
): string | null | undefined {
  const seconds = Math.floor(now.getTime() / 1_000);
  if (date !== "") return after(/^\d{4}-\d\d-\d\d$/.test(date) ? parseMoment(date, seconds, zone) : null, "1d", zone);
  return LIVES.some(({ value }) => value !== "" && value === life) ? after(seconds, life, zone) : null;
}

function after(moment: number | null, span: string, zone: string): string | undefined {
  const duration = parseDuration(span);
  if (moment === null || duration === null) return undefined;
  try {
    return new Date(shift(moment, duration, 1, zone) * 1_000).toISOString();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
