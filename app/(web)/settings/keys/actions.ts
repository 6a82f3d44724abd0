"use server";

import { refresh } from "next/cache";
import { answer } from "@/app/action";
import type { KeyKind } from "@/lib/domain/key";
import { Refusal } from "@/lib/errors";
import { addEzAlias } from "@/lib/interactors/keys/add-ez-alias";
import { createKey } from "@/lib/interactors/keys/create-key";
import { revokeKey } from "@/lib/interactors/keys/revoke-key";
import { rotateClassicKey } from "@/lib/interactors/keys/rotate-classic-key";
import { rotateKey } from "@/lib/interactors/keys/rotate-key";
import { rotateUserKey } from "@/lib/interactors/keys/rotate-user-key";
import { getTeam } from "@/lib/interactors/team/get-team";
import type { FormState } from "@/lib/presenters/view/form-state";
import { expiryOf } from "@/lib/presenters/view/key-expiry";

const SHOWN_ONCE = "Copy it now: it is shown this once and kept nowhere.";

export async function makeKeyAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { name = "", kind, life = "", expiresAt: date = "" }) => {
    const { zone } = await getTeam(ctx);
    const expiresAt = expiryOf({ life, date }, ctx.clock.now(), zone);
    if (expiresAt === undefined) throw refused("expiresAt", "must be a date.");
    const { key } = await createKey(ctx, { name, kind: kind as KeyKind, expiresAt });
    refresh();
    return { message: `This is the key. ${SHOWN_ONCE}`, shown: key };
  });
}

export async function rotateKeyAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", overlap = "" }) => {
    const { key } = await rotateKey(ctx, { id, overlapHours: overlap === "" ? undefined : Number(overlap) });
    refresh();
    return { message: `This is the new key. ${SHOWN_ONCE}`, shown: key };
  });
}

export async function addEzAliasAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { name = "", alias = "" }) => {
    await addEzAlias(ctx, { name, alias });
    refresh();
    return { message: "Your old scripts can send now: change their host to this one, and nothing else." };
  });
}

export async function revokeKeyAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", name, confirm = "" }) => {
    if (confirm.trim() !== name) throw refused("confirm", `This is not the key's name. Type “${name}” to revoke it.`);
    await revokeKey(ctx, { id });
    refresh();
    return {};
  });
}

export async function rotateClassicKeyAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    await rotateClassicKey(ctx, { id });
    refresh();
    return { message: "This stat has another key. What sends with the old one is refused within a second." };
  });
}

export async function rotateUserKeyAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx) => {
    await rotateUserKey(ctx);
    refresh();
    return { message: "The team has another user key. What sends with the old one is refused within a second." };
  });
}

function refused(field: string, detail: string): Refusal {
  return new Refusal("invalid", detail, { faults: [{ pointer: `#/${field}`, detail }] });
}
