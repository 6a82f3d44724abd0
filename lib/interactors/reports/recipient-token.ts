import { z } from "zod";
import { isLinkProof, linkProof } from "@/lib/interactors/mails/link-proof";

/**
 * The token by which whoever got a report ends it: good for ever, for this one report and address. It is always the same,
 * so that a mail that is sent again is the same mail. Throws without NEXTAUTH_SECRET.
 */
export function unsubscribeToken(recipientId: string): string {
  return `${recipientId}.${linkProof(endOf(recipientId))}`;
}

/** The recipient that a token ends the report for; null when it was not made here. */
export function readUnsubscribeToken(token: string): string | null {
  const [id = "", proof = "", ...more] = token.split(".");
  if (more.length > 0 || !z.uuid().safeParse(id).success) return null;
  return isLinkProof(proof, endOf(id)) ? id : null;
}

/** The token by which an address agrees to a report, until a moment (whole seconds). */
export function agreeToken({ id, address }: Recipient, until: Date): string {
  const ends = Math.floor(until.getTime() / 1_000);
  return `${id}.${ends}.${linkProof(agreementOf({ id, address }, ends))}`;
}

/** What a token is about, before anything is proved; null for a text that is none, or whose time is over. */
export function readAgreeToken(token: string, now: Date): { id: string; isFor(address: string): boolean } | null {
  const [id = "", ends = "", proof = "", ...more] = token.split(".");
  if (more.length > 0 || !z.uuid().safeParse(id).success || !/^\d{1,12}$/.test(ends)) return null;
  if (Number(ends) * 1_000 <= now.getTime()) return null;
  return { id, isFor: (address) => isLinkProof(proof, agreementOf({ id, address }, Number(ends))) };
}

interface Recipient {
  id: string;
  address: string;
}

function endOf(id: string): string {
  return `report-end:${id}`;
}

function agreementOf({ id, address }: Recipient, ends: number): string {
  return `report:${id}:${ends}:${address}`;
}
