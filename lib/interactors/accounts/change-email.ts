import { z } from "zod";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { useLink } from "@/lib/store/records/mailed-links";
import { queueMail } from "@/lib/store/records/mails";
import { dropLinks, lockOwnAccount, setProvedEmail } from "@/lib/store/records/own-account";
import { followAddress } from "@/lib/store/records/report-recipients";
import { deleteSessions } from "@/lib/store/records/sessions";
import { transaction } from "@/lib/store/records/transaction";

const schema = z.strictObject({ token: z.string().max(200) });

/**
 * Uses a mailed link: the address it was mailed to becomes the account's, as proved, and every other session ends. The
 * address before is told. It needs a session of the very account the link is for. Throws `not_found` for a link that
 * was used, has expired or is for another account, which stays as it was; `conflict` when another account has proved
 * the address.
 */
export async function changeEmail(ctx: Context, input: z.input<typeof schema>): Promise<{ email: string }> {
  const { userId, sessionId } = permitPerson(ctx.actor);
  const { token } = parseInput(schema, input);
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const account = await lockOwnAccount(tx, userId);
    const link = await useLink(tx, "change_email", token, now);
    if (account === null || link?.userId !== userId) {
      throw new Refusal("not_found", "This link was used, has expired, or is for another account. Ask for a new one.");
    }
    const { email } = link;
    if (!(await setProvedEmail(tx, userId, email))) {
      throw new Refusal(
        "conflict",
        `${email} belongs to another account. Delete that one first, or keep your address.`,
      );
    }
    await deleteSessions(tx, userId, sessionId);
    await dropLinks(tx, userId, ["verify_email", "reset_password", "change_email"]);
    if (account.verifiedEmail !== null && account.verifiedEmail !== email) {
      const content = { kind: "email_changed" as const, newEmail: email };
      await queueMail(tx, { content, recipient: account.verifiedEmail, userId }, now);
      await followAddress(tx, userId, { from: account.verifiedEmail, to: email });
    }
    const subject = { kind: "account" as const, id: userId, name: email };
    await audit(tx, ctx, { action: "account.email_changed", subject, teamId: null, detail: { from: account.email } });
    return { email };
  });
}
