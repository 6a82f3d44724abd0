const MINUTE = 60;
const HOUR = 3_600;

/** Seconds between the tries of a delivery, by Standard Webhooks: the first at once, ten in all, over some 75 hours. */
const PAUSES = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
/** The part of a pause by which it may be longer, so that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * Seconds until the next try after `attempts` that failed; null when there is none. `chance` is from 0 to 1. What the
 * receiver asked for (`Retry-After`, seconds) is the least.
 */
export function nextTry(attempts: number, chance: number, retryAfterSeconds = 0): number | null {
  const pause = PAUSES[attempts - 1];
  return pause === undefined
    ? null
    : Math.max(pause * (1 + JITTER * chance), Math.min(retryAfterSeconds, LONGEST_WISH));
}

/** Who asks for more than a day is asked again tomorrow. */
const LONGEST_WISH = 24 * HOUR;
