import type { Fault } from "@/lib/errors";

const LABELS: Record<string, string> = {
  operator: "The comparison",
  threshold: "The threshold",
  recoveryThreshold: "The threshold at which it rests",
  percentage: "The percentage",
  timeDelta: "What it is compared with",
  sensitivity: "The deviation",
  timeWindow: "The window",
  pattern: "The pattern",
  pendingFor: "How long it must last",
  hold: "How long it must stay quiet",
  renotifyEvery: "When to say so again",
  name: "The name",
  runbook: "What to do about it",
  statId: "The stat",
};

/** What is wrong with a rule, in sentences; the detail where no part of it is named. */
export function ruleFaults(faults: Fault[], detail: string): string[] {
  const said = faults.flatMap((fault) => {
    const label = LABELS[fault.pointer.split("/")[1] ?? ""];
    return label === undefined ? [] : [`${label} ${fault.detail}.`];
  });
  return said.length > 0 ? said : [`${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`];
}
