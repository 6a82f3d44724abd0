import {
  ALERT_KINDS,
  ALERT_WINDOWS,
  type Alert,
  type AlertKind,
  type AlertWindow,
  MISSING_CHOICES,
  type MissingChoice,
  TIME_DELTAS,
  type TimeDelta,
} from "@/lib/domain/alert";

/** An alert as its form holds it: what is typed is text, and all kinds are kept, whichever is chosen. */
export interface AlertDraft {
  /** One of the two is empty. */
  statId: string;
  pattern: string;
  kind: AlertKind;
  operator: "greater" | "less";
  threshold: string;
  recoveryThreshold: string;
  change: "different" | "greater" | "less";
  percentage: string;
  timeDelta: TimeDelta;
  sensitivity: string;
  timeWindow: AlertWindow;
  /** Seconds. */
  pendingFor: string;
  /** Seconds; empty is one window. */
  hold: string;
  /** Seconds; empty is never. */
  renotifyEvery: string;
  missing: MissingChoice;
  runbook: string;
  name: string;
  channels: string[];
  /** Whether a channel to the person's own address is made along with it. */
  mailMe: boolean;
}

type Params = Record<string, string | string[] | undefined>;

export const PLAIN_DRAFT: AlertDraft = {
  statId: "",
  pattern: "",
  kind: "value",
  operator: "greater",
  threshold: "",
  recoveryThreshold: "",
  change: "different",
  percentage: "50",
  timeDelta: "1w",
  sensitivity: "4",
  timeWindow: "1h",
  pendingFor: "0",
  hold: "",
  renotifyEvery: "",
  missing: "keep",
  runbook: "",
  name: "",
  channels: [],
  mailMe: false,
};

const CHANNEL = "channel.";

/** The name of the box that tells a channel. */
export function channelField(id: string): string {
  return `${CHANNEL}${id}`;
}

/** The channels whose boxes are ticked. */
export function tickedChannels(params: Params): string[] {
  return Object.keys(params).flatMap((name) =>
    name.startsWith(CHANNEL) && params[name] === "on" ? [name.slice(CHANNEL.length)] : [],
  );
}

/** Whether an address or a form holds a rule, and not only what it is to be about. */
export function isDrafted(params: Params): boolean {
  return typeof params.kind === "string";
}

/** What an address or a form says; what it says wrongly or not at all is as in `plain`, but for boxes without a tick. */
export function readAlertDraft(params: Params, plain: AlertDraft = PLAIN_DRAFT): AlertDraft {
  const text = (name: keyof AlertDraft, most = 2_000): string => {
    const said = params[name];
    return typeof said === "string" ? said.slice(0, most) : String(plain[name]);
  };
  const one = <T extends string>(choices: readonly T[], name: keyof AlertDraft): T =>
    choices.find((each) => each === params[name]) ?? (plain[name] as T);
  const drafted = isDrafted(params);
  return {
    statId: text("statId", 64),
    pattern: text("pattern", 255).trim(),
    kind: one(ALERT_KINDS, "kind"),
    operator: one(["greater", "less"], "operator"),
    threshold: text("threshold", 64).trim(),
    recoveryThreshold: text("recoveryThreshold", 64).trim(),
    change: one(["different", "greater", "less"], "change"),
    percentage: text("percentage", 64).trim(),
    timeDelta: one(TIME_DELTAS, "timeDelta"),
    sensitivity: text("sensitivity", 64).trim(),
    timeWindow: one(ALERT_WINDOWS, "timeWindow"),
    pendingFor: text("pendingFor", 16),
    hold: text("hold", 16),
    renotifyEvery: text("renotifyEvery", 16),
    missing: one(MISSING_CHOICES, "missing"),
    runbook: text("runbook", 20_000),
    name: text("name", 255),
    channels: drafted ? tickedChannels(params) : plain.channels,
    mailMe: drafted ? params.mailMe === "on" : plain.mailMe,
  };
}

/** The query that `readAlertDraft` reads as this draft; what is as usual is left out. */
export function alertDraftQuery(draft: AlertDraft): string {
  const { channels, mailMe, kind, ...texts } = draft;
  const said = Object.entries(texts).filter(([name, value]) => value !== PLAIN_DRAFT[name as keyof AlertDraft]);
  const ticked = channels.map((id) => [channelField(id), "on"]);
  return new URLSearchParams([["kind", kind], ...said, ...ticked, ...(mailMe ? [["mailMe", "on"]] : [])]).toString();
}

/** An alert that is to be changed. */
export function draftOfAlert(alert: Alert): AlertDraft {
  const { subject, condition, window, missing, pendingSeconds, holdSeconds, renotifySeconds } = alert;
  return {
    ...PLAIN_DRAFT,
    ...("pattern" in subject ? { pattern: subject.pattern } : { statId: subject.statId }),
    ...conditionDraft(condition),
    timeWindow: window,
    missing,
    pendingFor: String(pendingSeconds),
    hold: holdSeconds === null ? "" : String(holdSeconds),
    renotifyEvery: renotifySeconds === null ? "" : String(renotifySeconds),
    runbook: alert.runbook,
    name: alert.name,
    channels: alert.channelIds,
  };
}

function conditionDraft(condition: Alert["condition"]): Partial<AlertDraft> {
  switch (condition.kind) {
    case "value": {
      const { kind, operator, threshold, recovery } = condition;
      return {
        kind,
        operator,
        threshold: String(threshold),
        recoveryThreshold: recovery === null ? "" : String(recovery),
      };
    }
    case "delta": {
      const { kind, operator, percentage, timeDelta } = condition;
      return { kind, change: operator, percentage: String(percentage), timeDelta };
    }
    case "data":
      return { kind: "data" };
    case "anomaly":
      return { kind: "anomaly", sensitivity: String(condition.sensitivity) };
  }
}

/** What an interactor is asked of a draft: of its kind only, with nothing that is as usual left unsaid. */
export function inputOfDraft(draft: AlertDraft) {
  const { statId, pattern, kind, timeWindow, pendingFor, hold, renotifyEvery, missing, runbook, name } = draft;
  return {
    ...(pattern === "" ? { statId } : { pattern }),
    ...{ kind, pendingFor, missing, runbook, name },
    ...conditionInput(draft),
    ...(kind === "anomaly" ? {} : { timeWindow }),
    hold: hold === "" ? null : hold,
    renotifyEvery: renotifyEvery === "" ? null : renotifyEvery,
    channels: draft.channels,
  };
}

function conditionInput(draft: AlertDraft) {
  const { kind, operator, threshold, recoveryThreshold, change, percentage, timeDelta, sensitivity } = draft;
  switch (kind) {
    case "value":
      return { operator, threshold: typedNumber(threshold), recoveryThreshold: typedNumber(recoveryThreshold) ?? null };
    case "delta":
      return { operator: change, percentage: typedNumber(percentage), timeDelta };
    case "data":
      return {};
    case "anomaly":
      return { sensitivity: typedNumber(sensitivity) };
  }
}

/** A number as it was typed; undefined for nothing, NaN for what is none. */
function typedNumber(text: string): number | undefined {
  return text === "" ? undefined : Number(text.replace("\u2212", "-"));
}
