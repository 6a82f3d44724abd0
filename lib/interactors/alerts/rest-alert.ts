import type { Context } from "@/lib/context";
import type { TeamActor } from "@/lib/domain/can";
import { actorName } from "@/lib/interactors/people/actor-name";
import type { StoredAlert } from "@/lib/store/records/alerts";
import { closeIncidents } from "@/lib/store/records/incidents";
import { pauseStandings, resetStandings } from "@/lib/store/records/standings";
import type { Transaction } from "@/lib/store/records/transaction";

/**
 * Lets an alert rest in a state that people put on it: what rings is resolved for this reason, which whoever was told
 * of it is told too, and nothing of what was judged before counts any more. `ok` is judged afresh at once.
 */
export async function restAlert(
  tx: Transaction,
  ctx: Context,
  { id: alertId }: StoredAlert,
  { to, reason }: { to: "ok" | "paused"; reason: string },
): Promise<void> {
  const now = ctx.clock.now();
  // In this order: whoever is judging comes too late once the standings have moved, and opens no incident behind us.
  await (to === "paused" ? pauseStandings(tx, alertId, now) : resetStandings(tx, alertId, now));
  const actor = await actorName(tx, ctx.actor as TeamActor);
  await closeIncidents(tx, { alertId, reason, actor, now });
}
