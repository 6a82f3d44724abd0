import { z } from "zod";
import type { Context } from "@/lib/context";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { useLink } from "@/lib/store/records/mailed-links";
import { queueMail } from "@/lib/store/records/mails";
import { dropLinks, lockOwnAccount, replacePassword } from "@/lib/store/records/own-account";
import { deleteSessions } from "@/lib/store/records/sessions";
import { transaction } from "@/lib/store/records/transaction";
import { checkCredentials, passwordInput } from "./credentials";
import { getLink, linkIsGone, tokenInput } from "./get-link";
import { hashPassword } from "./password-hash";
import type { SignedIn } from "./sign-in";

const schema = z.strictObject({ token: tokenInput, password: passwordInput });

/**
 * Uses a mailed link to set another password. Every session of the account ends, and so does every other link that was
 * mailed to change it; the owner is told. Returns whom to open a session for. Throws `invalid` for a password that
 * will not do, which leaves the link as it was, `not_found` for a link that was used or has expired.
 */
export async function resetPassword(ctx: Context, input: z.input<typeof schema>): Promise<SignedIn> {
  const { token, password } = parseInput(schema, input);
  const known = await getLink(ctx, { kind: "reset_password", token });
  if (known === null) throw linkIsGone();
  checkCredentials(known.email, password);
  const passwordHash = await hashPassword(password);
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const link = await useLink(tx, "reset_password", token, now);
    const account = link?.userId == null ? null : await lockOwnAccount(tx, link.userId);
    // Mailed to an address that is no longer the account's: it opens nothing.
    if (link === null || account === null || account.verifiedEmail !== link.email) throw linkIsGone();
    const { userId, email } = account;
    const tokenVersion = await replacePassword(tx, userId, passwordHash);
    await deleteSessions(tx, userId);
    await dropLinks(tx, userId, ["reset_password", "change_email"]);
    await queueMail(tx, { content: { kind: "password_changed" }, recipient: email, userId }, now);
    const subject = { kind: "account" as const, id: userId, name: email };
    await audit(tx, ctx, { action: "account.password_reset", subject, teamId: null, as: { userId, name: email } });
    return { userId, tokenVersion };
  });
}
