import { z } from "zod";
import type { Context } from "@/lib/context";
import type { OwnInvitation } from "@/lib/domain/people";
import { parseInput } from "@/lib/interactors/parse";
import { findProvedAccount } from "@/lib/store/records/accounts";
import { findInvitation as find } from "@/lib/store/records/invitations";
import { hashLink } from "@/lib/store/records/mailed-links";
import { findOwnAccount } from "@/lib/store/records/own-account";
import { isInvited } from "./invited-person";

const schema = z.strictObject({ token: z.string().max(200) });

export interface ReadInvitation extends OwnInvitation {
  /**
   * How whoever holds the link stands to it. Signed in, it is `theirs` or `anothers`; not signed in, the address
   * `has_account` or is `new`.
   */
  standing: "theirs" | "anothers" | "has_account" | "new";
  /** The address of the one who is signed in; null for nobody. */
  signedInAs: string | null;
}

/** What a mailed link invites to, without using it; null when it is unknown, was used or revoked, or has expired. */
export async function findInvitation(ctx: Context, input: z.input<typeof schema>): Promise<ReadInvitation | null> {
  const { token } = parseInput(schema, input);
  const { prisma } = ctx.store;
  const found = await find(prisma, { hash: hashLink(token) }, ctx.clock.now());
  if (found === null) return null;
  const { teamId: _, ...invitation } = found;
  const { actor } = ctx;
  const account = actor.kind === "user" || actor.kind === "person" ? await findOwnAccount(prisma, actor.userId) : null;
  if (account === null) {
    const known = (await findProvedAccount(prisma, invitation.email)) !== null;
    return { ...invitation, standing: known ? "has_account" : "new", signedInAs: null };
  }
  const theirs = await isInvited(prisma, account, invitation.email);
  return { ...invitation, standing: theirs ? "theirs" : "anothers", signedInAs: account.email };
}
