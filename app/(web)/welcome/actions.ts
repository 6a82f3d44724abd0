"use server";

import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { rememberFirstKey } from "@/lib/auth/first-key";
import { createKey } from "@/lib/interactors/keys/create-key";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function anotherKeyAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx) => {
    const { key } = await createKey(ctx, { name: "First number", kind: "ingest" });
    if (ctx.actor.kind === "user") await rememberFirstKey({ teamId: ctx.actor.teamId, ezkey: key });
    redirect("/welcome");
  });
}
