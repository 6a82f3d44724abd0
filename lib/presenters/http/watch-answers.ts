import { z } from "zod";
import type { TeamWatch } from "@/lib/interactors/alerts/watch-team";

export const watchAnswer = z
  .strictObject({
    on: z.boolean().describe("Whether all stats of the team are watched for what is unusual."),
    budget_per_week: z.int().describe("How often in a week all of them together may ring."),
    channels: z.array(z.string()).describe("Where it is told: ids of channels."),
    alert_id: z.string().nullable().describe("The alert that the watch keeps on every stat; null while it is off."),
    expected_per_week: z
      .number()
      .describe("How often the stats that are watched would have rung in a week of their past."),
    watched: z.int().describe("How many stats are old enough to tell what is unusual."),
    too_young: z.int().describe("How many are not: it takes three weeks of numbers, and up to a day."),
  })
  .meta({ id: "Watch" });

export function presentWatch(watch: TeamWatch): z.infer<typeof watchAnswer> {
  const { on, budgetPerWeek, channelIds, alertId, expectedPerWeek, watched, tooYoung } = watch;
  return {
    on,
    budget_per_week: budgetPerWeek,
    channels: channelIds,
    alert_id: alertId,
    expected_per_week: Number(expectedPerWeek.toFixed(2)),
    watched,
    too_young: tooYoung,
  };
}
