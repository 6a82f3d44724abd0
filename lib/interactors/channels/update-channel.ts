import { z } from "zod";
import type { Context } from "@/lib/context";
import { openTarget, sealTarget } from "@/lib/delivery/seal";
import { canManageChannels } from "@/lib/domain/can";
import { type ChannelTarget, WEBHOOK_SHAPES } from "@/lib/domain/channel";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { NO_SUCH_TEAM } from "@/lib/interactors/team/get-team";
import { type ChannelChange, changeChannel, findSealedChannel, type SealedChannel } from "@/lib/store/records/channels";
import { dropWaiting, releaseHeld } from "@/lib/store/records/deliveries";
import { findMemberAt } from "@/lib/store/records/quiet-people";
import { lockTeam } from "@/lib/store/records/teams";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { askAddress } from "./ask-address";
import { channelName, channelTargetText } from "./channel-name";
import { shownOf, targetOf } from "./channel-target";
import { findChannelLocked, noSuchChannel } from "./find-channel";
import { type ListedChannel, listedChannel } from "./listed-channel";
import { quietHoursOf, quietInput } from "./quiet-input";

export const updateChannelInput = z.strictObject({
  id: z.string(),
  name: channelName.optional(),
  target: channelTargetText.optional(),
  shape: z.enum(WEBHOOK_SHAPES).optional().describe("What a webhook is sent."),
  quietHours: quietInput.optional(),
  enabled: z.boolean().optional().describe("Nothing goes to a channel that is off, and what waits for it is given up."),
});

type Change = z.output<typeof updateChannelInput>;

/**
 * Changes a way out; what is not named stays, so a webhook that leads elsewhere keeps its secrets. An address that is no
 * member's is asked anew, the same one again if it has not agreed. Throws `not_found`, and what `createChannel` throws of
 * the target.
 */
export async function updateChannel(ctx: Context, input: z.input<typeof updateChannelInput>): Promise<ListedChannel> {
  const actor = permit(ctx.actor, canManageChannels);
  const { teamId } = actor;
  const change = parseInput(updateChannelInput, input);
  const { id, enabled } = change;
  const target = await changedTarget(ctx, teamId, change);
  return transaction(ctx.store, async (tx) => {
    const team = await lockTeam(tx, teamId);
    if (team === null) throw new Refusal("not_found", NO_SUCH_TEAM);
    const before = await findChannelLocked(tx, teamId, id);
    const led = target && (await ledElsewhere(tx, ctx, before, withSecretsOf(before, target)));
    const now = ctx.clock.now();
    const quiet = change.quietHours === undefined ? {} : { quiet: quietHoursOf(change.quietHours, team.zone) };
    const name = change.name ?? (before.name === before.shown ? led?.shown : undefined);
    const channel = await changeChannel(tx, id, { ...led, ...quiet, ...turned(before, enabled, now), name });
    if (target?.kind === "email" && channel.confirmedAt === null) await askAddress(tx, ctx, actor, channel);
    if (enabled === false) await dropWaiting(tx, id, "the channel was turned off");
    if (quiet.quiet !== undefined) await releaseHeld(tx, id, now);
    await audit(tx, ctx, {
      action: "channel.changed",
      subject: { kind: "channel", id, name: channel.name },
      detail: { changed: changedFields(change), ...(enabled === undefined ? {} : { enabled }) },
      teamId,
    });
    return listedChannel(tx, channel);
  });
}

/** Where the channel is to lead, checked outside the transaction: looking names up takes its time. */
async function changedTarget(ctx: Context, teamId: string, change: Change): Promise<ChannelTarget | null> {
  const { id, target, shape } = change;
  if (target === undefined && shape === undefined) return null;
  const found = z.uuid().safeParse(id).success ? await findSealedChannel(ctx.store.prisma, id) : null;
  if (found?.teamId !== teamId) throw noSuchChannel();
  const before = target === undefined || found.kind === "webhook" ? opened(found) : undefined;
  return targetOf(found.kind, target ?? typedOf(before), { shape, before });
}

/** A target that another change has given other secrets meanwhile keeps those. */
function withSecretsOf(channel: SealedChannel, target: ChannelTarget): ChannelTarget {
  if (target.kind !== "webhook") return target;
  const { secrets, rotatedAt } = opened(channel) as Extract<ChannelTarget, { kind: "webhook" }>;
  return { ...target, secrets, ...(rotatedAt === undefined ? {} : { rotatedAt }) };
}

async function ledElsewhere(
  tx: Transaction,
  ctx: Context,
  before: SealedChannel,
  target: ChannelTarget,
): Promise<ChannelChange> {
  const shown = shownOf(target);
  if (target.kind !== "email") return { shown, sealed: sealTarget(target, before.id) };
  const isSame = shown === before.shown;
  if (isSame && before.confirmedAt !== null) return {};
  const isMember = (await findMemberAt(tx, before.teamId, target.address)) !== null;
  return { shown, sealed: sealTarget(target, before.id), confirmedAt: isMember ? ctx.clock.now() : null };
}

/** Turned on it has no problem any more, and turned off it is off for no reason but this. */
function turned({ disabledAt }: SealedChannel, enabled: boolean | undefined, now: Date): ChannelChange {
  if (enabled === undefined) return {};
  return { disabledAt: enabled ? null : (disabledAt ?? now), problem: "" };
}

function changedFields({ name, target, shape, quietHours }: Change): string[] {
  return Object.entries({ name, target, shape, quietHours }).flatMap(([field, value]) =>
    value === undefined ? [] : [field],
  );
}

function opened({ id, sealed }: SealedChannel): ChannelTarget {
  return openTarget(sealed, id);
}

function typedOf(target: ChannelTarget | undefined): string {
  if (target?.kind === "webhook" || target?.kind === "slack") return target.url;
  if (target?.kind === "pagerduty") return target.routingKey;
  return target?.address ?? "";
}
