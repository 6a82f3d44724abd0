import type { KeyKind } from "@/lib/domain/key";
import type { Role } from "@/lib/domain/team";
import { ACTORS, type Actor, isKey, isSignedIn } from "./actors";
import type { Outcome } from "./outcome";
import type { Case } from "./policy";
import type { IdKind } from "./tenant";

const RANK: Role[] = ["viewer", "member", "admin", "owner"];

/** For a team's people from this role up and its keys of these kinds. Strangers find nothing under left's ids. */
export function team(
  least: Role,
  keys: KeyKind[],
  others: "allowed" | "not found" = "not found",
): Record<Actor, Outcome> {
  return by((actor) => {
    if (actor === "anonymous" || actor === "revoked" || actor === "expired") return "unauthenticated";
    if (actor === "stranger" || actor === "guest") return others;
    if (actor === "removed" || actor === "teamless") return "forbidden";
    if (isKey(actor)) return keys.includes(actor as KeyKind) ? "allowed" : "forbidden";
    return RANK.indexOf(actor) >= RANK.indexOf(least) ? "allowed" : "forbidden";
  });
}

/** For a team's people from this role up, each in their own team: nothing is named. */
export function ownTeam(least: Role, keys: KeyKind[] = []): Record<Actor, Outcome> {
  return team(least, keys, "allowed");
}

/** The same for a form, which knows no keys: whoever sends one is nobody. */
export function form(least: Role, others: "allowed" | "not found" = "not found"): Record<Actor, Outcome> {
  return { ...team(least, [], others), ...keysAre("unauthenticated") };
}

export function ownForm(least: Role): Record<Actor, Outcome> {
  return form(least, "allowed");
}

/** A page: people without a team are led to another, and nobody is shown it without signing in. */
export function page(least: Role, others: "allowed" | "not found"): Record<Actor, Outcome> {
  return { ...form(least, others), removed: "no team", teamless: "no team" };
}

export function onlyNobody(outcome: Outcome): Partial<Record<Actor, Outcome>> {
  return { anonymous: outcome, ...keysAre(outcome) };
}

/** For everybody who is signed in, in a team or not. */
export function person(): Record<Actor, Outcome> {
  return by((actor) => (actor === "anonymous" || isKey(actor) ? "unauthenticated" : "allowed"));
}

/** The same for a route, which knows keys, and refuses them. */
export function personByRoute(): Record<Actor, Outcome> {
  return { ...person(), ingest: "forbidden", read: "forbidden", manage: "forbidden" };
}

export function everybody(outcome: Outcome): Record<Actor, Outcome> {
  return by(() => outcome);
}

/** Everybody who is signed in but one gets this. */
export function only(one: Actor, others: Outcome): Partial<Record<Actor, Outcome>> {
  return Object.fromEntries(
    ACTORS.filter((actor) => isSignedIn(actor) && actor !== one).map((actor) => [actor, others]),
  );
}

function keysAre(outcome: Outcome): Partial<Record<Actor, Outcome>> {
  return Object.fromEntries(ACTORS.filter(isKey).map((key) => [key, outcome]));
}

function by(outcome: (actor: Actor) => Outcome): Record<Actor, Outcome> {
  return Object.fromEntries(ACTORS.map((actor) => [actor, outcome(actor)])) as Record<Actor, Outcome>;
}

export const READ: KeyKind[] = ["read", "manage"];
export const MANAGE: KeyKind[] = ["manage"];

/** A stat as its own team reads it, and as the guest reads one that is shared. */
export const readsStat = (ids: Record<string, IdKind>, ask?: Case["ask"]): Case[] => [
  { may: team("viewer", READ), ids, ask },
  {
    name: "of what is shared",
    may: { ...team("viewer", READ), guest: "allowed" },
    ids: Object.fromEntries(Object.keys(ids).map((place) => [place, "sharedStat"])),
    ask,
  },
];

/** The guest knows that the stat is there, so it is told why it may not. */
export const changesStat = (ids: Record<string, IdKind>, ask?: Case["ask"]): Case[] => [
  { may: team("member", MANAGE), ids, ask },
  {
    name: "of what is shared",
    may: { ...team("member", MANAGE), guest: "forbidden" },
    ids: { ...ids, id: "sharedStat" },
    ask,
    knows: { guest: "id" },
  },
];

export const statForm = (ids: Record<string, IdKind>, ask?: Case["ask"]): Case[] => [
  { may: form("member"), ids, ask },
  {
    name: "of what is shared",
    may: { ...form("member"), guest: "forbidden" },
    ids: { ...ids, id: "sharedStat" },
    ask,
    knows: { guest: "id" },
  },
];
