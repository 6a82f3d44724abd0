import { cookies } from "next/headers";
import { cache } from "react";
import type { Actor } from "@/lib/domain/actor";
import { baseUrl } from "@/lib/env";
import { endSessions } from "@/lib/interactors/accounts/end-sessions";
import { sharedStore } from "@/lib/store/engine/shared-store";
import { SESSION_SECONDS, sessionCookie } from "./cookie";
import { readSessionToken, type Session, sessionActor, writeSessionToken } from "./session-token";

/** Who asks for this page, checked against the database once a request; anonymous without a live session. */
export const currentActor: () => Promise<Actor> = cache(async () => sessionActor(sharedStore(), await cookieSession()));

/** Signs a person in on the answer that is being made; call it in a server action or a route handler. */
export async function startSession({ userId, tokenVersion }: Session): Promise<void> {
  const { name, options } = sessionCookie(baseUrl());
  const token = await writeSessionToken({ userId, tokenVersion });
  (await cookies()).set(name, token, { ...options, maxAge: SESSION_SECONDS });
}

/**
 * Signs the person out: the cookie is taken back, and every copy of it is worthless from the next request on.
 * A token cannot be ended alone, so their other browsers are signed out too.
 */
export async function endSession(): Promise<void> {
  const actor = await sessionActor(sharedStore(), await cookieSession());
  if (actor.kind === "user") await endSessions({ store: sharedStore() }, actor);
  const { name, options } = sessionCookie(baseUrl());
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}

async function cookieSession(): Promise<Session | null> {
  const { name } = sessionCookie(baseUrl());
  return readSessionToken((await cookies()).get(name)?.value);
}
