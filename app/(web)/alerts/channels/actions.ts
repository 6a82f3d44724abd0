"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import type { ChannelKind } from "@/lib/domain/channel";
import { createChannel } from "@/lib/interactors/channels/create-channel";
import { deleteChannel } from "@/lib/interactors/channels/delete-channel";
import { rotateSecret } from "@/lib/interactors/channels/rotate-secret";
import { testChannel } from "@/lib/interactors/channels/test-channel";
import { updateChannel } from "@/lib/interactors/channels/update-channel";
import { replayDelivery } from "@/lib/interactors/deliveries/replay-delivery";
import {
  refuseOtherName,
  targetField,
  typedChange,
  underField,
  underQuietFields,
} from "@/lib/presenters/view/channel-form";
import { testOutcome } from "@/lib/presenters/view/delivery-row";
import type { FormState } from "@/lib/presenters/view/form-state";

/** Saves a new way out; of a webhook it shows the secret, once. */
export async function createChannelAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { kind = "", name = "", shape = "standard", ...input }) => {
    const field = targetField(kind);
    const fresh = {
      kind: kind as ChannelKind,
      target: input[field] ?? "",
      ...(name.trim() === "" ? {} : { name }),
      ...(kind === "webhook" ? { shape: shape as "standard" } : {}),
    };
    const { id, secret } = await underField(field, createChannel(ctx, fresh));
    if (secret === null) redirect(`/alerts/channels/${id}?made=1`);
    return {
      message: "This is the secret that signs what we send. It is shown this once.",
      shown: secret,
      values: { made: id },
    };
  });
}

export async function updateChannelAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", ...input }) => {
    const channel = await underQuietFields(updateChannel(ctx, { id, ...typedChange(input) }));
    refresh();
    return { message: `Saved ${channel.name}.` };
  });
}

/** Turns a channel on or off, as `on` says. */
export async function turnChannelAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", on }) => {
    const { name, disabledAt } = await updateChannel(ctx, { id, enabled: on === "1" });
    refresh();
    return { message: disabledAt === null ? `${name} is on again.` : `${name} is off.` };
  });
}

/** Asks an address that has not agreed yet once more. */
export async function askChannelAgainAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", target = "" }) => {
    const { shown } = await updateChannel(ctx, { id, target });
    refresh();
    return { message: `A mail with a link is on its way to ${shown}.` };
  });
}

export async function testChannelAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    const tried = await testChannel(ctx, { id });
    refresh();
    return testOutcome(tried);
  });
}

export async function rotateSecretAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    const { secret } = await rotateSecret(ctx, { id });
    refresh();
    return { message: "The new secret, shown this once. The one before signs too for 24 hours.", shown: secret };
  });
}

/** Deletes a channel, whose name (`called`) must have been typed: a question, not a lock. */
export async function deleteChannelAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", name = "", called = "" }) => {
    refuseOtherName(name, called);
    await deleteChannel(ctx, { id });
    redirect("/alerts/channels?deleted=1");
  });
}

export async function replayDeliveryAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    const { channelName } = await replayDelivery(ctx, { id });
    refresh();
    return { message: `In line for ${channelName} once more, with the same id.` };
  });
}
