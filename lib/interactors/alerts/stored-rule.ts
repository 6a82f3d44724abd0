import { z } from "zod";
import { ALERT_WINDOWS, type AlertWindow, MISSING_CHOICES, TIME_DELTAS } from "@/lib/domain/alert";
import type { DueRule } from "@/lib/domain/alert-due";
import type { AlertPatience } from "@/lib/domain/alert-state";
import { windowSeconds } from "@/lib/domain/alert-window";
import { alertName, ruleWords } from "@/lib/domain/alert-words";
import type { IncidentRule } from "@/lib/domain/incident";
import type { JudgedStanding } from "@/lib/store/records/due-standings";
import type { ReadRule } from "./read-readings";

/** A rule on one stat, with all that judging it takes. */
export interface StoredRule extends ReadRule, DueRule {
  missing: AlertPatience["missing"];
  pendingSeconds: number;
}

const condition = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("value"),
    operator: z.enum(["greater", "less"]),
    threshold: z.number(),
    recovery: z.number().nullable(),
  }),
  z.object({
    kind: z.literal("delta"),
    operator: z.enum(["different", "greater", "less"]),
    percentage: z.number(),
    timeDelta: z.enum(TIME_DELTAS),
  }),
  z.object({ kind: z.literal("data") }),
  z.object({ kind: z.literal("anomaly"), sensitivity: z.number() }),
]);
const stored = z.object({ condition, window: z.enum(ALERT_WINDOWS), missing: z.enum(MISSING_CHOICES) });

/** The rule of a standing. Throws for one that nobody can judge by: such a row is no form's. */
export function storedRule({ statId, alert, stat, zone }: JudgedStanding): StoredRule {
  const { window, missing, ...rest } = stored.parse(alert);
  return {
    ...rest,
    seriesId: statId,
    kind: stat.kind,
    window,
    missing,
    patience: patienceOf(alert, window, missing),
    pendingSeconds: alert.pendingSeconds,
    renotifySeconds: alert.renotifySeconds,
    automatic: alert.automatic,
    zone,
  };
}

function patienceOf(
  { pendingSeconds, holdSeconds }: JudgedStanding["alert"],
  window: AlertWindow,
  missing: AlertPatience["missing"],
): AlertPatience {
  return { pendingSeconds, holdSeconds: holdSeconds ?? windowSeconds(window), missing };
}

/** What the alert says of itself now, in words as well. */
export function spokenRule({ alert, stat }: JudgedStanding, rule: StoredRule): IncidentRule {
  const { condition, window, missing, pendingSeconds } = rule;
  const subject = alert.pattern === null ? { statId: stat.id, statName: stat.name } : { pattern: alert.pattern };
  return {
    id: alert.publicId,
    name: alertName({ name: alert.name, subject, condition, window, pendingSeconds }, stat.unit),
    words: ruleWords({ condition, window, pendingSeconds }, stat.unit),
    ...{ condition, window, missing, pendingSeconds },
    holdSeconds: alert.holdSeconds,
    runbook: alert.runbook,
    automatic: alert.automatic,
  };
}
