import { z } from "zod";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { useLink } from "@/lib/store/records/mailed-links";
import { dropLinks, lockOwnAccount, setProvedEmail } from "@/lib/store/records/own-account";
import { endSilence } from "@/lib/store/records/silent-addresses";
import { transaction } from "@/lib/store/records/transaction";
import { getLink, linkIsGone, tokenInput } from "./get-link";

const schema = z.strictObject({ token: tokenInput });

/**
 * Uses a mailed link to prove the address of the account that is signed in, which has to be the very account the link
 * was mailed for: nobody proves an address for a stranger's. What was held back from a silent address goes there again.
 * Throws `not_found` for a link that was used or has expired; `forbidden` for another account's, which stays as it was;
 * `conflict` when another account has proved the address.
 */
export async function verifyEmail(ctx: Context, input: z.input<typeof schema>): Promise<{ email: string }> {
  const { userId } = permitPerson(ctx.actor);
  const { token } = parseInput(schema, input);
  const known = await getLink(ctx, { kind: "verify_email", token });
  if (known === null) throw linkIsGone();
  if (known.userId !== userId) {
    throw new Refusal("forbidden", "This link is for another account than the one you are signed in to.");
  }
  return transaction(ctx.store, async (tx) => {
    const account = await lockOwnAccount(tx, userId);
    const link = await useLink(tx, "verify_email", token, ctx.clock.now());
    if (account === null || link?.userId !== userId || link.email !== account.email) throw linkIsGone();
    const { email } = link;
    if (!(await setProvedEmail(tx, userId, email))) {
      throw new Refusal("conflict", `${email} has an account already: sign in to that one.`);
    }
    await dropLinks(tx, userId, ["verify_email"]);
    await endSilence(tx, email, ctx.clock.now());
    const subject = { kind: "account" as const, id: userId, name: email };
    await audit(tx, ctx, { action: "account.email_verified", subject, teamId: null });
    return { email };
  });
}
