import { z } from "zod";
import type { Context } from "@/lib/context";
import { parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { findLink } from "@/lib/store/records/mailed-links";

const schema = z.strictObject({ token: z.string() });

/**
 * The address that a mailed link would make the person's own, without using it; null when it was used, has expired, or
 * is for another account.
 */
export async function findEmailChange(ctx: Context, input: z.input<typeof schema>): Promise<{ email: string } | null> {
  const { userId } = permitPerson(ctx.actor);
  const { token } = parseInput(schema, input);
  const link = await findLink(ctx.store.prisma, "change_email", token, ctx.clock.now());
  return link?.userId === userId ? { email: link.email } : null;
}
