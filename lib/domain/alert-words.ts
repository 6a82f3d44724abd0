import type { Alert, AlertCondition, AlertVerdict, AlertWindow } from "./alert";
import { displayNumber, withUnit } from "./number";
import { durationWords, parseDuration } from "./time";

/** A rule, as far as words go. */
type WordedRule = Pick<Alert, "condition" | "window"> & Partial<Pick<Alert, "pendingSeconds">>;

const CALENDAR: Partial<Record<AlertWindow, string>> = {
  this_hour: "this hour",
  this_day: "today",
  this_month: "this month",
};

/** What a rule watches for: "over 500 orders in an hour". It goes on from the name of a stat. */
export function ruleWords(rule: WordedRule, unit: string): string {
  const { pendingSeconds = 0 } = rule;
  return conditionWords(rule, unit) + (pendingSeconds > 0 ? `, lasting ${secondsWords(pendingSeconds)}` : "");
}

function conditionWords({ condition, window }: WordedRule, unit: string): string {
  switch (condition.kind) {
    case "value": {
      const side = condition.operator === "greater" ? "over" : "under";
      return `${side} ${amount(condition.threshold, unit)} ${within(window)}`;
    }
    case "delta": {
      const { operator, percentage } = condition;
      const way = operator === "greater" ? "up over" : operator === "less" ? "down over" : "changed over";
      return `${way} ${percent(percentage)} ${within(window)} on ${earlier(condition)}`;
    }
    case "data":
      return `no data ${silence(window)}`;
    case "anomaly":
      return `unusual ${within(window)}, by over ${displayNumber(condition.sensitivity)} times its usual deviation`;
  }
}

/** What an alert is called: its name, or what it watches for. */
export function alertName(alert: Pick<Alert, "name" | "subject"> & WordedRule, unit = ""): string {
  if (alert.name !== "") return alert.name;
  const { subject } = alert;
  return `${"pattern" in subject ? subject.pattern : subject.statName}: ${ruleWords(alert, unit)}`;
}

/** What was found and what it was judged by, in a sentence: "512 orders in an hour, over the threshold of 500." */
export function reasonWords(verdict: AlertVerdict, { condition, window }: WordedRule, unit: string): string {
  if (verdict.is === "missing") return missingWords(verdict, condition, window);
  switch (condition.kind) {
    case "value":
      return valueWords(verdict, condition, window, unit);
    case "delta":
      return deltaWords(verdict, condition, window);
    case "data":
      return verdict.is === "breach" ? `No data ${silence(window)}.` : `Data has come again ${since(window)}.`;
    case "anomaly":
      return bandWords(verdict, window, unit);
  }
}

function missingWords({ value }: AlertVerdict, condition: AlertCondition, window: AlertWindow): string {
  if (condition.kind === "anomaly" && value !== null) return "There is too little history to say what is usual.";
  if (condition.kind === "data") return "Nothing was ever received.";
  const compared = condition.kind === "delta" ? `, or none ${earlier(condition)}` : "";
  return `No data ${silence(window)}${compared}.`;
}

type Of<K extends AlertCondition["kind"]> = Extract<AlertCondition, { kind: K }>;

function valueWords({ is, value }: AlertVerdict, condition: Of<"value">, window: AlertWindow, unit: string): string {
  const { operator, threshold, recovery } = condition;
  const [over, back] = operator === "greater" ? ["over", "above"] : ["under", "below"];
  const found = `${shown(value, unit)} ${within(window)}`;
  const judged = amount(threshold, "");
  if (is === "breach") return `${found}, ${over} the threshold of ${judged}.`;
  if (is === "clear") return `${found}, no longer ${over} ${amount(recovery ?? threshold, "")}.`;
  const end = `still ${back} ${amount(recovery ?? threshold, "")}, which would end it`;
  return `${found}: no longer ${over} the threshold of ${judged}, and ${end}.`;
}

function deltaWords({ is, value }: AlertVerdict, condition: Of<"delta">, window: AlertWindow): string {
  const found = `${changed(value ?? 0)} ${within(window)} on ${earlier(condition)}`;
  const limit = percent(condition.percentage);
  return `${found}, ${is === "breach" ? "over" : "within"} the limit of ${limit}.`;
}

function changed(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "Up from zero";
  if (value === Number.NEGATIVE_INFINITY) return "Down from zero";
  if (value === 0) return "Unchanged";
  return `${value > 0 ? "Up" : "Down"} ${percent(Math.abs(value))}`;
}

function bandWords({ is, value, threshold }: AlertVerdict, window: AlertWindow, unit: string): string {
  const found = `${shown(value, unit)} ${within(window)}`;
  if (is !== "breach" || value === null || threshold === null) return `${found}, which is usual.`;
  const least = value < threshold;
  return `${found}, where ${least ? "at least" : "at most"} ${amount(threshold, "")} is usual.`;
}

/**
 * A rule of the same kind that rings less often, for people to compare theirs with; null where there is none.
 * - A value's threshold is moved a fifth of its size away from the quiet side, so that the value has to be that much
 *   worse: 500 becomes 600 where more is bad and 400 where less is. A threshold of zero has no size to move by. The
 *   recovery stays where it is: what was quiet enough before is quiet enough now.
 * - A delta's percentage and an anomaly's sensitivity grow by half. Falls cannot pass 100 %, so a fall's stays below
 *   it.
 * - Silence is silence: there is no gentler rule for data, but a longer window, which is another question.
 */
export function gentlerCondition(condition: AlertCondition): AlertCondition | null {
  switch (condition.kind) {
    case "value": {
      const { threshold, operator } = condition;
      if (threshold === 0) return null;
      const further = (operator === "greater" ? 1 : -1) * Math.abs(threshold) * 0.2;
      return { ...condition, threshold: tidy(threshold + further) };
    }
    case "delta": {
      const grown = tidy(condition.percentage * 1.5);
      if (condition.operator !== "less" || grown < 100) return { ...condition, percentage: grown };
      if (condition.percentage >= 100) return null;
      return { ...condition, percentage: tidy((condition.percentage + 100) / 2) };
    }
    case "data":
      return null;
    case "anomaly":
      return { ...condition, sensitivity: tidy(condition.sensitivity * 1.5) };
  }
}

/** Without the dust that sums of doubles leave: 0.07 and a fifth is 0.084. */
function tidy(number: number): number {
  return Number(number.toPrecision(12));
}

const UNITS = [
  ["w", 604_800],
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
] as const;

/** A length of time in the largest unit that tells it exactly: "10 minutes", "90 seconds". */
export function secondsWords(seconds: number): string {
  const [unit, size] = unitOf(seconds);
  const count = seconds / size;
  if (unit === "s") return count === 1 ? "a second" : `${count} seconds`;
  return durationWords({ count, unit });
}

function unitOf(seconds: number): readonly ["w" | "d" | "h" | "m" | "s", number] {
  return (seconds > 0 ? UNITS.find(([, each]) => seconds % each === 0) : undefined) ?? ["s", 1];
}

/** The same as the API writes it: "10m", "90s", "0s". */
export function secondsText(seconds: number): string {
  const [unit, size] = unitOf(seconds);
  return `${seconds / size}${unit}`;
}

function within(window: AlertWindow): string {
  return CALENDAR[window] ?? `in ${lengthWords(window)}`;
}

function silence(window: AlertWindow): string {
  return CALENDAR[window] ?? `for ${lengthWords(window)}`;
}

function since(window: AlertWindow): string {
  return CALENDAR[window] ?? `within ${lengthWords(window)}`;
}

function earlier({ timeDelta }: Of<"delta">): string {
  return `${lengthWords(timeDelta)} earlier`;
}

function lengthWords(text: string): string {
  const duration = parseDuration(text);
  return duration === null ? text : durationWords(duration);
}

function shown(value: number | null, unit: string): string {
  return value === null ? "Nothing" : amount(value, unit);
}

function amount(value: number, unit: string): string {
  return withUnit(displayNumber(value), unit);
}

function percent(value: number): string {
  return withUnit(displayNumber(value), "%");
}
