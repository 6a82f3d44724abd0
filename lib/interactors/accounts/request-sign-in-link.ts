import { z } from "zod";
import type { Context } from "@/lib/context";
import { parseInput } from "@/lib/interactors/parse";
import { emailInput } from "./credentials";
import { requestLink } from "./request-link";

const schema = z.strictObject({
  email: emailInput,
  /** Where to go after signing in: a path of ours, as `safeNextPath` returns it. */
  next: z
    .string()
    .max(2_000)
    .regex(/^\/(?![/\\])/, "is not a path of ours")
    .default("/stats"),
});

/**
 * Mails a link that signs in to the account of an address, or makes one for it. The answer and the work are the same
 * whether there is one or not. Throws `invalid` for what is no address, `limited` after too many requests from one network.
 */
export async function requestSignInLink(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const { email, next } = parseInput(schema, input);
  await requestLink(ctx, email, { kind: "sign_in", next });
}
