"use server";

import { refresh } from "next/cache";
import { answer } from "@/app/action";
import { dropShare } from "@/lib/interactors/shares/drop-share";
import { revokeShare } from "@/lib/interactors/shares/revoke-share";
import { shareStat } from "@/lib/interactors/shares/share-stat";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function shareStatAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { statId = "", teamId = "" }) => {
    const { team } = await shareStat(ctx, { statId, teamId });
    refresh();
    return { message: `${team} sees this stat now.` };
  });
}

export async function revokeShareAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await revokeShare(ctx, { id });
    refresh();
    return {};
  });
}

export async function dropShareAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await dropShare(ctx, { id });
    refresh();
    return {};
  });
}
