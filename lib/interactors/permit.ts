import type { Actor } from "@/lib/domain/actor";
import type { TeamActor } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";

/** The actor, now known to belong to a team and to be allowed. Throws a Refusal `unauthenticated` or `forbidden`. */
export function permit(actor: Actor, can: (actor: TeamActor) => boolean): TeamActor {
  if (actor.kind === "anonymous") throw new Refusal("unauthenticated", "sign in, or send an API key");
  if (actor.kind === "job" || !can(actor)) throw new Refusal("forbidden", refusal(actor));
  return actor;
}

function refusal(actor: Actor): string {
  if (actor.kind === "key") return `a key of kind ${actor.keyKind} may not do this`;
  if (actor.kind === "user") return `your role in this team, ${actor.role}, may not do this`;
  return "a job may not do this";
}
