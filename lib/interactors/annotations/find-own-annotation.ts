import { z } from "zod";
import type { ListedAnnotation } from "@/lib/domain/annotation";
import type { TeamActor } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { lockAnnotation } from "@/lib/store/records/annotations";
import type { Transaction } from "@/lib/store/records/transaction";

/** An annotation that the actor's team wrote, locked. Throws `not_found`: for another team's in the same words. */
export async function findOwnAnnotation(tx: Transaction, actor: TeamActor, id: string): Promise<ListedAnnotation> {
  const found = z.uuid().safeParse(id).success ? await lockAnnotation(tx, actor.teamId, id) : null;
  if (found === null) throw noSuchAnnotation();
  return found;
}

export function noSuchAnnotation(): Refusal {
  return new Refusal("not_found", "there is no such annotation");
}
