"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { askReaderAgain } from "@/lib/interactors/reports/ask-reader-again";
import { createReport } from "@/lib/interactors/reports/create-report";
import { deleteReport } from "@/lib/interactors/reports/delete-report";
import { pauseReport } from "@/lib/interactors/reports/pause-report";
import { resumeReport } from "@/lib/interactors/reports/resume-report";
import { sendReportNow } from "@/lib/interactors/reports/send-report-now";
import { updateReport } from "@/lib/interactors/reports/update-report";
import { refuseOtherName } from "@/lib/presenters/view/channel-form";
import type { FormState } from "@/lib/presenters/view/form-state";
import { inputOfReportDraft, readReportDraft, reportDraftQuery } from "@/lib/presenters/view/report-draft";
import { underReportFields } from "@/lib/presenters/view/report-faults";

/** Saves a new report; with `intent` the page is only asked for anew, for whoever has no JavaScript. */
export async function createReportAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { intent, ...input }) => {
    const draft = readReportDraft(input);
    if (intent === "try") redirect(`/reports/new?${reportDraftQuery(draft)}`);
    const { publicId } = await underReportFields(draft, createReport(ctx, inputOfReportDraft(draft)));
    redirect(`/reports/${publicId}?made=1`);
  });
}

/** Saves a changed report; with `intent` as above. */
export async function updateReportAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", intent, ...input }) => {
    const draft = readReportDraft(input);
    if (intent === "try") redirect(`/reports/${encodeURIComponent(id)}/edit?${reportDraftQuery(draft)}`);
    const { publicId } = await underReportFields(draft, updateReport(ctx, { id, ...inputOfReportDraft(draft) }));
    redirect(`/reports/${publicId}?saved=1`);
  });
}

/** Deletes a report, whose name (`called`) must have been typed: a question, not a lock. */
export async function deleteReportAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", name = "", called = "" }) => {
    refuseOtherName(name, called);
    await deleteReport(ctx, { id });
    redirect("/reports?deleted=1");
  });
}

export async function pauseReportAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await pauseReport(ctx, { id });
    refresh();
    return { message: "Paused: it is not sent until you resume it." };
  });
}

export async function resumeReportAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await resumeReport(ctx, { id });
    refresh();
    return { message: "It is sent again, from its next time on." };
  });
}

/** Sends a report to everybody who gets it. */
export async function sendReportAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    const { mails } = await sendReportNow(ctx, { id });
    refresh();
    return { message: `On its way to ${mails} ${mails === 1 ? "address" : "addresses"}.` };
  });
}

/** Sends a report to nobody but whoever asks. */
export async function testReportAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await sendReportNow(ctx, { id, test: true });
    refresh();
    return { message: "On its way to you, and to nobody else." };
  });
}

/** Asks somebody on the list who has not agreed yet once more. */
export async function askReaderAgainAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", address: asked = "" }) => {
    const { address } = await askReaderAgain(ctx, { id, address: asked });
    refresh();
    return { message: `A mail with a link is on its way to ${address}.` };
  });
}
