const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: [below: number, length: number, unit: string][] = [
  [MINUTE, 1, "second"],
  [HOUR, MINUTE, "minute"],
  [DAY, HOUR, "hour"],
  [30 * DAY, DAY, "day"],
  [365 * DAY, 30 * DAY, "month"],
  [Number.POSITIVE_INFINITY, 365 * DAY, "year"],
];

/** How long ago something was, in words: "just now", "3 minutes ago", "in 2 hours". Takes seconds; runs in the browser too. */
export function agoWords(seconds: number): string {
  const far = Math.abs(seconds);
  if (far < 5) return "just now";
  const [, length, unit] = UNITS.find(([below]) => far < below) ?? [0, 365 * DAY, "year"];
  const count = Math.floor(far / length);
  const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return seconds < 0 ? `in ${words}` : `${words} ago`;
}
