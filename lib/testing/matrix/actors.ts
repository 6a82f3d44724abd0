import { writeSessionToken } from "@/lib/auth/session-token";
import { KEYS, type KeyName, type PersonName, type Tenant } from "./tenant";
import type { World } from "./world";

/** Everybody who may knock. Those of the middle row are left's; the stranger owns right, the guest the guest's team. */
export const ACTORS = [
  ...(["anonymous", "stranger", "guest", "teamless", "removed"] as const),
  ...(["viewer", "member", "admin", "owner"] as const),
  ...(["ingest", "read", "manage", "revoked", "expired"] as const),
] as const;
export type Actor = (typeof ACTORS)[number];

export interface Caller {
  actor: Actor;
  /** As a browser on our own pages, or a program, sends them. */
  headers: Record<string, string>;
  /** Whose data may be told to the caller; null when nobody's. */
  tenant: Tenant | null;
  /** The words that answers to the caller may hold. */
  words: string[];
  /** The ids that answers to the caller may not hold. */
  hidden: string[];
}

export const ORIGIN = "http://localhost:3000";

/** What a browser sends along from a page of ours. */
const FROM_OUR_PAGES = { host: "localhost:3000", origin: ORIGIN, "sec-fetch-site": "same-origin" };

export async function callerOf(world: World, actor: Actor): Promise<Caller> {
  const { left, right, guest } = world;
  const home = actor === "stranger" ? right : actor === "guest" ? guest : left;
  const nobody = { actor, tenant: null, words: [], hidden: idsOf(left, right, guest) };
  if (actor === "anonymous") return { ...nobody, headers: FROM_OUR_PAGES };
  if (isKey(actor)) {
    const headers = { ...FROM_OUR_PAGES, authorization: `Bearer ${home.keys[actor]}` };
    return actor === "revoked" || actor === "expired"
      ? { ...nobody, headers }
      : { actor, headers, ...seenBy(world, home, actor) };
  }
  const name: PersonName = actor === "stranger" || actor === "guest" ? "owner" : actor;
  const { userId, sessionId, tokenVersion } = home.people[name];
  const token = await writeSessionToken({ userId, sessionId, tokenVersion });
  const headers = { ...FROM_OUR_PAGES, cookie: `theme=dark; next-auth.session-token=${token}` };
  if (actor !== "removed" && actor !== "teamless") return { actor, headers, ...seenBy(world, home, name) };
  const hidden = nobody.hidden.filter((id) => id !== userId && id !== sessionId);
  return { actor, headers, tenant: null, words: [left.canaries.gone], hidden };
}

export function isKey(actor: Actor): actor is KeyName {
  return actor in KEYS;
}

export function isSignedIn(actor: Actor): boolean {
  return actor !== "anonymous" && !isKey(actor);
}

/** Those of a team who may look, but not hand on what opens its links. */
const LOOK_ONLY: string[] = ["viewer", "read", "ingest"];

/** A team's own, and what it sees by consent: whom it shares with and what others share with it. */
function seenBy(
  { left, right, guest }: World,
  home: Tenant,
  as: PersonName | KeyName,
): Omit<Caller, "actor" | "headers"> {
  const others = home === guest ? [left, right] : [guest];
  const { own, team, shared, shown, gone } = home.canaries;
  const words = [own, team, shared, shown, gone, ...others.flatMap(({ canaries }) => [canaries.team, canaries.shared])];
  const strangers = home === guest ? [] : [home === left ? right : left];
  const unsaid = LOOK_ONLY.includes(as) ? Object.values(home.opening) : [];
  return { tenant: home, words, hidden: [...idsOf(...strangers), ...unsaid] };
}

function idsOf(...tenants: Tenant[]): string[] {
  return tenants.flatMap(({ ids, people, ukey, tokens, opening }) => [
    ...Object.values(ids),
    ...Object.values(people).flatMap(({ userId, sessionId }) => [userId, sessionId]),
    ukey,
    ...Object.values(tokens),
    ...Object.values(opening),
  ]);
}
