import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "@/lib/env";

/**
 * The token by which an address agrees to be written to by a channel, until a moment. It is always the same, so that a
 * mail that is sent again is the same mail, and it is no good for another address that the channel leads to later.
 * Throws without NEXTAUTH_SECRET.
 */
export function confirmToken(channelId: string, address: string, until: Date): string {
  const ends = Math.floor(until.getTime() / 1_000);
  return `${channelId}.${ends}.${proofOf(channelId, address, ends)}`;
}

/** What a token is about, before anything is proved; null for a text that is none, or whose time is over. */
export function readConfirmToken(
  token: string,
  now: Date,
): { channelId: string; isFor(address: string): boolean } | null {
  const [channelId = "", ends = "", proof = "", ...more] = token.split(".");
  if (more.length > 0 || !z.uuid().safeParse(channelId).success || !/^\d{1,12}$/.test(ends)) return null;
  if (Number(ends) * 1_000 <= now.getTime()) return null;
  return { channelId, isFor: (address) => isSame(proof, proofOf(channelId, address, Number(ends))) };
}

function proofOf(channelId: string, address: string, ends: number): string {
  const secret = env().NEXTAUTH_SECRET;
  if (secret === undefined) throw new Error("NEXTAUTH_SECRET is not set: links in mails are made with it");
  return createHmac("sha256", secret).update(`channel:${channelId}:${ends}:${address}`).digest("base64url");
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
