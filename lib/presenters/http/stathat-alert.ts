import type { Alert, AlertCondition, TimeDelta } from "@/lib/domain/alert";

const WORDS = { greater: "greater than", less: "less than", different: "different than" } as const;

/** What StatHat can say of an alert. */
interface ManualAlert extends Pick<Alert, "publicId"> {
  subject: { statId: string; statName: string };
  condition: Exclude<AlertCondition, { kind: "anomaly" }>;
  window: TimeDelta;
}

/** An alert as StatHat's API writes it: what its kind has no use for is not there. */
export function presentStathatAlert({ publicId, subject, condition, window }: ManualAlert): Record<string, unknown> {
  const { statId, statName } = subject;
  const about = { id: publicId, stat_id: statId, stat_name: statName, kind: condition.kind, time_window: window };
  switch (condition.kind) {
    case "value":
      return { ...about, operator: WORDS[condition.operator], threshold: condition.threshold };
    case "delta": {
      const { operator, percentage, timeDelta } = condition;
      return { ...about, operator: WORDS[operator], percentage, time_delta: timeDelta };
    }
    case "data":
      return about;
  }
}
