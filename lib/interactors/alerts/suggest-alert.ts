import { z } from "zod";
import type { Context } from "@/lib/context";
import type { AlertWindow } from "@/lib/domain/alert";
import { suggestThreshold, suggestWindow } from "@/lib/domain/alert-suggestion";
import { parseInput } from "@/lib/interactors/parse";
import { readCourse } from "./read-course";

const schema = z.strictObject({ statId: z.string() });

/** A rule to begin with: over a threshold that the stat rarely passes, or no data where there was none to tell that by. */
export interface SuggestedRule {
  kind: "value" | "data";
  window: AlertWindow;
  /** Null where there was no data in the last 30 days. */
  threshold: number | null;
}

/** What a stat's last 30 days suggest to watch for. Throws `not_found`. */
export async function suggestAlert(ctx: Context, input: z.input<typeof schema>): Promise<SuggestedRule> {
  const { statId } = parseInput(schema, input);
  const condition = { kind: "value", operator: "greater", threshold: 0, recovery: null } as const;
  const read = (window: AlertWindow) => readCourse(ctx, { statId, rule: { condition, window, missing: "keep" } });
  const hourly = await read("1h");
  const window = suggestWindow(hourly.points.map(({ v }) => v));
  const { points } = window === "1h" ? hourly : await read(window);
  const threshold = suggestThreshold(points.map(({ v }) => v));
  return { kind: threshold === null ? "data" : "value", window: threshold === null ? "1d" : window, threshold };
}
