import type { Context } from "@/lib/context";
import type { TeamActor } from "@/lib/domain/can";
import type { Dashboard } from "@/lib/domain/dashboard";
import { audit } from "@/lib/interactors/audit";
import { tellChange } from "@/lib/store/records/change-hint";
import { changeDashboard } from "@/lib/store/records/dashboards";
import type { Transaction } from "@/lib/store/records/transaction";

/** What was done to a dashboard, as the log of the team keeps it. */
export type DashboardChange =
  | { change: "renamed"; from: string }
  | { change: "card added" | "card changed" | "card removed"; card: string }
  | { change: "cards arranged" };

/**
 * Ends every change of a dashboard, which is locked: raises its version, writes down what was done and tells whoever
 * has it open. Returns it as it is now.
 */
export async function changeLocked(
  tx: Transaction,
  ctx: Context,
  { actor, id, name, detail }: { actor: TeamActor; id: string; name?: string; detail: DashboardChange },
): Promise<Dashboard> {
  const changed = await changeDashboard(tx, id, { name }, ctx.clock.now());
  await audit(tx, ctx, {
    action: "dashboard.changed",
    subject: { kind: "dashboard", id, name: changed.name },
    detail: { ...detail },
    teamId: actor.teamId,
  });
  await tellChange(tx, actor.teamId, id);
  return changed;
}
