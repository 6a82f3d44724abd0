import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/** What proves that a text in a link was written here: nobody can make it without NEXTAUTH_SECRET. Throws without that. */
export function linkProof(text: string): string {
  const secret = env().NEXTAUTH_SECRET;
  if (secret === undefined) throw new Error("NEXTAUTH_SECRET is not set: links in mails are made with it");
  return createHmac("sha256", secret).update(text).digest("base64url");
}

/** Whether a proof is of a text; how long that takes says nothing of how much of it is right. */
export function isLinkProof(proof: string, text: string): boolean {
  const [a, b] = [Buffer.from(proof), Buffer.from(linkProof(text))];
  return a.length === b.length && timingSafeEqual(a, b);
}
