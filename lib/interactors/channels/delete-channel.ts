import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageChannels } from "@/lib/domain/can";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { deleteChannel as remove } from "@/lib/store/records/channels";
import { transaction } from "@/lib/store/records/transaction";
import { findChannelLocked } from "./find-channel";

const schema = z.strictObject({ id: z.string() });

/** Ends a way out for good, with what waits for it and the log of what went there. Throws `not_found`. */
export async function deleteChannel(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const { teamId } = permit(ctx.actor, canManageChannels);
  const { id } = parseInput(schema, input);
  await transaction(ctx.store, async (tx) => {
    const { kind, name, shown } = await findChannelLocked(tx, teamId, id);
    await remove(tx, id);
    const subject = { kind: "channel" as const, id, name };
    await audit(tx, ctx, { action: "channel.deleted", subject, detail: { kind, to: shown }, teamId });
  });
}
