import type { Actor } from "@/lib/domain/actor";
import type { PersonActor, TeamActor } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";

/** The actor, now known to belong to a team and to be allowed. Throws a Refusal `unauthenticated` or `forbidden`. */
export function permit(actor: Actor, can: (actor: TeamActor) => boolean): TeamActor {
  if (actor.kind === "anonymous") throw new Refusal("unauthenticated", "sign in, or send an API key");
  if (actor.kind === "job" || actor.kind === "person" || !can(actor)) throw new Refusal("forbidden", refusal(actor));
  return actor;
}

/** The actor, now known to be a signed-in person, in a team or not. Throws a Refusal `unauthenticated` or `forbidden`. */
export function permitPerson(actor: Actor): PersonActor {
  if (actor.kind === "anonymous") throw new Refusal("unauthenticated", "sign in first");
  if (actor.kind === "job" || actor.kind === "key")
    throw new Refusal("forbidden", "only a person who is signed in may");
  return actor;
}

function refusal(actor: Actor): string {
  if (actor.kind === "key") return `a key of kind ${actor.keyKind} may not do this`;
  if (actor.kind === "user") return `your role in this team, ${actor.role}, may not do this`;
  if (actor.kind === "person") return "you are in no team; make one, or accept an invitation";
  return "a job may not do this";
}
