import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/** What the links of a mail are about. Without an alert and a stat they only end the mails. */
export interface ActLink {
  channelId: string;
  /** Public ids. */
  alertId: string;
  statId: string;
  /** Empty when the mail was about none. */
  incidentId: string;
}

const PART = /^[\w-]*$/;
const PARTS = 5;
const LONGEST = 300;

/**
 * The token of a mail that tells of an alert, good until a moment (whole seconds): what it is about in clear, and an HMAC
 * that nobody can make who does not know NEXTAUTH_SECRET. There is no row behind it, and it is always the same, so that
 * a mail that is sent again is the same mail. Throws without the secret.
 */
export function actToken({ channelId, alertId, statId, incidentId }: ActLink, until: Date): string {
  const parts = [channelId, alertId, statId, incidentId, Math.floor(until.getTime() / 1_000).toString(36)];
  for (const part of parts) if (!PART.test(part)) throw new Error("an id in a link has other characters");
  const said = parts.join(".");
  return `${said}.${proofOf(said)}`;
}

/** What a token is about; null when it was not made here, or its time is over. */
export function readActToken(token: string, now: Date): ActLink | null {
  if (token.length > LONGEST) return null;
  const cut = token.lastIndexOf(".");
  const said = token.slice(0, Math.max(0, cut));
  const parts = said.split(".");
  if (parts.length !== PARTS || !isSame(token.slice(cut + 1), proofOf(said))) return null;
  const [channelId = "", alertId = "", statId = "", incidentId = "", ends = ""] = parts;
  return Number.parseInt(ends, 36) * 1_000 > now.getTime() ? { channelId, alertId, statId, incidentId } : null;
}

function proofOf(said: string): string {
  const secret = env().NEXTAUTH_SECRET;
  if (secret === undefined) throw new Error("NEXTAUTH_SECRET is not set: links in mails are made with it");
  return createHmac("sha256", secret).update(`act:${said}`).digest("base64url");
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
