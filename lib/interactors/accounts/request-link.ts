import type { Context } from "@/lib/context";
import type { MailContent } from "@/lib/domain/mail";
import { queueMail } from "@/lib/store/records/mails";
import { mayMail, takeAsking } from "./attempts";
import { checkCredentials } from "./credentials";

/**
 * Puts a mail with a link in line for whoever reads the address. Who that is gets looked up when it is sent, so that
 * nothing of it can be told from here. An address that was mailed to too often gets no more for a while, unsaid.
 */
export async function requestLink(
  ctx: Context,
  raw: string,
  content: Extract<MailContent, { kind: "sign_in" | "reset_password" }>,
): Promise<void> {
  const recipient = checkCredentials(raw, undefined);
  await takeAsking(ctx);
  if (await mayMail(ctx, content.kind, recipient)) {
    await queueMail(ctx.store.prisma, { content, recipient }, ctx.clock.now());
  }
}
