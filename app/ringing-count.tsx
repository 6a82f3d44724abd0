import { unstable_rethrow } from "next/navigation";
import { pageContext } from "@/lib/auth/context";
import { countRinging } from "@/lib/interactors/alerts/count-ringing";

const MOST_SAID = 99;

/** How many alerts ring now, beside the way to them; nothing while all is quiet, and for nobody. */
export async function RingingCount() {
  const ringing = await ringingNow();
  if (ringing === 0) return null;
  return (
    <span className="figures ml-1.5 rounded-full border border-bad px-1.5 text-small font-medium text-bad">
      {ringing > MOST_SAID ? `${MOST_SAID}+` : ringing}
      <span className="sr-only"> ringing</span>
    </span>
  );
}

async function ringingNow(): Promise<number> {
  try {
    const ctx = await pageContext();
    return ctx.actor.kind === "user" ? await countRinging(ctx) : 0;
  } catch (error) {
    unstable_rethrow(error);
    // What is wrong is wrong with the page as well, which says it; around it nothing has to.
    return 0;
  }
}
