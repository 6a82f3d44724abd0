import { unstable_rethrow } from "next/navigation";
import { hearAgainAction } from "@/app/(web)/settings/you/actions";
import { MailReturns } from "@/components/account/mail-returns";
import { pageContext } from "@/lib/auth/context";
import { getAccount } from "@/lib/interactors/accounts/get-account";
import { isSilent } from "@/lib/interactors/accounts/is-silent";
import { silenceWords } from "@/lib/presenters/view/silence";

/** A word above every page, for as long as mail to the person's address is held back. */
export async function SilentAddress() {
  const found = await silentAddress();
  return found && <MailReturns {...found} hear={hearAgainAction} className="mb-8" />;
}

async function silentAddress(): Promise<{ email: string; words: string } | null> {
  try {
    const ctx = await pageContext();
    if (ctx.actor.kind !== "user" && ctx.actor.kind !== "person") return null;
    const silence = await isSilent(ctx);
    return silence && { email: (await getAccount(ctx)).email, words: silenceWords(silence.reason) };
  } catch (error) {
    unstable_rethrow(error);
    // What is wrong is wrong with the page as well, which says it; around it nothing has to.
    return null;
  }
}
