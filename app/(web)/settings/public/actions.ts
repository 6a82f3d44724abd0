"use server";

import { refresh } from "next/cache";
import { answer } from "@/app/action";
import type { Publishers } from "@/lib/domain/public-link";
import { pauseAllLinks } from "@/lib/interactors/links/pause-all-links";
import { pauseLink } from "@/lib/interactors/links/pause-link";
import { publishDashboard } from "@/lib/interactors/links/publish-dashboard";
import { publishStat } from "@/lib/interactors/links/publish-stat";
import { resumeLink } from "@/lib/interactors/links/resume-link";
import { revokeLink } from "@/lib/interactors/links/revoke-link";
import { updateTeam } from "@/lib/interactors/team/update-team";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function publishStatAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await publishStat(ctx, { statId: id });
    refresh();
    return {};
  });
}

export async function publishDashboardAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await publishDashboard(ctx, { dashboardId: id });
    refresh();
    return {};
  });
}

export async function pauseLinkAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await pauseLink(ctx, { id });
    refresh();
    return {};
  });
}

export async function resumeLinkAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await resumeLink(ctx, { id });
    refresh();
    return {};
  });
}

export async function revokeLinkAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await revokeLink(ctx, { id });
    refresh();
    return {};
  });
}

export async function pauseAllLinksAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx) => {
    const paused = await pauseAllLinks(ctx);
    refresh();
    return { message: paused === 1 ? "Paused the one that was live." : `Paused ${paused}.` };
  });
}

export async function savePublishersAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { publishers }) => {
    await updateTeam(ctx, { publishers: publishers as Publishers });
    refresh();
    return { message: "Saved." };
  });
}
