import type { PostResult } from "@/lib/delivery/mail/post";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** After the first attempts of a mail; then as often as its age says. */
const AGAIN_AFTER_MS = [5_000, 15_000];
/** While a mail is fresh it is worth asking often: when the provider is back, it goes out within a minute. */
const FRESH_MS = HOUR_MS;
const FRESH_AFTER_MS = 30_000;
const OLD_AFTER_MS = 10 * MINUTE_MS;
/**
 * The provider remembers keys for 24 hours from the first attempt: beyond that a mail that was taken without our hearing
 * of it would reach its reader twice. This leaves room for an attempt that hangs.
 */
const LAST_ATTEMPT_MS = 22 * HOUR_MS;
const FORGOTTEN_MS = 23 * HOUR_MS;

interface Tried {
  attempts: number;
  createdAt: Date;
  firstTriedAt: Date;
}

/**
 * When to try a mail again, after an attempt that failed at `now`; null when it is not worth it. What has an end (`until`,
 * the last moment at which it is worth sending) is tried once more just before.
 */
export function nextAttempt(
  { attempts, createdAt, firstTriedAt }: Tried,
  until: Date | null,
  result: Extract<PostResult, { outcome: "later" | "limited" }>,
  now: Date,
): Date | null {
  const age = now.getTime() - createdAt.getTime();
  const usual = AGAIN_AFTER_MS[attempts - 1] ?? (age < FRESH_MS ? FRESH_AFTER_MS : OLD_AFTER_MS);
  const after = result.outcome === "limited" ? result.retryAfterSeconds * 1_000 : usual;
  const latest = until === null ? Number.POSITIVE_INFINITY : until.getTime() - 1;
  const next = Math.min(now.getTime() + after, latest);
  if (next <= now.getTime() || next > firstTriedAt.getTime() + LAST_ATTEMPT_MS) return null;
  return new Date(next);
}

/** Whether the provider may have forgotten that it took a mail, in an attempt whose end nobody noted. */
export function isForgotten({ attempts, firstTriedAt }: Omit<Tried, "createdAt">, now: Date): boolean {
  return attempts > 1 && now.getTime() - firstTriedAt.getTime() > FORGOTTEN_MS;
}
