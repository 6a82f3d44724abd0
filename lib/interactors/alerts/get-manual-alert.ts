import type { Context } from "@/lib/context";
import { getAlert } from "./get-alert";
import { isManual, type ManualAlert } from "./list-manual-alerts";
import { noSuchAlert } from "./locked-alert";

/** One of the team's that StatHat's API can say. Throws `not_found`. */
export async function getManualAlert(ctx: Context, { id }: { id: string }): Promise<ManualAlert> {
  const alert = await getAlert(ctx, { id });
  if (!isManual(alert)) throw noSuchAlert();
  return alert;
}
