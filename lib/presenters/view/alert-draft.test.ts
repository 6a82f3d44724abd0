import { describe, expect, it } from "vitest";
import type { Alert } from "@/lib/domain/alert";
import {
  type AlertDraft,
  alertDraftQuery,
  draftOfAlert,
  inputOfDraft,
  PLAIN_DRAFT,
  readAlertDraft,
} from "./alert-draft";

const draft: AlertDraft = {
  ...PLAIN_DRAFT,
  statId: "abc",
  threshold: "500",
  recoveryThreshold: "400",
  pendingFor: "300",
  hold: "0",
  renotifyEvery: "3600",
  runbook: "Restart it\nhttps://wiki.example.com",
  name: "too many",
  channels: ["c1", "c2"],
  mailMe: true,
};

function paramsOf(query: string) {
  return Object.fromEntries(new URLSearchParams(query));
}

describe("a draft", () => {
  it("is kept by the address", () => {
    expect(readAlertDraft(paramsOf(alertDraftQuery(draft)))).toEqual(draft);
    expect(alertDraftQuery(PLAIN_DRAFT)).toBe("kind=value");
  });

  it("is what it was before where the address says nothing, or nonsense", () => {
    expect(readAlertDraft({}, draft)).toEqual(draft);
    expect(readAlertDraft({ kind: "magic", missing: ["ok"] }, draft)).toMatchObject({ kind: "value", missing: "keep" });
  });

  it("has no box ticked that its form did not tick", () => {
    expect(readAlertDraft({ kind: "value" }, draft)).toMatchObject({ channels: [], mailMe: false });
  });
});

describe("what is asked of a draft", () => {
  it("is of its kind alone", () => {
    expect(inputOfDraft(draft)).toEqual({
      ...{ statId: "abc", kind: "value", operator: "greater", threshold: 500, recoveryThreshold: 400 },
      ...{ timeWindow: "1h", pendingFor: "300", hold: "0", renotifyEvery: "3600", missing: "keep" },
      ...{ runbook: draft.runbook, name: "too many", channels: ["c1", "c2"] },
    });
    const delta = inputOfDraft({ ...draft, kind: "delta", change: "less" });
    expect(delta).toMatchObject({ operator: "less", percentage: 50, timeDelta: "1w" });
    expect(delta).not.toHaveProperty("threshold");
    expect(inputOfDraft({ ...draft, kind: "data" })).not.toHaveProperty("operator");
    expect(inputOfDraft({ ...draft, kind: "anomaly" })).not.toHaveProperty("timeWindow");
  });

  it("is on the pattern where there is one", () => {
    const input = inputOfDraft({ ...draft, pattern: "api.*" });
    expect(input).toMatchObject({ pattern: "api.*" });
    expect(input).not.toHaveProperty("statId");
  });

  it("tells an empty number from one that is none", () => {
    expect(inputOfDraft({ ...draft, threshold: "" })).toMatchObject({ threshold: undefined });
    expect(inputOfDraft({ ...draft, threshold: "many" })).toMatchObject({ threshold: Number.NaN });
    expect(inputOfDraft({ ...draft, threshold: "\u22125" })).toMatchObject({ threshold: -5 });
  });
});

describe("the draft of an alert", () => {
  const alert: Alert = {
    ...{ id: "1", publicId: "a1", teamId: "t", name: "n", window: "1d", missing: "notify", runbook: "r" },
    ...{ pendingSeconds: 60, holdSeconds: null, renotifySeconds: 900, automatic: false, channelIds: ["c"] },
    ...{ pausedAt: null, createdAt: new Date(0), updatedAt: new Date(0) },
    subject: { statId: "abc", statName: "orders" },
    condition: { kind: "value", operator: "less", threshold: 5, recovery: null },
  };

  it.each<[Alert["condition"], Partial<AlertDraft>]>([
    [alert.condition, { operator: "less", threshold: "5", recoveryThreshold: "" }],
    [
      { kind: "delta", operator: "greater", percentage: 20, timeDelta: "1d" },
      { change: "greater", percentage: "20", timeDelta: "1d" },
    ],
    [{ kind: "data" }, { kind: "data" }],
    [
      { kind: "anomaly", sensitivity: 5 },
      { kind: "anomaly", sensitivity: "5" },
    ],
  ])("says all of it: %o", (condition, said) => {
    expect(draftOfAlert({ ...alert, condition })).toMatchObject({
      ...said,
      ...{ statId: "abc", timeWindow: "1d", pendingFor: "60", hold: "", renotifyEvery: "900", missing: "notify" },
      ...{ channels: ["c"], name: "n", runbook: "r" },
    });
  });

  it("is on its pattern", () => {
    expect(draftOfAlert({ ...alert, subject: { pattern: "api.*" } })).toMatchObject({ statId: "", pattern: "api.*" });
  });
});
