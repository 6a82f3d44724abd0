import { decode, encode, type JWT } from "next-auth/jwt";
import type { Actor } from "@/lib/domain/actor";
import { env } from "@/lib/env";
import type { Store } from "@/lib/store/engine/store";
import { findSessionOwner } from "@/lib/store/records/accounts";
import { SESSION_SECONDS } from "./cookie";

/** All that a session's token says. Team and role are asked of the database each time, never of the token. */
export interface Session {
  userId: string;
  tokenVersion: number;
}

/** The same encrypted token that next-auth makes, so that either may read the other's. */
export async function writeSessionToken({ userId, tokenVersion }: Session): Promise<string> {
  return encode({ token: { userId, tokenVersion }, secret: secret(), maxAge: SESSION_SECONDS });
}

/** The session a token is for, or null when it is not ours, was tampered with or has expired. */
export async function readSessionToken(token: string | undefined): Promise<Session | null> {
  if (token === undefined || token === "") return null;
  try {
    return sessionOf(await decode({ token, secret: secret() }));
  } catch {
    return null;
  }
}

/** The session a decoded token carries; null when it lacks a part. */
export function sessionOf(token: JWT | null): Session | null {
  if (token === null || typeof token.userId !== "string" || typeof token.tokenVersion !== "number") return null;
  return { userId: token.userId, tokenVersion: token.tokenVersion };
}

/**
 * Who a session is now: the person in the team they have been in longest. Anonymous once the person is gone, is in
 * no team, or all their sessions were ended.
 */
export async function sessionActor(store: Store, session: Session | null): Promise<Actor> {
  const owner = session && (await findSessionOwner(store.prisma, session.userId));
  if (!session || !owner?.membership || owner.tokenVersion !== session.tokenVersion) return { kind: "anonymous" };
  return { kind: "user", userId: session.userId, ...owner.membership };
}

function secret(): string {
  const known = env().NEXTAUTH_SECRET;
  if (known === undefined) throw new Error("NEXTAUTH_SECRET is not set");
  return known;
}
