import { z } from "zod";
import type { Context } from "@/lib/context";
import { quietHoursOf, quietInput } from "@/lib/interactors/channels/quiet-input";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { setQuietHours as set } from "@/lib/store/records/quiet-people";
import { transaction } from "@/lib/store/records/transaction";

const schema = z.strictObject({ quietHours: quietInput });

/**
 * Says when alerts leave the person who asks alone: what goes to their own proved address is then told when the hours
 * end, in every team of theirs. Throws `invalid`.
 */
export async function setQuietHours(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const { userId } = permitPerson(ctx.actor);
  const { quietHours } = parseInput(schema, input);
  // A person has no zone that could be meant.
  if (quietHours !== null && quietHours.zone === undefined) {
    throw invalid([{ pointer: "#/quietHours/zone", detail: "must be said" }]);
  }
  const now = ctx.clock.now();
  await transaction(ctx.store, (tx) => set(tx, userId, quietHoursOf(quietHours, "UTC"), now));
}
