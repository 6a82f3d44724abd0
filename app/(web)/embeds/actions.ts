"use server";

import { isDeepStrictEqual } from "node:util";
import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import type { Context } from "@/lib/context";
import { parseMoment, shift } from "@/lib/domain/time";
import { changeLink } from "@/lib/interactors/links/change-link";
import { getLink } from "@/lib/interactors/links/get-link";
import { makeEmbed } from "@/lib/interactors/links/make-embed";
import { revokeLink } from "@/lib/interactors/links/revoke-link";
import { getTeam } from "@/lib/interactors/team/get-team";
import { type EmbedDraft, lastDayOf, originList, paramsOf, readDraft } from "@/lib/presenters/view/embed-builder";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function makeEmbedAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { query = "" }) => {
    const draft = readDraft(paramsOf(query));
    const { zone } = await getTeam(ctx);
    const { id } = await makeEmbed(ctx, { ...partsOf(draft), expiresAt: endOf(ctx, draft.until, zone) });
    redirect(`/embeds/${id}?made=1`);
  });
}

export async function changeEmbedAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", query = "" }) => {
    const draft = readDraft(paramsOf(query));
    const [{ zone }, { link, chart }] = await Promise.all([getTeam(ctx), getLink(ctx, { id })]);
    const { stats, ...parts } = partsOf(draft);
    // A day stands for its end: an expiry within a day, as the API may set one, stays until another day is chosen.
    const until = draft.until === lastDayOf(link.expiresAt, zone) ? {} : { expiresAt: endOf(ctx, draft.until, zone) };
    // To show other stats is to publish them, which not everybody may who may change the rest.
    const shown = isDeepStrictEqual(stats, chart?.stats) ? {} : { stats };
    await changeLink(ctx, { id, ...parts, ...shown, ...until });
    redirect(`/embeds/${encodeURIComponent(id)}?saved=1`);
  });
}

/** For the embed's own page, which is gone with it. */
export async function revokeEmbedAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await revokeLink(ctx, { id });
    redirect("/settings/public?revoked=1");
  });
}

function partsOf({ stats, title, spec, look, origins }: EmbedDraft) {
  return { stats, title, spec, look, origins: originList(origins) };
}

/** The end of a day by the team's calendar, as the interactors take it; null for ever. */
function endOf(ctx: Context, day: string, zone: string): string | null {
  const start = day === "" ? null : parseMoment(day, Math.floor(ctx.clock.now().getTime() / 1_000), zone);
  if (start === null) return null;
  return new Date(shift(start, { count: 1, unit: "d" }, 1, zone) * 1_000).toISOString();
}
