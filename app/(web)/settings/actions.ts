"use server";

import { refresh } from "next/cache";
import { answer } from "@/app/action";
import type { KeyKind } from "@/lib/domain/key";
import { Refusal } from "@/lib/errors";
import { createKey } from "@/lib/interactors/keys/create-key";
import { revokeKey } from "@/lib/interactors/keys/revoke-key";
import { updateTeam } from "@/lib/interactors/team/update-team";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function saveTeamAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { name, zone, verboseReplies, ezEnabled }) => {
    await updateTeam(ctx, { name, zone, verboseReplies: verboseReplies === "on", ezEnabled: ezEnabled === "on" });
    refresh();
    return { message: "Saved." };
  });
}

export async function makeKeyAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { name = "", kind }) => {
    const { key } = await createKey(ctx, { name, kind: kind as KeyKind });
    refresh();
    return { message: "This is the key. Copy it now: it is shown this once and kept nowhere.", shown: key };
  });
}

export async function revokeKeyAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", name, confirm = "" }) => {
    if (confirm.trim() !== name) {
      const faults = [{ pointer: "#/confirm", detail: `This is not the key's name. Type “${name}” to revoke it.` }];
      throw new Refusal("invalid", "the name does not match", { faults });
    }
    await revokeKey(ctx, { id });
    refresh();
    return {};
  });
}
