import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { permitPerson } from "@/lib/interactors/permit";
import { queueMail } from "@/lib/store/records/mails";
import { findOwnAccount } from "@/lib/store/records/own-account";
import { findSilence } from "@/lib/store/records/silent-addresses";
import { mayMail, takeAskingAgain } from "./attempts";

/**
 * Mails the person who asks a link by which they prove that mail arrives at their own address, which ends its silence
 * (`verifyEmail`). Throws `conflict` when mail is not held back, `limited` after two within a quarter of an hour.
 */
export async function hearAgain(ctx: Context): Promise<{ email: string }> {
  const { userId } = permitPerson(ctx.actor);
  const account = await findOwnAccount(ctx.store.prisma, userId);
  if (account === null) throw new Refusal("unauthenticated", "sign in first");
  const { email: recipient } = account;
  if ((await findSilence(ctx.store.prisma, recipient)) === null) {
    throw new Refusal("conflict", "Mail to your address is not held back.");
  }
  await takeAskingAgain(ctx, userId);
  if (await mayMail(ctx, "verify_email", recipient)) {
    await queueMail(ctx.store.prisma, { content: { kind: "verify_email" }, recipient, userId }, ctx.clock.now());
  }
  return { email: recipient };
}
