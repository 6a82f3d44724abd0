import { z } from "zod";
import {
  ALERT_KINDS,
  ALERT_WINDOWS,
  type Alert,
  type AlertCondition,
  type AlertKind,
  type AlertWindow,
  MISSING_CHOICES,
  TIME_DELTAS,
} from "@/lib/domain/alert";
import { secondsText } from "@/lib/domain/alert-words";
import { parseNamePattern } from "@/lib/domain/name-pattern";
import type { NameProblem } from "@/lib/domain/stat";
import type { Fault } from "@/lib/errors";
import { invalid } from "@/lib/interactors/parse";

/** The most alerts of a team, and how many of them may be on patterns, each of which stands for many stats. */
export const MOST_ALERTS = 20_000;
export const MOST_PATTERNS = 100;

const MAX_NAME = 200;
const MAX_RUNBOOK = 4_000;
const MAX_CHANNELS = 20;
const LARGEST = 1e100;
const DAY = 86_400;
const LONGEST_WAIT = 31 * DAY;
const SHORTEST_REMINDER = 300;
const USUAL_SENSITIVITY = 3;
const ANOMALY_WINDOW: AlertWindow = "1h";

/** StatHat's words and abbreviations, and what we call it ourselves. */
const OPERATORS = {
  gt: "greater",
  "greater than": "greater",
  greater: "greater",
  lt: "less",
  "less than": "less",
  less: "less",
  dt: "different",
  "different than": "different",
  different: "different",
} as const;
type Operator = (typeof OPERATORS)[keyof typeof OPERATORS];

const UNIT_SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: DAY, w: 7 * DAY };

/** A length of time as `10m`, `2h` or `90s`, or a whole number of seconds; answers seconds. */
const wait = (least: number, most = LONGEST_WAIT) =>
  z.union([z.string().max(16), z.number()]).transform((raw, issue) => {
    const [, count, unit = "s"] = /^\s*(\d{1,9})\s*([smhdw])?\s*$/.exec(String(raw)) ?? [];
    const seconds = count === undefined ? Number.NaN : Number(count) * (UNIT_SECONDS[unit] as number);
    if (seconds >= least && seconds <= most) return seconds;
    const range = `${secondsText(least)} to ${secondsText(most)}`;
    issue.addIssue({ code: "custom", message: `must be a length of time such as 10m or 2h, from ${range}` });
    return z.NEVER;
  });

const operator = z
  .string()
  .max(32)
  .transform((raw, issue) => {
    const words = raw.trim().toLowerCase().replaceAll(/\s+/g, " ");
    if (Object.hasOwn(OPERATORS, words)) return OPERATORS[words as keyof typeof OPERATORS];
    const message = "must be gt (greater than), lt (less than) or, for a delta, dt (different than)";
    issue.addIssue({ code: "custom", message });
    return z.NEVER;
  });

const amount = z
  .number({ error: "must be a number" })
  .min(-LARGEST, "must be at least -1e100")
  .max(LARGEST, "must be at most 1e100")
  .transform((value) => (value === 0 ? 0 : value));

const WHY: Record<NameProblem, string> = {
  empty: "must not be empty",
  too_long: "must have at most 255 characters",
  tilde: 'must not hold "~", which no name of a stat has',
  control: "must not hold control characters",
};

const pattern = z
  .string()
  .max(1_000, WHY.too_long)
  .transform((raw, issue) => {
    const parsed = parseNamePattern(raw);
    if ("pattern" in parsed) return parsed.pattern;
    issue.addIssue({ code: "custom", message: WHY[parsed.problem] });
    return z.NEVER;
  });

const oneLine = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u;
const lines = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u;

/** Everything a rule says of itself. Which parts a kind needs is `ruleOf`'s. */
const ruleFields = {
  name: z
    .string()
    .trim()
    .max(MAX_NAME, `must have at most ${MAX_NAME} characters`)
    .regex(oneLine, "must be one line, without control characters")
    .optional()
    .describe("Empty is made from the rule."),
  kind: z
    .enum(ALERT_KINDS, { error: `must be one of ${ALERT_KINDS.join(", ")}` })
    .optional()
    .describe(
      "value: over or under a threshold; delta: changed by a percentage; data: nothing received; anomaly: unusual for its hour of the week.",
    ),
  operator: operator.optional().describe("gt or lt of a value; gt, lt or dt of a delta. StatHat's words do as well."),
  threshold: amount.optional().describe("Of a value."),
  recoveryThreshold: amount
    .nullish()
    .describe("The value that ends it, on the quiet side of the threshold; the threshold itself when null."),
  timeWindow: z
    .enum(ALERT_WINDOWS, { error: `must be one of ${ALERT_WINDOWS.join(", ")}` })
    .optional()
    .describe(
      "How far back it looks. this_hour, this_day and this_month begin with the team's hour, day and month. An anomaly is judged by the hour.",
    ),
  timeDelta: z
    .enum(TIME_DELTAS, { error: `must be one of ${TIME_DELTAS.join(", ")}` })
    .optional()
    .describe("How much earlier the same window lies that a delta compares with."),
  percentage: z
    .number({ error: "must be a number" })
    .gt(0, "must be more than 0; a fall is told by the operator lt")
    .max(1e9, "must be at most 1e9")
    .optional()
    .describe("By how many percent a delta has to change."),
  sensitivity: z
    .number({ error: "must be a number" })
    .min(1, "must be at least 1")
    .max(1_000, "must be at most 1000")
    .optional()
    .describe(`How many times the usual deviation is unusual; ${USUAL_SENSITIVITY} unless told otherwise.`),
  missing: z
    .enum(MISSING_CHOICES, { error: `must be one of ${MISSING_CHOICES.join(", ")}` })
    .optional()
    .describe(
      "What a window without data means: keep the state as it is, ok, a zero (what it is of a counter unless told otherwise), or notify: a state of its own.",
    ),
  pendingFor: wait(0).optional().describe("How long a breach lasts before it is told; 0s tells at once."),
  hold: wait(0).nullish().describe("How long it is quiet before that is told; one window when null."),
  renotifyEvery: wait(SHORTEST_REMINDER)
    .nullish()
    .describe("Told again after so long while it rings and nobody has acknowledged it; never when null."),
  runbook: z
    .string()
    .trim()
    .max(MAX_RUNBOOK, `must have at most ${MAX_RUNBOOK} characters`)
    .regex(lines, "must not hold control characters")
    .optional()
    .describe("What to do about it; it goes along with what is told."),
};

const subject = {
  statId: z.string().max(64).optional().describe("The stat it watches: the team's own, or one that is shared with it."),
  pattern: pattern
    .optional()
    .describe("Instead of `stat_id`: each of the team's stats of such a name, with * for any run of characters."),
};

const channels = z
  .array(z.string().max(64))
  .max(MAX_CHANNELS, `must name at most ${MAX_CHANNELS} channels`)
  .transform((ids) => [...new Set(ids)])
  .optional();

export const createAlertInput = z.strictObject({
  ...subject,
  ...ruleFields,
  channels: channels.describe("Where it is told: ids of channels. All that are enabled now when absent."),
});

export const updateAlertInput = z.strictObject({
  id: z.string(),
  ...subject,
  ...ruleFields,
  channels: channels.describe("Where it is told, in the place of all channels it had."),
});

export const backtestAlertInput = z.strictObject({
  alertId: z.string().max(64).optional().describe("A saved alert; what is said beside it goes before what it says."),
  ...subject,
  ...ruleFields,
  channels: channels.describe("Taken, so that the body of a new alert can be sent as it is; nothing is told."),
});

/** What of the input says what a rule is. */
export type RuleFields = Pick<z.output<typeof createAlertInput>, keyof typeof ruleFields>;

/** A rule without what it is on. */
export type Rule = Pick<
  Alert,
  "name" | "condition" | "window" | "missing" | "pendingSeconds" | "holdSeconds" | "renotifySeconds" | "runbook"
>;

/**
 * The rule that is asked for: of a saved one (`before`) whatever is not named stays, but of another kind nothing of the
 * old condition. Throws `invalid` for what a kind needs and is not said, and for what does not go with it.
 */
export function ruleOf(asked: RuleFields, before?: Rule): Rule {
  const kind = asked.kind ?? before?.condition.kind;
  if (kind === undefined) throw invalid([fault("kind", `must be one of ${ALERT_KINDS.join(", ")}`)]);
  const kept = before?.condition.kind === kind ? fieldsOf(before.condition) : {};
  const condition = conditionOf(kind, asked, kept);
  const window = windowOf(kind, asked, before);
  const faults = [
    ...("faults" in condition ? condition.faults : []),
    ...(typeof window === "string" ? [] : [window]),
    ...strayFaults(kind, asked),
  ];
  if ("faults" in condition || typeof window !== "string" || faults.length > 0) throw invalid(faults);
  return {
    name: asked.name ?? before?.name ?? "",
    condition,
    window,
    missing: asked.missing ?? before?.missing ?? "keep",
    pendingSeconds: asked.pendingFor ?? before?.pendingSeconds ?? 0,
    holdSeconds: asked.hold === undefined ? (before?.holdSeconds ?? null) : asked.hold,
    renotifySeconds: asked.renotifyEvery === undefined ? (before?.renotifySeconds ?? null) : asked.renotifyEvery,
    runbook: asked.runbook ?? before?.runbook ?? "",
  };
}

type ConditionFields = Pick<
  RuleFields,
  "operator" | "threshold" | "recoveryThreshold" | "percentage" | "timeDelta" | "sensitivity"
>;

const OF_KIND: Record<AlertKind, readonly (keyof ConditionFields)[]> = {
  value: ["operator", "threshold", "recoveryThreshold"],
  delta: ["operator", "percentage", "timeDelta"],
  data: [],
  anomaly: ["sensitivity"],
};

/** What another kind says, which this one would silently leave out. */
function strayFaults(kind: AlertKind, asked: RuleFields): Fault[] {
  const all = [...new Set(Object.values(OF_KIND).flat())];
  const stray = all.filter((field) => !OF_KIND[kind].includes(field) && (asked[field] ?? null) !== null);
  return stray.map((field) => {
    const kinds = ALERT_KINDS.filter((each) => OF_KIND[each].includes(field));
    return fault(field, `goes with alerts of kind ${kinds.join(" and ")}; leave it out`);
  });
}

function fieldsOf(condition: AlertCondition): ConditionFields {
  switch (condition.kind) {
    case "value":
      return {
        operator: condition.operator,
        threshold: condition.threshold,
        recoveryThreshold: condition.recovery,
      };
    case "delta":
      return {
        operator: condition.operator,
        percentage: condition.percentage,
        timeDelta: condition.timeDelta,
      };
    case "data":
      return {};
    case "anomaly":
      return { sensitivity: condition.sensitivity };
  }
}

type Wrong = { faults: Fault[] };

function conditionOf(kind: AlertKind, asked: ConditionFields, kept: ConditionFields): AlertCondition | Wrong {
  const said = { ...kept, ...defined(asked) };
  switch (kind) {
    case "value":
      return valueCondition(said);
    case "delta":
      return deltaCondition(said);
    case "data":
      return { kind };
    case "anomaly":
      return { kind, sensitivity: said.sensitivity ?? USUAL_SENSITIVITY };
  }
}

function valueCondition({ operator, threshold, recoveryThreshold = null }: ConditionFields): AlertCondition | Wrong {
  const faults = [
    ...(operator === "greater" || operator === "less"
      ? []
      : [fault("operator", "must be gt (greater than) or lt (less than) for a value")]),
    ...(threshold === undefined ? [fault("threshold", "must be given for a value: a number")] : []),
    ...wrongRecovery(operator, threshold, recoveryThreshold),
  ];
  if (threshold === undefined || (operator !== "greater" && operator !== "less") || faults.length > 0) {
    return { faults };
  }
  return { kind: "value", operator, threshold, recovery: recoveryThreshold };
}

function wrongRecovery(
  operator: Operator | undefined,
  threshold: number | undefined,
  recovery: number | null,
): Fault[] {
  if (recovery === null || threshold === undefined) return [];
  if (operator === "greater" && recovery > threshold) {
    return [fault("recoveryThreshold", "must not be over the threshold: over it, it rings")];
  }
  if (operator === "less" && recovery < threshold) {
    return [fault("recoveryThreshold", "must not be under the threshold: under it, it rings")];
  }
  return [];
}

function deltaCondition({ operator, percentage, timeDelta }: ConditionFields): AlertCondition | Wrong {
  if (operator !== undefined && percentage !== undefined && timeDelta !== undefined) {
    return { kind: "delta", operator, percentage, timeDelta };
  }
  return {
    faults: [
      ...(operator === undefined
        ? [fault("operator", "must be gt (greater than), lt (less than) or dt (different than)")]
        : []),
      ...(percentage === undefined ? [fault("percentage", "must be given for a delta: more than 0")] : []),
      ...(timeDelta === undefined
        ? [fault("timeDelta", `must be given for a delta: one of ${TIME_DELTAS.join(", ")}`)]
        : []),
    ],
  };
}

function windowOf(kind: AlertKind, { timeWindow }: RuleFields, before?: Rule): AlertWindow | Fault {
  if (kind === "anomaly") {
    const asked = timeWindow ?? ANOMALY_WINDOW;
    return asked === ANOMALY_WINDOW ? asked : fault("timeWindow", "must be 1h: what is usual is known by the hour");
  }
  const window = timeWindow ?? before?.window;
  return window ?? fault("timeWindow", `must be one of ${ALERT_WINDOWS.join(", ")}`);
}

function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

export function fault(name: string, detail: string): Fault {
  return { pointer: `#/${name}`, detail };
}
