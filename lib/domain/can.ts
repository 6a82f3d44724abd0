import type { Actor } from "./actor";
import type { Publishers } from "./public-link";
import type { Role } from "./team";

/** An actor that belongs to one team: a person in it, or one of its keys. */
export type TeamActor = Extract<Actor, { kind: "user" | "key" }>;

/** Somebody who is signed in, whether in a team or in none. */
export type PersonActor = Extract<Actor, { kind: "user" | "person" }>;

/** See stats, series, keys' names, people and the team itself: every role, and every key that is not for ingest only. */
export function canReadTeam(actor: TeamActor): boolean {
  return actor.kind === "user" || actor.keyKind !== "ingest";
}

/** Make, change, trash and restore stats. */
export function canManageStats(actor: TeamActor): boolean {
  return actor.kind === "user" ? actor.role !== "viewer" : actor.keyKind === "manage";
}

/** Make, arrange and delete dashboards and saved comparisons. */
export function canKeepCharts(actor: TeamActor): boolean {
  return canManageStats(actor);
}

/** Write down what happened. An ingest key may too: it is what a deploy script holds. */
export function canAnnotate(actor: TeamActor): boolean {
  return canManageStats(actor) || (actor.kind === "key" && actor.keyKind === "ingest");
}

/** Change and delete what anybody of the team wrote down. */
export function canManageAnnotations(actor: TeamActor): boolean {
  return canManageStats(actor);
}

/** Make embeds and public pages, as far as the team's switch goes. */
export function canPublish(actor: TeamActor, publishers: Publishers): boolean {
  if (publishers === "nobody") return false;
  return publishers === "members" ? canManageStats(actor) : isAdministrator(actor);
}

/** Pause, resume, change and revoke what is public: whoever could make it while everybody could. */
export function canManageLinks(actor: TeamActor): boolean {
  return canManageStats(actor);
}

/** Make, change, pause and delete alerts, acknowledge and mute what rings, and play deliveries again. */
export function canManageAlerts(actor: TeamActor): boolean {
  return canManageStats(actor);
}

/** Make and change the ways out, which hold secrets of other systems. */
export function canManageChannels(actor: TeamActor): boolean {
  return canManageStats(actor);
}

/** Make, change, pause, delete and send reports, which write to people outside the team too. */
export function canManageReports(actor: TeamActor): boolean {
  return canManageStats(actor);
}

/** Mark stats as one's own favourites: a matter of taste, so viewers may too. */
export function canKeepFavourites(actor: TeamActor): boolean {
  return actor.kind === "user" || actor.keyKind === "manage";
}

/** Make, rotate and revoke the team's keys. */
export function canManageKeys(actor: TeamActor): boolean {
  return isAdministrator(actor);
}

/** Change the team's name, zone, defaults and switches. */
export function canManageTeam(actor: TeamActor): boolean {
  return isAdministrator(actor);
}

/** Let another team see a stat, and take that back; drop what others let this team see. */
export function canManageShares(actor: TeamActor): boolean {
  return isAdministrator(actor);
}

/** Invite people, remove them and change what they may do. Whom and to what: `canGrant`, `canChangeMember`. */
export function canManagePeople(actor: TeamActor): boolean {
  return isAdministrator(actor);
}

/** See who did what. A key that only reads is for numbers: it may not. */
export function canSeeAudit(actor: TeamActor): boolean {
  return isAdministrator(actor);
}

/** Delete the team with all its stats. Only a person can, and only an owner. */
export function canDeleteTeam(actor: TeamActor): boolean {
  return actor.kind === "user" && actor.role === "owner";
}

/** Give somebody this role. Only owners make owners. */
export function canGrant(actor: TeamActor, role: Role): boolean {
  return isOwner(actor) || (isAdministrator(actor) && role !== "owner");
}

/** Change or end the membership of somebody in this role. Only owners touch owners. */
export function canChangeMember(actor: TeamActor, role: Role): boolean {
  return canGrant(actor, role);
}

function isOwner(actor: TeamActor): boolean {
  return actor.kind === "user" && actor.role === "owner";
}

/** A manage key may do what an admin may. */
function isAdministrator(actor: TeamActor): boolean {
  return actor.kind === "user" ? actor.role === "owner" || actor.role === "admin" : actor.keyKind === "manage";
}
