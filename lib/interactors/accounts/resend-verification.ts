import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { permitPerson } from "@/lib/interactors/permit";
import { queueMail } from "@/lib/store/records/mails";
import { findOwnAccount } from "@/lib/store/records/own-account";
import { mayMail, takeAskingAgain } from "./attempts";

/**
 * Mails the person who asks another link to confirm their address. Throws `conflict` when it is confirmed already,
 * `limited` after two within a quarter of an hour.
 */
export async function resendVerification(ctx: Context): Promise<{ email: string }> {
  const { userId } = permitPerson(ctx.actor);
  const account = await findOwnAccount(ctx.store.prisma, userId);
  if (account === null) throw new Refusal("unauthenticated", "sign in first");
  const { email: recipient, verifiedEmail } = account;
  if (verifiedEmail !== null) throw new Refusal("conflict", "Your address is confirmed already.");
  await takeAskingAgain(ctx, userId);
  if (await mayMail(ctx, "verify_email", recipient)) {
    await queueMail(ctx.store.prisma, { content: { kind: "verify_email" }, recipient, userId }, ctx.clock.now());
  }
  return { email: recipient };
}
