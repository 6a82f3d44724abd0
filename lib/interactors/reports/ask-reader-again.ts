import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageReports } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { transaction } from "@/lib/store/records/transaction";
import { lockedReport } from "./locked-report";
import { askReader } from "./put-on-list";

const schema = z.strictObject({ id: z.string().max(64), address: z.string().max(320) });

/**
 * Mails the question whether they want a report to somebody on its list once more. Throws `not_found`, `conflict` when
 * they have answered, and `limited` as `putOnList` does.
 */
export async function askReaderAgain(ctx: Context, input: z.input<typeof schema>): Promise<{ address: string }> {
  const { teamId } = permit(ctx.actor, canManageReports);
  const { id, address } = parseInput(schema, input);
  return transaction(ctx.store, async (tx) => {
    const { recipients } = await lockedReport(tx, teamId, id);
    const reader = recipients.find((each) => each.address === address);
    if (reader === undefined || reader.confirmedAt !== null || reader.unsubscribedAt !== null) {
      throw new Refusal("conflict", "nobody at this address is waiting to be asked");
    }
    await askReader(tx, { recipientId: reader.id, address, teamId }, ctx.clock.now());
    return { address };
  });
}
