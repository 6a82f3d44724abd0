import type { Context } from "@/lib/context";
import { TIME_DELTAS } from "@/lib/domain/alert";
import { canManageAlerts } from "@/lib/domain/can";
import { parseNumber } from "@/lib/domain/point";
import { invalid } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { fault } from "./alert-input";
import { createAlert } from "./create-alert";
import { getManualAlert } from "./get-manual-alert";
import type { ManualAlert } from "./list-manual-alerts";

/** What goes with each of StatHat's kinds. */
const OF_KIND = new Map<unknown, readonly string[]>([
  ["value", ["operator", "threshold"]],
  ["delta", ["operator", "percentage", "timeDelta"]],
  ["data", []],
]);
const NUMBERS = ["threshold", "percentage"];

/**
 * Makes an alert as StatHat's API takes one, from the texts of a form or from JSON. What its kind has no use for is
 * passed over, as is all that StatHat does not know. Throws what `createAlert` throws.
 */
export async function createManualAlert(ctx: Context, said: Record<string, unknown>): Promise<ManualAlert> {
  permit(ctx.actor, canManageAlerts);
  const fields = OF_KIND.get(said.kind);
  if (fields === undefined) throw invalid([fault("kind", "must be value, delta or data")]);
  if (!TIME_DELTAS.some((window) => window === said.timeWindow)) {
    throw invalid([fault("timeWindow", `must be one of ${TIME_DELTAS.join(", ")}`)]);
  }
  const wanted = ["statId", "kind", "timeWindow", ...fields].filter((name) => Object.hasOwn(said, name));
  const { publicId } = await createAlert(
    ctx,
    Object.fromEntries(wanted.map((name) => [name, typed(name, said[name])])),
  );
  return getManualAlert(ctx, { id: publicId });
}

function typed(name: string, value: unknown): unknown {
  return NUMBERS.includes(name) && typeof value === "string" ? (parseNumber(value) ?? value) : value;
}
