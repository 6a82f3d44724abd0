import { z } from "zod";
import type { Context } from "@/lib/context";
import { openTarget, sealTarget } from "@/lib/delivery/seal";
import { newSigningSecret } from "@/lib/delivery/webhook/signature";
import { canManageChannels } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { changeChannel } from "@/lib/store/records/channels";
import { transaction } from "@/lib/store/records/transaction";
import { findChannelLocked } from "./find-channel";
import { type ListedChannel, listedChannel } from "./listed-channel";

const schema = z.strictObject({ id: z.string() });

/**
 * Gives a webhook another secret and returns it, once. For 24 hours the one before signs too, so that the receiver may
 * change over in its own time. Throws `not_found`, and `unprocessable` for a channel that signs nothing.
 */
export async function rotateSecret(
  ctx: Context,
  input: z.input<typeof schema>,
): Promise<ListedChannel & { secret: string }> {
  const { teamId } = permit(ctx.actor, canManageChannels);
  const { id } = parseInput(schema, input);
  return transaction(ctx.store, async (tx) => {
    const { sealed, kind, name } = await findChannelLocked(tx, teamId, id);
    const target = kind === "webhook" ? openTarget(sealed, id) : null;
    if (target?.kind !== "webhook") throw new Refusal("unprocessable", "only webhooks have a secret");
    const secret = newSigningSecret();
    const rotatedAt = ctx.clock.now().toISOString();
    const secrets = [secret, ...target.secrets.slice(0, 1)];
    const channel = await changeChannel(tx, id, { sealed: sealTarget({ ...target, secrets, rotatedAt }, id) });
    await audit(tx, ctx, {
      action: "channel.changed",
      subject: { kind: "channel", id, name },
      detail: { changed: ["secret"] },
      teamId,
    });
    return { ...(await listedChannel(tx, channel)), secret };
  });
}
