import { describe, expect, test } from "vitest";
import type { AlertCondition } from "./alert";
import { type DueFindings, type DueOverlay, type DueRule, missedMoments, nextDue } from "./alert-due";
import type { AlertStanding } from "./alert-state";
import { leavesWindow, windowStart } from "./alert-window";

const at = (text: string): number => Date.parse(text) / 1_000;
const iso = (moment: number): string => new Date(moment * 1_000).toISOString().replace(".000Z", "Z");

const NOW = "2026-05-04T12:30:30Z";
const VALUE: AlertCondition = { kind: "value", operator: "greater", threshold: 10, recovery: null };
const HOURLY: AlertCondition = { kind: "anomaly", sensitivity: 3 };

interface Case {
  condition?: AlertCondition;
  window?: DueRule["window"];
  renotifySeconds?: number;
  standing?: Partial<AlertStanding>;
  findings?: Partial<DueFindings>;
  overlay?: Partial<DueOverlay>;
}

function due({ condition = VALUE, window = "5m", renotifySeconds, standing, findings, overlay }: Case): string {
  const patience = { pendingSeconds: 20, holdSeconds: 45, missing: "keep" as const };
  const rule: DueRule = {
    condition,
    window,
    zone: "Europe/Berlin",
    patience,
    renotifySeconds: renotifySeconds ?? null,
  };
  const stood: AlertStanding = { state: "ok", since: at(NOW), firingSince: null, before: null, ...standing };
  const found = { first: null, lastAt: null, ...findings };
  const over = { toldAt: null, acknowledged: false, mutedUntil: null, ...overlay };
  return iso(nextDue(rule, stood, { at: at(NOW), findings: found, overlay: over }));
}

describe("it is judged again", () => {
  const firing = { state: "firing", since: at("2026-05-04T12:00:00Z"), firingSince: 0 } as const;
  test.each<[string, Case, string]>([
    ["every minute without data", {}, "2026-05-04T12:31:30Z"],
    ["as soon as its first minute leaves", { findings: { first: at("2026-05-04T12:26:00Z") } }, "2026-05-04T12:31:01Z"],
    ["every minute before that", { findings: { first: at("2026-05-04T12:29:00Z") } }, "2026-05-04T12:31:30Z"],
    ["later than now at any rate", { findings: { first: at("2026-05-04T12:20:00Z") } }, "2026-05-04T12:30:31Z"],
    ["when pending is over", { standing: { state: "pending" } }, "2026-05-04T12:30:50Z"],
    ["when it has been quiet for its hold", { standing: { state: "recovering" } }, "2026-05-04T12:31:15Z"],
    ["after an error", { condition: { kind: "data" }, standing: { state: "error" } }, "2026-05-04T12:31:30Z"],
    [
      "when silence has lasted for its window, to the second",
      { condition: { kind: "data" }, window: "1h", findings: { lastAt: at("2026-05-04T12:10:17.250Z") } },
      "2026-05-04T13:10:18Z",
    ],
    [
      "a window after nothing ever came: nothing that comes is silent before",
      { condition: { kind: "data" }, window: "3h" },
      "2026-05-04T15:30:31Z",
    ],
    [
      "every minute while it is silent",
      { condition: { kind: "data" }, window: "1h", standing: firing, findings: { lastAt: 1 } },
      "2026-05-04T12:31:30Z",
    ],
    [
      "for what came today when the day is over",
      { condition: { kind: "data" }, window: "this_day", findings: { lastAt: at("2026-05-04T09:00:00Z") } },
      "2026-05-04T22:00:01Z",
    ],
    ["every five minutes for what is unusual", { condition: HOURLY, window: "1h" }, "2026-05-04T12:35:30Z"],
    [
      "for a reminder",
      { renotifySeconds: 1_800, standing: firing, overlay: { toldAt: at("2026-05-04T12:00:40Z") } },
      "2026-05-04T12:30:40Z",
    ],
    [
      "and for none of what is acknowledged",
      { renotifySeconds: 1_800, standing: firing, overlay: { toldAt: at("2026-05-04T12:00:40Z"), acknowledged: true } },
      "2026-05-04T12:31:30Z",
    ],
    [
      "when a mute ends",
      { standing: firing, overlay: { mutedUntil: at("2026-05-04T12:31:00Z") } },
      "2026-05-04T12:31:00Z",
    ],
  ])("%s", (_, given, expected) => expect(due(given)).toBe(expected));
});

describe("what came at a moment leaves its window", () => {
  test.each<[DueRule["window"], string, string]>([
    ["5m", "2026-05-04T12:00:40Z", "Europe/Berlin"],
    ["1d", "2026-03-28T12:00:00Z", "Europe/Berlin"],
    ["1w", "2026-10-20T12:00:00Z", "Europe/Berlin"],
    ["this_hour", "2026-05-04T12:59:59Z", "Asia/Kathmandu"],
    ["this_day", "2026-10-25T00:30:00Z", "Europe/Berlin"],
    ["this_month", "2026-02-10T00:30:00Z", "Europe/Berlin"],
  ])("of %s from %s on in %s, not a second earlier", (window, moment, zone) => {
    const left = leavesWindow(window, at(moment), zone);
    expect(windowStart(window, left, zone)).toBeGreaterThan(at(moment));
    expect(windowStart(window, left - 1, zone)).toBeLessThanOrEqual(at(moment));
  });
});

describe("moments that were missed", () => {
  const missed = (from: string, to: string) => missedMoments(at(from), at(to)).map(iso);

  test("are none when it is judged in time", () => {
    expect(missed("2026-05-04T12:00:00Z", "2026-05-04T12:01:00Z")).toEqual([]);
  });

  test("are when it was due, and each minute from there on", () => {
    expect(missed("2026-05-04T12:00:07Z", "2026-05-04T12:03:30Z")).toEqual([
      "2026-05-04T12:00:07Z",
      "2026-05-04T12:01:00Z",
      "2026-05-04T12:02:00Z",
      "2026-05-04T12:03:00Z",
    ]);
  });

  test("are some sixty at the most, however long it was", () => {
    const days = missedMoments(at("2026-05-01T00:00:00Z"), at("2026-05-04T00:00:00Z"));
    expect(days.length).toBeLessThanOrEqual(61);
    expect(days.every((moment, i) => i === 0 || moment > (days[i - 1] as number))).toBe(true);
  });
});
