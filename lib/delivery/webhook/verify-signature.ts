import { createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = "whsec_";
/** How far its clock may be from ours: what is older may be somebody's who listened in. */
const TOLERANCE_SECONDS = 5 * 60;
const MOST_SIGNATURES = 10;

/** A webhook as it came, by Standard Webhooks, which Svix speaks too. */
export interface SignedBody {
  id: string;
  /** Unix seconds, as text. */
  timestamp: string;
  /** One or more, with spaces between: while a secret is rotated there is one for each. */
  signature: string;
  /** To the byte as it was received. */
  body: string;
}

/** Whether somebody who has the secret (`whsec_` and base64) sent this body, within five minutes of `now`. */
export function verifySignature({ id, timestamp, signature, body }: SignedBody, secret: string, now: Date): boolean {
  if (id === "" || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Number(timestamp) - now.getTime() / 1_000) > TOLERANCE_SECONDS) return false;
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, "base64");
  if (key.length === 0) return false;
  const right = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
  return signature
    .split(" ")
    .slice(0, MOST_SIGNATURES)
    .some((each) => each.startsWith("v1,") && isSame(Buffer.from(each.slice(3), "base64"), right));
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
