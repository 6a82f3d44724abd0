import type { Actor } from "@/lib/domain/actor";
import { Refusal } from "@/lib/errors";

/** Throws a Refusal `forbidden` unless a job or the operator's command line asks. */
export function permitJob(actor: Actor): void {
  if (actor.kind !== "job") throw new Refusal("forbidden", "only the house itself does this");
}
