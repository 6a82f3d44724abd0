import type { Context } from "@/lib/context";
import type { Account } from "@/lib/store/records/accounts";
import { queueMail } from "@/lib/store/records/mails";
import { transaction } from "@/lib/store/records/transaction";
import { mayMail } from "./attempts";

const MOST = 400;

/** Mails the owner of a proved address that somebody signed in, in a browser that never did; not again and again. */
export async function tellOfSignIn(ctx: Context, { userId, email, verified }: Account): Promise<void> {
  if (!verified || !(await mayMail(ctx, "new_sign_in", email))) return;
  const now = ctx.clock.now();
  const { address, agent } = ctx.from;
  const content = { kind: "new_sign_in" as const, address, agent: agent.slice(0, MOST), at: now.toISOString() };
  await transaction(ctx.store, (tx) => queueMail(tx, { content, recipient: email, userId }, now));
}
