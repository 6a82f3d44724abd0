import { z } from "zod";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { findPersonName } from "@/lib/store/records/audit";
import { deleteSession } from "@/lib/store/records/sessions";
import { transaction } from "@/lib/store/records/transaction";

const schema = z.strictObject({ id: z.string() });

/** Ends one session of the person who asks, this one or another; its cookie is worth nothing on the next request. Throws `not_found`. */
export async function endSession(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const { userId, sessionId } = permitPerson(ctx.actor);
  const { id } = parseInput(schema, input);
  const isId = z.uuid().safeParse(id).success;
  await transaction(ctx.store, async (tx) => {
    if (!isId || !(await deleteSession(tx, userId, id))) throw new Refusal("not_found", "there is no such session");
    const action = id === sessionId ? "account.signed_out" : "account.session_ended";
    const subject = { kind: "account" as const, id: userId, name: await findPersonName(tx, userId) };
    await audit(tx, ctx, { action, subject, teamId: null });
  });
}
