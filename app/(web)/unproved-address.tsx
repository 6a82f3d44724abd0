import { unstable_rethrow } from "next/navigation";
import { resendVerificationAction } from "@/app/(auth)/actions";
import { VerifyBanner } from "@/components/team/verify-banner";
import { pageContext } from "@/lib/auth/context";
import { askedHost } from "@/lib/auth/source";
import { getAccount } from "@/lib/interactors/accounts/get-account";
import { mayReadKeptMails } from "@/lib/interactors/mails/kept-mails";

/** A word above every page, for as long as the person's address is only claimed. */
export async function UnprovedAddress() {
  const found = await unprovedAddress();
  return found && <VerifyBanner {...found} resend={resendVerificationAction} className="mb-8" />;
}

async function unprovedAddress(): Promise<{ email: string; keptHere: boolean } | null> {
  try {
    const ctx = await pageContext();
    if (ctx.actor.kind !== "user" && ctx.actor.kind !== "person") return null;
    const { email, verified } = await getAccount(ctx);
    return verified ? null : { email, keptHere: mayReadKeptMails(ctx, { host: await askedHost() }) };
  } catch (error) {
    unstable_rethrow(error);
    // What is wrong is wrong with the page as well, which says it; around it nothing has to.
    return null;
  }
}
