import { z } from "zod";
import type { Context } from "@/lib/context";
import { parseInput } from "@/lib/interactors/parse";
import { emailInput } from "./credentials";
import { requestLink } from "./request-link";

const schema = z.strictObject({ email: emailInput });

/**
 * Mails a link to set another password. The answer and the work are the same whether the address has an account or
 * not; the mail says it. Throws `invalid` for what is no address, `limited` after too many requests from one network.
 */
export async function requestReset(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const { email } = parseInput(schema, input);
  await requestLink(ctx, email, { kind: "reset_password" });
}
