import { cookies } from "next/headers";
import { cache } from "react";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import type { Actor } from "@/lib/domain/actor";
import type { PersonActor } from "@/lib/domain/can";
import { baseUrl } from "@/lib/env";
import { endSession } from "@/lib/interactors/accounts/end-session";
import { openSession } from "@/lib/interactors/accounts/open-session";
import { sharedStore } from "@/lib/store/engine/shared-store";
import { SESSION_SECONDS, sessionCookie } from "./cookie";
import { rememberDevice } from "./device";
import { readSessionToken, type Session, sessionActor, writeSessionToken } from "./session-token";
import { pageSource } from "./source";

/** Who asks for this page, checked against the database once a request; anonymous without a live session. */
export const currentActor: () => Promise<Actor> = cache(async () =>
  sessionActor(sharedStore(), await cookieSession(), systemClock.now(), await pageSource()),
);

/**
 * Signs a person in on the answer that is being made, and returns who asks from here on; call it in a server action or
 * a route handler.
 */
export async function startSession(ctx: Context, person: Omit<Session, "sessionId">): Promise<PersonActor> {
  const { userId, tokenVersion } = person;
  const sessionId = await openSession(ctx, { userId, seconds: SESSION_SECONDS });
  await keepSession({ userId, tokenVersion, sessionId });
  await rememberDevice(userId);
  return { kind: "person", userId, sessionId };
}

/** Hands the browser the token of a session that is open already, as after its version changed. */
export async function keepSession(session: Session): Promise<void> {
  const { name, options } = sessionCookie(baseUrl());
  (await cookies()).set(name, await writeSessionToken(session), { ...options, maxAge: SESSION_SECONDS });
}

/** Signs the person out in this browser: every copy of its cookie is worthless from the next request on. */
export async function leaveSession(ctx: Context): Promise<void> {
  if (ctx.actor.kind === "user" || ctx.actor.kind === "person") await endSession(ctx, { id: ctx.actor.sessionId });
  await forgetSession();
}

/** Takes the cookie of a session back that has ended already. */
export async function forgetSession(): Promise<void> {
  const { name, options } = sessionCookie(baseUrl());
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}

async function cookieSession(): Promise<Session | null> {
  const { name } = sessionCookie(baseUrl());
  return readSessionToken((await cookies()).get(name)?.value);
}
