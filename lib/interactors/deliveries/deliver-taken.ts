import type { Context } from "@/lib/context";
import type { DueDelivery } from "@/lib/store/records/deliveries";
import { deliver } from "./deliver";
import { counted } from "./under-way";

/** Tells one delivery that the caller has taken, at once. What came of it is in its record. */
export async function deliverTaken(ctx: Context, taken: DueDelivery): Promise<void> {
  await counted(taken, () => deliver(ctx, [taken]));
}
