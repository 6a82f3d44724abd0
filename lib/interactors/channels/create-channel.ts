import { z } from "zod";
import type { Context } from "@/lib/context";
import { sealTarget } from "@/lib/delivery/seal";
import { canManageChannels } from "@/lib/domain/can";
import { CHANNEL_KINDS, MAX_CHANNELS, WEBHOOK_SHAPES } from "@/lib/domain/channel";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { NO_SUCH_TEAM } from "@/lib/interactors/team/get-team";
import { countChannels, insertChannel } from "@/lib/store/records/channels";
import { findMemberAt } from "@/lib/store/records/quiet-people";
import { lockTeam } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";
import { askAddress } from "./ask-address";
import { channelName, channelTargetText } from "./channel-name";
import { shownOf, targetOf } from "./channel-target";
import { type ListedChannel, listedChannel } from "./listed-channel";
import { quietHoursOf, quietInput } from "./quiet-input";

export const createChannelInput = z.strictObject({
  kind: z.enum(CHANNEL_KINDS),
  target: channelTargetText,
  name: channelName.optional().describe("What it is listed under; what may be seen of the target when absent."),
  shape: z.enum(WEBHOOK_SHAPES).optional().describe("What a webhook is sent; `standard` when absent."),
  quietHours: quietInput.optional(),
});

/**
 * Makes a way out. Of a webhook it returns the secret that it is signed with, once. An address that is no member's proved
 * one is asked by mail first, and gets nothing until it agrees. Throws `invalid` for a target that cannot be had,
 * `unprocessable` when the team has 50 channels, `limited` when an address was asked too often.
 */
export async function createChannel(
  ctx: Context,
  input: z.input<typeof createChannelInput>,
): Promise<ListedChannel & { secret: string | null }> {
  const actor = permit(ctx.actor, canManageChannels);
  const { kind, target: typed, name, shape, quietHours } = parseInput(createChannelInput, input);
  const target = await targetOf(kind, typed, { shape });
  const { teamId } = actor;
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const team = await lockTeam(tx, teamId);
    if (team === null) throw new Refusal("not_found", NO_SUCH_TEAM);
    if ((await countChannels(tx, teamId)) >= MAX_CHANNELS) {
      throw new Refusal("unprocessable", `the team has ${MAX_CHANNELS} channels, which is the most; delete one first`);
    }
    const shown = shownOf(target);
    const agreed = target.kind !== "email" || (await findMemberAt(tx, teamId, target.address)) !== null;
    const fresh = { teamId, kind, name: name ?? shown, shown, quiet: quietHoursOf(quietHours ?? null, team.zone) };
    const seal = (id: string) => sealTarget(target, id);
    const channel = await insertChannel(tx, { ...fresh, confirmedAt: agreed ? now : null }, seal, now);
    if (!agreed) await askAddress(tx, ctx, actor, channel);
    await audit(tx, ctx, {
      action: "channel.made",
      subject: { kind: "channel", id: channel.id, name: channel.name },
      detail: { kind, to: shown },
      teamId,
    });
    return {
      ...(await listedChannel(tx, channel)),
      secret: target.kind === "webhook" ? (target.secrets[0] ?? null) : null,
    };
  });
}
