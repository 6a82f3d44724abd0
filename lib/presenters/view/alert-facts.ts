import type { Alert, MissingChoice } from "@/lib/domain/alert";
import { secondsWords } from "@/lib/domain/alert-words";
import { minuteOf } from "./moment";

const MISSING: Record<MissingChoice, string> = {
  keep: "changes nothing",
  ok: "means that all is well",
  zero: "is a zero",
  notify: "is told as a state of its own",
};

/** What an alert says of itself beside its rule, as names and words. */
export function alertFacts(alert: Alert, told: string, zone: string): [string, string][] {
  const { pendingSeconds, holdSeconds, renotifySeconds, missing, createdAt, condition } = alert;
  return [
    ["Tells", told === "" ? "nobody" : told],
    ["Rings", pendingSeconds === 0 ? "at once" : `after ${secondsWords(pendingSeconds)} of it`],
    ...(condition.kind === "value" && condition.recovery !== null
      ? ([["Rests at", String(condition.recovery)]] as [string, string][])
      : []),
    ["Is over", holdSeconds === null ? "after one quiet window" : quietWords(holdSeconds)],
    ["Says so again", renotifySeconds === null ? "never" : `after ${secondsWords(renotifySeconds)}`],
    ...(condition.kind === "data" ? [] : ([["A window without data", MISSING[missing]]] as [string, string][])),
    ["Made", minuteOf(createdAt, zone)],
  ];
}

function quietWords(seconds: number): string {
  return seconds === 0 ? "as soon as it is quiet" : `after ${secondsWords(seconds)} of quiet`;
}
