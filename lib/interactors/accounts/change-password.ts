import { z } from "zod";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { queueMail } from "@/lib/store/records/mails";
import { dropLinks, lockOwnAccount, replacePassword } from "@/lib/store/records/own-account";
import { deleteSessions } from "@/lib/store/records/sessions";
import { transaction } from "@/lib/store/records/transaction";
import { confirmPerson } from "./confirm-person";
import { checkCredentials, passwordInput } from "./credentials";
import { hashPassword } from "./password-hash";

const schema = z.strictObject({
  /** Left out where the account has none yet. */
  currentPassword: passwordInput.optional(),
  password: passwordInput,
});

/**
 * Gives the person who asks another password, or a first one. Every other session of theirs ends, and so does every
 * link mailed to set one; this session goes on under the version that is returned. Throws as `confirmPerson` does, and
 * `invalid` for a password that will not do.
 */
export async function changePassword(
  ctx: Context,
  input: z.input<typeof schema>,
): Promise<{ userId: string; sessionId: string; tokenVersion: number }> {
  const person = permitPerson(ctx.actor);
  const { currentPassword, password } = parseInput(schema, input);
  const { userId, email, passwordHash: known } = await confirmPerson(ctx, person, currentPassword);
  checkCredentials(email, password);
  const passwordHash = await hashPassword(password);
  const tokenVersion = await transaction(ctx.store, async (tx) => {
    const account = await lockOwnAccount(tx, userId);
    if (account === null || account.passwordHash !== known) {
      throw new Refusal("conflict", "your password was changed elsewhere a moment ago; sign in with that one");
    }
    const version = await replacePassword(tx, userId, passwordHash);
    await deleteSessions(tx, userId, person.sessionId);
    await dropLinks(tx, userId, ["reset_password", "change_email"]);
    if (account.verifiedEmail !== null) {
      const mail = { content: { kind: "password_changed" as const }, recipient: account.verifiedEmail, userId };
      await queueMail(tx, mail, ctx.clock.now());
    }
    const subject = { kind: "account" as const, id: userId, name: account.email };
    await audit(tx, ctx, { action: "account.password_changed", subject, teamId: null });
    return version;
  });
  return { userId, sessionId: person.sessionId, tokenVersion };
}
