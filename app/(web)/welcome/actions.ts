"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { rememberFirstKey } from "@/lib/auth/first-key";
import { createKey } from "@/lib/interactors/keys/create-key";
import { startMorningReport } from "@/lib/interactors/reports/start-morning-report";
import type { FormState } from "@/lib/presenters/view/form-state";

export async function anotherKeyAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx) => {
    const { key } = await createKey(ctx, { name: "First number", kind: "ingest" });
    if (ctx.actor.kind === "user") await rememberFirstKey({ teamId: ctx.actor.teamId, ezkey: key });
    redirect("/welcome");
  });
}

export async function startMorningReportAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx) => {
    await startMorningReport(ctx);
    refresh();
    return {};
  });
}
