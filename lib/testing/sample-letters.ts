import { DELIVERY_TYPES } from "@/lib/domain/channel";
import type { Letter, ToldAlert } from "@/lib/domain/letter";
import type { ReportContent } from "@/lib/domain/report";
import { GOLDEN_REPORT } from "./golden-report";

export const SITE = "https://stats.example.com";
export const LINK = `${SITE}/somewhere?next=%2Fstats&token=abc_-123`;
export const UNTIL = new Date("2026-11-23T14:42:00Z");
export const AT = new Date("2026-11-23T14:32:00Z");
export const STAT = { id: "aB3xYz", name: "signups", kind: "counter" as const };
export const ACT = `${SITE}/alerts/act?token=a.b.c.d.e.f`;
export const CHANNEL = { zone: "Europe/Berlin", stop: ACT, oneClick: `${SITE}/alerts/stop?token=a.b.c.d.e.f` };
export const REPORT_LINKS = {
  open: `${SITE}/stats/idsignups?from=2026-11-22&to=2026-11-23`,
  unsubscribe: `${SITE}/reports/unsubscribe?token=a.b`,
  oneClick: `${SITE}/reports/unsubscribe/one-click?token=a.b`,
};

export const TOLD: ToldAlert = {
  type: "alert.triggered",
  timestamp: "2026-11-23T14:32:00Z",
  alert: {
    id: "aL3rT",
    name: "Too many sign-ups",
    rule: "over 500 orders in an hour",
    runbook: ["Look at the queue: https://wiki.example.com/queue", "Then call Ada."],
  },
  stat: { id: "aB3xYz", name: "signups", unit: "orders" },
  incidentId: "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000",
  state: "firing",
  value: 812,
  threshold: 500,
  reason: "812 orders in an hour, over 500",
  beganAt: "2026-11-23T12:25:00Z",
  endedAt: null,
  ringsInMonth: { own: 14, gentler: 3, gentlerRule: "over 700 orders in an hour" },
};
const ENDED = { endedAt: "2026-11-23T14:30:00Z", state: "ok" };

export function toldOf(type: ToldAlert["type"], more: Partial<ToldAlert> = {}): ToldAlert {
  return { ...TOLD, type, ...(type === "alert.resolved" ? ENDED : {}), ...more };
}

/** As a digest tells it: the runbook on one line. */
export function inDigest(told: ToldAlert) {
  return { ...told, alert: { ...told.alert, runbook: told.alert.runbook.join(" ") } };
}

/** What is told where nothing is known. */
const NOTHING: Partial<ToldAlert> = {
  alert: { id: "", name: "On call", rule: "a test", runbook: [] },
  stat: { id: "", name: "", unit: "" },
  incidentId: null,
  value: null,
  threshold: null,
  beganAt: null,
  ringsInMonth: null,
};

export const EMPTY_REPORT: ReportContent = {
  ...GOLDEN_REPORT,
  ...{ lines: [], more: 0, fresh: [], silent: [], alerts: [], notes: [] },
};

function reportOf(content: Partial<ReportContent>) {
  return { kind: "report" as const, content: { ...EMPTY_REPORT, ...content }, ...REPORT_LINKS };
}

const { lines, fresh, silent, alerts, notes } = GOLDEN_REPORT;
const report = reportOf(GOLDEN_REPORT);

/** Some of every kind of letter that there is, each way it can look. A kind without any does not compile. */
const SAMPLES: { [Kind in Letter["kind"]]: [Extract<Letter, { kind: Kind }>, ...Extract<Letter, { kind: Kind }>[]] } = {
  alert: [
    { kind: "alert", payload: toldOf("alert.test", NOTHING), act: null, ...CHANNEL },
    ...DELIVERY_TYPES.map((type) => {
      const act = type === "alert.triggered" ? ACT : null;
      return { kind: "alert" as const, payload: toldOf(type), act, ...CHANNEL };
    }),
  ],
  alert_digest: [
    {
      ...{ kind: "alert_digest", more: 960, ...CHANNEL },
      payloads: DELIVERY_TYPES.map((type) => inDigest(toldOf(type, { incidentId: `incident-${type}` }))),
    },
    { kind: "alert_digest", payloads: [TOLD, TOLD].map(inDigest), more: 0, ...CHANNEL },
  ],
  channel_confirm: [{ kind: "channel_confirm", link: LINK, until: UNTIL, team: "Birds", by: "alice@example.com" }],
  channel_disabled: [
    {
      ...{ kind: "channel_disabled", team: "Birds", channel: "pager", channelKind: "webhook" },
      ...{ shown: "hooks.example.com", problem: "it answered 410 Gone" },
    },
  ],
  report: [
    report,
    { ...report, content: { ...GOLDEN_REPORT, period: { ...GOLDEN_REPORT.period, cadence: "weekly" } } },
    { ...report, content: { ...GOLDEN_REPORT, period: { ...GOLDEN_REPORT.period, cadence: "monthly" } } },
    reportOf({}),
    reportOf({ lines: lines.slice(0, 1) }),
    reportOf({ lines: lines.filter(({ now }) => now === null) }),
    reportOf({ fresh }),
    reportOf({ silent: [...silent, ...silent.map((each) => ({ ...each, lastAt: null }))] }),
    reportOf({ alerts }),
    reportOf({ notes: [...notes, ...notes.map((each) => ({ ...each, stat: "signups" }))] }),
  ],
  report_confirm: [
    { kind: "report_confirm", link: LINK, until: UNTIL, team: "Birds", report: "Every morning", cadence: "daily" },
  ],
  verify_email: [{ kind: "verify_email", link: LINK, until: UNTIL }],
  account_exists: [
    { kind: "account_exists", wanted: "new_account" },
    { kind: "account_exists", wanted: "change_email" },
  ],
  sign_in: [{ kind: "sign_in", link: LINK, until: UNTIL }],
  reset_password: [{ kind: "reset_password", link: LINK, until: UNTIL }],
  no_account: [{ kind: "no_account" }],
  change_email: [{ kind: "change_email", link: LINK, until: UNTIL }],
  invitation: [{ kind: "invitation", link: LINK, until: UNTIL, team: "Birds", by: "alice@example.com", role: "admin" }],
  new_stats: [
    { kind: "new_stats", team: "Birds", stats: [STAT], more: 0 },
    { kind: "new_stats", team: "Birds", stats: [STAT, { id: "Q1w2E3", name: "load", kind: "value" }], more: 7 },
  ],
  email_changed: [{ kind: "email_changed", newEmail: "new@example.com" }],
  password_changed: [{ kind: "password_changed" }],
  new_sign_in: [
    {
      ...{ kind: "new_sign_in", address: "192.0.2.7", at: AT.toISOString() },
      agent: "Mozilla/5.0 (X11; Linux) Firefox/145.0",
    },
  ],
  key_made: [{ kind: "key_made", team: "Birds", name: "dashboards", keyKind: "read", by: "bob@example.com" }],
  removed_from_team: [{ kind: "removed_from_team", team: "Birds", by: "alice@example.com" }],
  account_deleted: [{ kind: "account_deleted" }],
};

export const SAMPLE_LETTERS: Letter[] = Object.values<Letter[]>(SAMPLES).flat();

/** What the pictures that go along with a letter are called by. */
export function picturesOf({ kind }: Letter): string[] {
  if (kind === "report") return ["hero", "line-1", "line-2"];
  return kind === "alert" ? ["chart"] : [];
}
