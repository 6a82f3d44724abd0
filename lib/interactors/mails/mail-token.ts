import { createHmac } from "node:crypto";
import { env } from "@/lib/env";

/**
 * The token of a mail's link: 256 bits that nobody can guess who does not know NEXTAUTH_SECRET, and always the same, so
 * that a mail that is sent again is the same mail. Throws without the secret.
 */
export function mailToken(mailId: string): string {
  const secret = env().NEXTAUTH_SECRET;
  if (secret === undefined) throw new Error("NEXTAUTH_SECRET is not set: links in mails are made with it");
  return createHmac("sha256", secret).update(`link:${mailId}`).digest("base64url");
}
