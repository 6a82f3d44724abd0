import type { Context } from "@/lib/context";
import { canManageAlerts } from "@/lib/domain/can";
import { permit } from "@/lib/interactors/permit";
import { deleteAlert } from "./delete-alert";
import { getManualAlert } from "./get-manual-alert";

/** Deletes one of the team's that StatHat's API can say. Throws `not_found`. */
export async function deleteManualAlert(ctx: Context, { id }: { id: string }): Promise<void> {
  permit(ctx.actor, canManageAlerts);
  await getManualAlert(ctx, { id });
  await deleteAlert(ctx, { id });
}
