import type { Context } from "@/lib/context";
import { purgeLeases } from "@/lib/interactors/housekeeping/purge-leases";
import { purgeReceipts } from "@/lib/interactors/housekeeping/purge-receipts";
import { purgeTrash } from "@/lib/interactors/housekeeping/purge-trash";
import { recordTick } from "@/lib/interactors/housekeeping/ticks";
import type { Job } from "./loop";

/** What keeps the house: the worker's sign of life, and throwing away what is past its time. */
export function houseJobs(means: Pick<Context, "store" | "clock">): Job[] {
  const as = (name: string): Context => ({ ...means, actor: { kind: "job", name } });
  const round = (
    name: string,
    everySeconds: number,
    work: (ctx: Context, stopping: AbortSignal) => Promise<unknown>,
  ) => ({
    name,
    everySeconds,
    async run(stopping: AbortSignal) {
      await work(as(name), stopping);
      await recordTick(as(name), name);
    },
  });
  return [
    round("tick", 5, async () => {}),
    round("purge trash", 60, purgeTrash),
    round("purge receipts", 300, purgeReceipts),
    round("purge leases", 60, purgeLeases),
  ];
}
