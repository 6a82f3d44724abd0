import { z } from "zod";
import type { Context } from "@/lib/context";
import { LINK_MINUTES } from "@/lib/domain/mail";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { queueMail } from "@/lib/store/records/mails";
import { countMails } from "@/lib/store/records/own-account";
import { transaction } from "@/lib/store/records/transaction";
import { mayMail } from "./attempts";
import { confirmPerson } from "./confirm-person";
import { checkCredentials, emailInput, passwordInput } from "./credentials";

const schema = z.strictObject({
  email: emailInput,
  /** Left out where the account has none. */
  currentPassword: passwordInput.optional(),
});

/** Within the time for which a link works. */
const MOST_ASKED = 5;

/**
 * Mails a link to the address that the person who asks wants to change to; nothing has changed until it is used. The
 * answer is the same whether another account has the address, and whether too much was mailed there already. Throws as `confirmPerson` does, `invalid` for
 * what is no address or is theirs already, `limited` after five within the hour.
 */
export async function askEmailChange(ctx: Context, input: z.input<typeof schema>): Promise<{ email: string }> {
  const person = permitPerson(ctx.actor);
  const { email: raw, currentPassword } = parseInput(schema, input);
  const email = checkCredentials(raw, undefined);
  const { userId, verifiedEmail, email: old } = await confirmPerson(ctx, person, currentPassword);
  if (email === verifiedEmail) throw invalid([{ pointer: "#/email", detail: "is your address already" }]);
  const now = ctx.clock.now();
  const mayBeMailed = await mayMail(ctx, "change_email", email);
  await transaction(ctx.store, async (tx) => {
    const since = new Date(now.getTime() - LINK_MINUTES.change_email * 60_000);
    if ((await countMails(tx, userId, "change_email", since)) >= MOST_ASKED) {
      const retryAfterSeconds = LINK_MINUTES.change_email * 60;
      throw new Refusal("limited", "you have asked for this five times within the hour; try again later", {
        retryAfterSeconds,
      });
    }
    if (mayBeMailed) await queueMail(tx, { content: { kind: "change_email" }, recipient: email, userId }, now);
    const subject = { kind: "account" as const, id: userId, name: old };
    await audit(tx, ctx, { action: "account.email_change_asked", subject, teamId: null, detail: { to: email } });
  });
  return { email };
}
