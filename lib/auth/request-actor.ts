import type { Actor } from "@/lib/domain/actor";
import { keyKind } from "@/lib/domain/key";
import { baseUrl } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import type { Store } from "@/lib/store/engine/store";
import { findKeyOwner, noteKeyUse } from "@/lib/store/records/keys";
import { sessionCookie } from "./cookie";
import { isSameOrigin } from "./same-origin";
import { readSessionToken, sessionActor } from "./session-token";
import { sourceOf } from "./source";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];
const MINUTE = 60_000;

/**
 * Who sends a request: the key in `Authorization: Bearer` or `X-Api-Key`, else the signed-in session, else nobody.
 * Throws `unauthenticated` for a key that is unknown, revoked or expired, and `forbidden` when a browser sends a
 * session's cookie along with a change that another site made it ask for.
 */
export async function requestActor(request: Request, store: Store, now: Date): Promise<Actor> {
  const key = sentKey(request.headers);
  if (key !== null) return keyActor(store, key, now);
  const session = await readSessionToken(sessionToken(request.headers));
  const actor = await sessionActor(store, session, now, sourceOf(request.headers));
  const signedIn = actor.kind === "user" || actor.kind === "person";
  if (signedIn && !SAFE_METHODS.includes(request.method) && !isSameOrigin(request.headers, baseUrl())) {
    throw new Refusal("forbidden", "a signed-in session may change things only from its own pages; use an API key");
  }
  return actor;
}

async function keyActor(store: Store, key: string, now: Date): Promise<Actor> {
  const owner = keyKind(key) === null ? null : await findKeyOwner(store.pool, key, now);
  if (owner === null) throw new Refusal("unauthenticated", "this API key is unknown, revoked or expired");
  const { keyId, kind, teamId, userId, lastUsedAt } = owner;
  const minuteAgo = new Date(now.getTime() - MINUTE);
  if (lastUsedAt === null || lastUsedAt < minuteAgo) await noteKeyUse(store.prisma, keyId, now, minuteAgo);
  return { kind: "key", keyId, keyKind: kind, teamId, userId };
}

function sentKey(headers: Headers): string | null {
  const authorization = headers.get("authorization");
  if (authorization === null) return headers.get("x-api-key");
  const bearer = /^Bearer +(\S+) *$/i.exec(authorization);
  // Another scheme is not a session's business either: it is refused like an unknown key.
  return bearer?.[1] ?? "";
}

function sessionToken(headers: Headers): string | undefined {
  const { name } = sessionCookie(baseUrl());
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
