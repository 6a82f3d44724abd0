import { decode, encode, type JWT } from "next-auth/jwt";
import type { Actor } from "@/lib/domain/actor";
import { NOWHERE, type Source } from "@/lib/domain/source";
import type { Store } from "@/lib/store/engine/store";
import { findSessionOwner, noteSessionUse } from "@/lib/store/records/sessions";
import { IDLE_SECONDS, SESSION_SECONDS } from "./cookie";
import { authSecret } from "./secret";

/** All that a session's token says. Team and role are asked of the database each time, never of the token. */
export interface Session {
  userId: string;
  tokenVersion: number;
  sessionId: string;
}

const MINUTE_MS = 60_000;

/** The same encrypted token that next-auth makes, so that either may read the other's. */
export async function writeSessionToken({ userId, tokenVersion, sessionId }: Session): Promise<string> {
  return encode({ token: { userId, tokenVersion, sessionId }, secret: authSecret(), maxAge: SESSION_SECONDS });
}

/** The session a token is for, or null when it is not ours, was tampered with or has expired. */
export async function readSessionToken(token: string | undefined): Promise<Session | null> {
  if (token === undefined || token === "") return null;
  try {
    return sessionOf(await decode({ token, secret: authSecret() }));
  } catch {
    return null;
  }
}

/** The session a decoded token carries; null when it lacks a part. */
export function sessionOf(token: JWT | null): Session | null {
  if (token === null) return null;
  const { userId, tokenVersion, sessionId } = token;
  if (typeof userId !== "string" || typeof tokenVersion !== "number" || typeof sessionId !== "string") return null;
  return { userId, tokenVersion, sessionId };
}

/**
 * Who a session is now: the person, in the team they chose there or have been in longest. Anonymous once the person is
 * gone, the session was ended or lay idle for too long, or all of theirs were ended.
 */
export async function sessionActor(
  store: Store,
  session: Session | null,
  now: Date,
  from: Source = NOWHERE,
): Promise<Actor> {
  if (session === null) return { kind: "anonymous" };
  const { userId, sessionId, tokenVersion } = session;
  const idleSince = new Date(now.getTime() - IDLE_SECONDS * 1_000);
  const owner = await findSessionOwner(store.pool, sessionId, now, idleSince);
  if (owner === null || owner.userId !== userId || owner.tokenVersion !== tokenVersion) return { kind: "anonymous" };
  const minuteAgo = new Date(now.getTime() - MINUTE_MS);
  if (owner.lastSeenAt < minuteAgo) await noteSessionUse(store.prisma, sessionId, from, now, minuteAgo);
  if (owner.membership === null) return { kind: "person", userId, sessionId };
  return { kind: "user", userId, sessionId, ...owner.membership };
}
