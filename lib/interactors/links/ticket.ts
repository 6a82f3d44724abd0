import { createHmac, timingSafeEqual } from "node:crypto";
import type { PublicLink } from "@/lib/domain/public-link";
import { env } from "@/lib/env";

const MINUTE_MS = 60_000;
const LASTS_MS = 5 * MINUTE_MS;

type Locked = Pick<PublicLink, "token" | "origins">;

/**
 * Lets an embed that is locked to some pages ask for news for four to five minutes: in its frame it has no referrer that
 * would say where it is. The same within a minute, and worth nothing once the lock is another.
 */
export function newTicket(link: Locked, now: Date): string {
  const until = (Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS + LASTS_MS).toString(36);
  return `${until}.${signature(link, until)}`;
}

export function isTicket(ticket: string, link: Locked, now: Date): boolean {
  const [until = "", signed = ""] = ticket.split(".");
  const left = Number.parseInt(until, 36) - now.getTime();
  if (!(left > 0 && left <= LASTS_MS)) return false;
  const [given, expected] = [Buffer.from(signed), Buffer.from(signature(link, until))];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function signature({ token, origins }: Locked, until: string): string {
  const secret = env().NEXTAUTH_SECRET;
  if (secret === undefined) throw new Error("NEXTAUTH_SECRET is not set: locked embeds ask for news with it");
  return createHmac("sha256", secret)
    .update(`embed:${token}:${until}:${origins.join(" ")}`)
    .digest("base64url");
}
