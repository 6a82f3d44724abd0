import { z } from "zod";
import {
  ALERT_KINDS,
  ALERT_WINDOWS,
  type Alert,
  type AlertCondition,
  MISSING_CHOICES,
  TIME_DELTAS,
} from "@/lib/domain/alert";
import type { AlertStanding } from "@/lib/domain/alert-state";
import { STORY_KINDS, type StoryKind } from "@/lib/domain/alert-story";
import { alertName, ruleWords, secondsText } from "@/lib/domain/alert-words";

const time = z.iso.datetime().describe("RFC 3339, UTC");
const span = z.string().describe("A length of time such as `10m`.");

const STATES: [AlertStanding["state"], ...AlertStanding["state"][]] = [
  "firing",
  "recovering",
  "no_data",
  "error",
  "pending",
  "ok",
  "paused",
];
const alertState = z.enum(STATES);

const OPERATORS = { greater: "gt", less: "lt", different: "dt" } as const;

export const alertAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string().describe("As it was given, or made from the rule."),
    rule: z.string().describe("What it watches for, in words."),
    stat_id: z.string().nullable().describe("Null for an alert on a pattern."),
    stat_name: z.string().nullable(),
    pattern: z.string().nullable(),
    kind: z.enum(ALERT_KINDS),
    operator: z.enum(["gt", "lt", "dt"]).nullable(),
    threshold: z.number().nullable(),
    recovery_threshold: z.number().nullable(),
    percentage: z.number().nullable(),
    time_delta: z.enum(TIME_DELTAS).nullable(),
    sensitivity: z.number().nullable(),
    time_window: z.enum(ALERT_WINDOWS),
    missing: z.enum(MISSING_CHOICES),
    pending_for: span,
    hold: span.nullable().describe("Null is one window."),
    renotify_every: span.nullable().describe("Null is never."),
    runbook: z.string(),
    channels: z.array(z.string()),
    automatic: z.boolean().describe("Whether it is the team's watch over all its stats."),
    state: alertState.describe("Of its stats the worst."),
    state_since: time,
    reason: z.string().describe("What was found when that began; empty where nothing was told yet."),
    value: z.number().nullable().describe("The newest that was judged."),
    states: z.partialRecord(alertState, z.int()).describe("For how many stats it stands where."),
    acknowledged: z.boolean(),
    muted_until: time.nullable().describe("Null when it is not muted."),
    incidents: z.array(z.string()).describe("Those that are open, the newest first."),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: "Alert" });

/** An alert with where it stands; see `ListedAlert` of the records. */
interface ShownAlert extends Alert {
  unit: string;
  state: AlertStanding["state"];
  since: Date;
  reason: string;
  value: number | null;
  counts: Partial<Record<AlertStanding["state"], number>>;
  acknowledged: boolean;
  mutedUntil: Date | null;
  incidentIds: string[];
}

/** `now` tells whether it is still muted. */
export function presentAlert(alert: ShownAlert, now: Date): z.infer<typeof alertAnswer> {
  const { subject, unit, mutedUntil } = alert;
  return {
    id: alert.publicId,
    name: alertName(alert, unit),
    rule: ruleWords(alert, unit),
    stat_id: "statId" in subject ? subject.statId : null,
    stat_name: "statName" in subject ? subject.statName : null,
    pattern: "pattern" in subject ? subject.pattern : null,
    ...presentCondition(alert.condition),
    time_window: alert.window,
    missing: alert.missing,
    pending_for: secondsText(alert.pendingSeconds),
    hold: spanOf(alert.holdSeconds),
    renotify_every: spanOf(alert.renotifySeconds),
    runbook: alert.runbook,
    channels: alert.channelIds,
    automatic: alert.automatic,
    state: alert.state,
    state_since: alert.since.toISOString(),
    reason: alert.reason,
    value: alert.value,
    states: alert.counts,
    acknowledged: alert.acknowledged,
    muted_until: mutedUntil !== null && mutedUntil > now ? mutedUntil.toISOString() : null,
    incidents: alert.incidentIds,
    created_at: alert.createdAt.toISOString(),
    updated_at: alert.updatedAt.toISOString(),
  };
}

function presentCondition(condition: AlertCondition) {
  const { kind } = condition;
  const none = {
    ...{ operator: null, threshold: null, recovery_threshold: null },
    ...{ percentage: null, time_delta: null, sensitivity: null },
  };
  switch (kind) {
    case "value": {
      const { operator, threshold, recovery } = condition;
      return { ...none, kind, operator: OPERATORS[operator], threshold, recovery_threshold: recovery };
    }
    case "delta": {
      const { operator, percentage, timeDelta } = condition;
      return { ...none, kind, operator: OPERATORS[operator], percentage, time_delta: timeDelta };
    }
    case "data":
      return { ...none, kind };
    case "anomaly":
      return { ...none, kind, sensitivity: condition.sensitivity };
  }
}

function spanOf(seconds: number | null): string | null {
  return seconds === null ? null : secondsText(seconds);
}

export const backtestAnswer = z
  .strictObject({
    rule: z.string().describe("In words."),
    from: time,
    to: time,
    every_seconds: z.int().describe("How far apart the moments lie at which the rule was judged."),
    stats: z.int().describe("How many stats it was played over."),
    truncated: z.boolean().describe("Whether there are more stats of the pattern, or more rings, than are told."),
    per_month: z.int().describe("How often it would have rung in these 30 days, over all stats that were played."),
    rings: z
      .array(
        z.strictObject({
          stat_id: z.string(),
          stat_name: z.string(),
          kind: z.enum(["triggered", "no_data"]),
          at: time,
          until: time.nullable().describe("Null while it lasted."),
          value: z
            .number()
            .nullable()
            .describe("The value, or the change in percent; null without data, and for a change from zero."),
        }),
      )
      .describe("The latest first."),
    gentler: z
      .strictObject({ rule: z.string(), per_month: z.int() })
      .nullable()
      .describe("How often a gentler rule of the same kind would have rung; null where there is none."),
  })
  .meta({ id: "Backtest" });

interface ShownBacktest {
  rule: string;
  from: Date;
  to: Date;
  everySeconds: number;
  stats: number;
  truncated: boolean;
  perMonth: number;
  rings: {
    statId: string;
    statName: string;
    kind: "triggered" | "no_data";
    at: Date;
    until: Date | null;
    value: number | null;
  }[];
  gentler: { rule: string; perMonth: number } | null;
}

export function presentBacktest(backtest: ShownBacktest): z.infer<typeof backtestAnswer> {
  const { rule, from, to, everySeconds, stats, truncated, perMonth, rings, gentler } = backtest;
  return {
    rule,
    from: from.toISOString(),
    to: to.toISOString(),
    every_seconds: everySeconds,
    stats,
    truncated,
    per_month: perMonth,
    rings: rings.map(({ statId, statName, kind, at, until, value }) => ({
      ...{ stat_id: statId, stat_name: statName, kind, at: at.toISOString(), until: until?.toISOString() ?? null },
      value: value !== null && Number.isFinite(value) ? value : null,
    })),
    gentler: gentler === null ? null : { rule: gentler.rule, per_month: gentler.perMonth },
  };
}

export const transitionAnswer = z
  .strictObject({
    id: z.string(),
    incident_id: z.string().nullable().describe("The story it belongs to; null for what was never told."),
    stat_id: z.string(),
    stat_name: z.string(),
    kind: z.enum(STORY_KINDS),
    from: alertState.nullable().describe("Null for what somebody did."),
    to: alertState.nullable(),
    at: time.describe("The moment it is about."),
    recorded_at: time.describe("When it was found out."),
    reason: z.string(),
    value: z.number().nullable(),
    threshold: z.number().nullable(),
    actor: z.string().describe("Who did it, as they were called then; empty where it came by itself."),
  })
  .meta({ id: "AlertTransition" });

interface ShownTransition {
  id: string;
  incidentId: string | null;
  stat: { id: string; name: string };
  kind: string;
  from: AlertStanding["state"] | null;
  to: AlertStanding["state"] | null;
  at: Date;
  recordedAt: Date;
  reason: string;
  value: number | null;
  threshold: number | null;
  actor: string;
}

export function presentTransition(transition: ShownTransition): z.infer<typeof transitionAnswer> {
  const { id, incidentId, stat, kind, from, to, at, recordedAt, reason, value, threshold, actor } = transition;
  return {
    ...{ id, incident_id: incidentId, stat_id: stat.id, stat_name: stat.name, kind: kind as StoryKind, from, to },
    ...{ at: at.toISOString(), recorded_at: recordedAt.toISOString(), reason, value, threshold, actor },
  };
}
