"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { getAccount } from "@/lib/interactors/accounts/get-account";
import { acknowledgeAlert } from "@/lib/interactors/alerts/acknowledge-alert";
import { createAlert } from "@/lib/interactors/alerts/create-alert";
import { deleteAlert } from "@/lib/interactors/alerts/delete-alert";
import { muteAlert } from "@/lib/interactors/alerts/mute-alert";
import { pauseAlert } from "@/lib/interactors/alerts/pause-alert";
import { resumeAlert } from "@/lib/interactors/alerts/resume-alert";
import { unmuteAlert } from "@/lib/interactors/alerts/unmute-alert";
import { updateAlert } from "@/lib/interactors/alerts/update-alert";
import { setWatch } from "@/lib/interactors/alerts/watch-team";
import { createChannel } from "@/lib/interactors/channels/create-channel";
import { alertDraftQuery, inputOfDraft, readAlertDraft, tickedChannels } from "@/lib/presenters/view/alert-draft";
import { refuseOtherName } from "@/lib/presenters/view/channel-form";
import type { FormState } from "@/lib/presenters/view/form-state";

/** Saves a new alert; with `intent` the page is only asked for anew, for whoever has no JavaScript. */
export async function createAlertAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { intent, ...input }) => {
    const draft = readAlertDraft(input);
    if (intent === "try") redirect(`/alerts/new?${alertDraftQuery(draft)}`);
    const { publicId, channelIds } = await createAlert(ctx, inputOfDraft(draft));
    // After the rule was taken: of one that is refused no channel is left behind.
    if (draft.mailMe) {
      const { email } = await getAccount(ctx);
      const { id } = await createChannel(ctx, { kind: "email", target: email });
      await updateAlert(ctx, { id: publicId, channels: [...channelIds, id] });
    }
    redirect(`/alerts/${publicId}?made=1`);
  });
}

/** Saves a changed alert; with `intent` as above. */
export async function updateAlertAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", intent, ...input }) => {
    const draft = readAlertDraft(input);
    if (intent === "try") redirect(`/alerts/${encodeURIComponent(id)}/edit?${alertDraftQuery(draft)}`);
    const { publicId } = await updateAlert(ctx, { id, ...inputOfDraft(draft) });
    redirect(`/alerts/${publicId}?saved=1`);
  });
}

/** Deletes an alert, whose name (`called`) must have been typed: a question, not a lock. */
export async function deleteAlertAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", name = "", called = "" }) => {
    refuseOtherName(name, called);
    await deleteAlert(ctx, { id });
    redirect("/alerts?deleted=1");
  });
}

export async function pauseAlertAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await pauseAlert(ctx, { id });
    refresh();
    return { message: "Paused." };
  });
}

export async function resumeAlertAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await resumeAlert(ctx, { id });
    refresh();
    return { message: "Watched again." };
  });
}

export async function acknowledgeAlertAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", stat }) => {
    await acknowledgeAlert(ctx, { id, statId: stat });
    refresh();
    return { message: "Acknowledged: it is quiet until it clears, then armed again." };
  });
}

export async function muteAlertAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", stat, for: length, until = "" }) => {
    const time = length === undefined ? { until } : { for: length };
    await muteAlert(ctx, { id, statId: stat, ...time });
    refresh();
    return { message: "Muted: nobody is told until then." };
  });
}

export async function unmuteAlertAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", stat }) => {
    await unmuteAlert(ctx, { id, statId: stat });
    refresh();
    return { message: "No longer muted." };
  });
}

/** Switches the team's watch over all its stats, or changes what it may ring and whom it tells. */
export async function setWatchAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { on, budget = "", ...input }) => {
    const budgetPerWeek = budget === "" ? undefined : Number(budget);
    const watch = await setWatch(ctx, { on: on === "on", budgetPerWeek, channels: tickedChannels(input) });
    refresh();
    return { message: watch.on ? "All stats are watched." : "The watch is off." };
  });
}
