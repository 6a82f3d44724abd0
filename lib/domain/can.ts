import type { Actor } from "./actor";

/** An actor that belongs to one team: a person in it, or one of its keys. */
export type TeamActor = Extract<Actor, { kind: "user" | "key" }>;

/** See stats, series, keys' names and the team itself: every role, and every key that is not for ingest only. */
export function canReadTeam(actor: TeamActor): boolean {
  return actor.kind === "user" || actor.keyKind !== "ingest";
}

/** Make, change, trash and restore stats. */
export function canManageStats(actor: TeamActor): boolean {
  return actor.kind === "user" ? actor.role !== "viewer" : actor.keyKind === "manage";
}

/** Mark stats as one's own favourites: a matter of taste, so viewers may too. */
export function canKeepFavourites(actor: TeamActor): boolean {
  return actor.kind === "user" || actor.keyKind === "manage";
}

/** Make and revoke the team's keys. */
export function canManageKeys(actor: TeamActor): boolean {
  return actor.kind === "user" ? isAdministrator(actor) : actor.keyKind === "manage";
}

/** Change the team's name, zone and switches. */
export function canManageTeam(actor: TeamActor): boolean {
  return actor.kind === "user" ? isAdministrator(actor) : actor.keyKind === "manage";
}

function isAdministrator(actor: Extract<TeamActor, { kind: "user" }>): boolean {
  return actor.role === "owner" || actor.role === "admin";
}
