import { z } from "zod";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { findLink, type MailedLink } from "@/lib/store/records/mailed-links";
import { takeLinkCheck } from "./attempts";

export const tokenInput = z.string().max(200);
const schema = z.strictObject({ kind: z.enum(["sign_in", "reset_password", "verify_email"]), token: tokenInput });

/**
 * What a mailed link is for, without using it: scanners of mail open links before their readers do. Null when it was
 * used or has expired. Throws `limited` after too many links of which nothing is known.
 */
export async function getLink(ctx: Context, input: z.input<typeof schema>): Promise<MailedLink | null> {
  const { kind, token } = parseInput(schema, input);
  const giveBack = await takeLinkCheck(ctx);
  const link = await findLink(ctx.store.prisma, kind, token, ctx.clock.now());
  if (link !== null) await giveBack();
  return link;
}

/** What is said of a link that nothing is known of (any more). */
export function linkIsGone(): Refusal {
  return new Refusal("not_found", "This link was used already or has expired. Ask for a new one.");
}
