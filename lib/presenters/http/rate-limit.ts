import { Refusal } from "@/lib/errors";

/** What one caller has left. Tokens come back evenly, so a caller who keeps below the rate never meets the limit. */
interface Allowance {
  tokens: number;
  /** Milliseconds, of any clock that only goes forward. */
  at: number;
}

export interface RateLimit {
  /** Requests a minute, and how many may come at once. */
  quota: number;
  callers: Map<string, Allowance>;
}

const WINDOW_SECONDS = 60;
const MOST_CALLERS = 20_000;

export function openRateLimit(quota: number): RateLimit {
  return { quota, callers: new Map() };
}

/**
 * Takes one request from a caller's allowance and returns the headers that tell what is left, in the form of the
 * IETF draft and in the older one. `allowed` is false when nothing was left.
 */
export function takeRequest(limit: RateLimit, caller: string, now: number): { allowed: boolean; headers: Headers } {
  const { quota, callers } = limit;
  const perMs = quota / WINDOW_SECONDS / 1_000;
  const before = callers.get(caller) ?? { tokens: quota, at: now };
  const available = Math.min(quota, before.tokens + (now - before.at) * perMs);
  const allowed = available >= 1;
  const tokens = allowed ? available - 1 : available;
  callers.delete(caller);
  if (callers.size >= MOST_CALLERS) forgetTheOldest(callers);
  callers.set(caller, { tokens, at: now });
  const headers = allowanceHeaders(quota, Math.floor(tokens), Math.ceil((quota - tokens) / perMs / 1_000));
  if (!allowed) headers.set("Retry-After", String(Math.max(1, Math.ceil((1 - tokens) / perMs / 1_000))));
  return { allowed, headers };
}

/** The refusal of a caller who has nothing left. */
export function tooManyRequests(quota: number): Refusal {
  return new Refusal("limited", `this is more than ${quota} requests a minute; slow down`);
}

// A map keeps the order of insertion, and each caller moves to its end when heard of: the first has been quiet longest.
function forgetTheOldest(callers: Map<string, Allowance>): void {
  for (const caller of callers.keys()) {
    callers.delete(caller);
    return;
  }
}

function allowanceHeaders(quota: number, remaining: number, reset: number): Headers {
  return new Headers({
    "RateLimit-Policy": `"default";q=${quota};w=${WINDOW_SECONDS}`,
    RateLimit: `"default";r=${remaining};t=${reset}`,
    "X-RateLimit-Limit": String(quota),
    "X-RateLimit-Remaining": String(remaining),
    "X-RateLimit-Reset": String(reset),
  });
}
