import { describe, expect, it } from "vitest";
import type { Channel, Delivery } from "@/lib/domain/channel";
import { Refusal } from "@/lib/errors";
import { refusalOf } from "@/lib/testing/refusal";
import type { DrawnCourse } from "./alert-chart";
import { ruleFaults } from "./alert-faults";
import { alertPreview, countWords, type PlayedRule } from "./alert-preview";
import { alertRow, overWords, type StandingAlert, subjectName } from "./alert-row";
import { storyLine, toldLine } from "./alert-story";
import { refuseOtherName, typedChange, underField, underQuietFields } from "./channel-form";
import { channelChoices, channelRow, quietDraft, toldNames } from "./channel-row";
import { deliveryRow, testOutcome } from "./delivery-row";
import { incidentView, rangeAround, type TellableIncident } from "./incident";
import { standingRow } from "./standing-row";
import { watchView } from "./watch";

const NOW = new Date("2026-05-04T12:00:00Z");
const at = (text: string) => new Date(`2026-05-04T${text}Z`);
const over = { kind: "value", operator: "greater", threshold: 5, recovery: null } as const;

const alert: StandingAlert = {
  ...{ id: "1", publicId: "a1", teamId: "t", name: "", window: "1h", missing: "keep", runbook: "", condition: over },
  ...{ pendingSeconds: 0, holdSeconds: null, renotifySeconds: null, automatic: false, channelIds: ["c2", "c1"] },
  ...{ pausedAt: null, createdAt: NOW, updatedAt: NOW, unit: "orders", state: "firing", counts: { firing: 1 } },
  ...{ since: at("11:57:00"), acknowledged: false, mutedUntil: null, incidentIds: ["i1"] },
  subject: { statId: "s1", statName: "orders" },
};
const shown = {
  channels: new Map([
    ["c1", "ops"],
    ["c2", "mail"],
  ] as const),
  now: NOW,
  zone: "UTC",
};

const channel: Channel = {
  ...{ id: "c1", teamId: "t", kind: "webhook", name: "ops", shown: "hooks.example.com", quiet: null },
  ...{ confirmedAt: NOW, disabledAt: null, problem: "", createdAt: NOW },
};

const delivery: Delivery = {
  ...{
    id: "d1",
    channelId: "c1",
    channelName: "ops",
    type: "alert.triggered",
    state: "sent",
    createdAt: at("11:58:00"),
  },
  ...{ nextAt: at("11:58:00"), attempts: 1, sentAt: at("11:58:01"), status: 200, problem: "" },
  payload: {
    ...{ type: "alert.triggered", timestamp: "2026-05-04T11:58:02.000Z", incidentId: "i1", state: "firing" },
    ...{ value: 6, threshold: 5, reason: "6 orders.", beganAt: null, endedAt: null, ringsInMonth: null },
    alert: { id: "a1", name: "orders: over 5", rule: "over 5", runbook: "" },
    stat: { id: "s1", name: "orders", unit: "orders" },
  },
};

describe("a row of the list", () => {
  it("says what is watched, how it stands and who is told", () => {
    expect(alertRow(alert, shown)).toMatchObject({
      name: "orders: over 5\u00a0orders in an hour",
      ...{ rule: "", counts: "", told: "mail, ops", href: "/alerts/a1", incidents: ["/alerts/incidents/i1"] },
      state: { state: "firing", over: [] },
      since: { ago: "3 minutes ago" },
    });
    const several = { ...alert, name: "api", subject: { pattern: "api.*" }, counts: { ok: 38, firing: 2 } };
    expect(alertRow(several, shown)).toMatchObject({
      rule: expect.stringMatching(/^over 5/),
      counts: "2 firing, 38 ok",
    });
    expect(alertRow({ ...several, counts: {} }, shown).counts).toBe("no stat yet");
  });

  it("says what lies over its state, while it does", () => {
    const muted = { acknowledged: true, mutedUntil: at("14:00:00") };
    expect(overWords(muted, NOW, "UTC")).toEqual(["acknowledged", "muted until 4 May 2026, 14:00"]);
    expect(overWords({ acknowledged: false, mutedUntil: at("11:00:00") }, NOW, "UTC")).toEqual([]);
  });

  it("is deleted by its name, or by that of what it watches", () => {
    expect(subjectName(alert)).toBe("orders");
    expect(subjectName({ name: "", subject: { pattern: "api.*" } })).toBe("api.*");
    expect(subjectName({ ...alert, name: "mine" })).toBe("mine");
    expect(() => refuseOtherName(" Orders ", "orders")).not.toThrow();
    expect(() => refuseOtherName("", "orders")).toThrow(Refusal);
  });
});

describe("where an alert stands for a stat", () => {
  const standing: Parameters<typeof standingRow>[0] = {
    ...{ stat: { id: "s1", name: "orders", unit: "orders" }, state: "firing" as const, since: NOW, value: 7 },
    ...{ acknowledgedBy: null, mutedUntil: null, incidentId: "i1" },
  };
  const around = { condition: over, now: NOW, zone: "UTC" };

  it("may be acknowledged while it rings and nobody has", () => {
    expect(standingRow(standing, around)).toMatchObject({ mayAcknowledge: true, muted: null });
    expect(standingRow({ ...standing, acknowledgedBy: "Ann" }, around)).toMatchObject({
      mayAcknowledge: false,
      state: { over: ["acknowledged by Ann"] },
    });
    expect(standingRow({ ...standing, state: "ok" }, around).mayAcknowledge).toBe(false);
    expect(standingRow({ ...standing, mutedUntil: at("14:00:00") }, around).muted).toBe("until 4 May 2026, 14:00");
  });
});

describe("a preview", () => {
  const played: PlayedRule = {
    rings: [{ statId: "s1", statName: "orders", at: at("10:00:00"), until: at("11:00:00"), value: 6 }],
    ...{ perMonth: 1, rule: "over 5 in an hour", gentler: { rule: "over 6 in an hour", perMonth: 0 } },
    ...{ stats: 1, truncated: false },
  };
  const asked = { condition: over, course: null, subject: "api.*", zone: "UTC" };

  it("says how often it would have rung, and a gentler rule", () => {
    expect(alertPreview({ played, ...asked })).toMatchObject({
      rule: "api.* over 5 in an hour",
      rang: "would have rung once in the last 30 days over 1 stat",
      gentler: "A gentler rule, over 6 in an hour, would have rung never.",
      chart: null,
      rings: [{ when: "4 May 2026, 10:00", lasted: "for 1 hour", stat: "orders" }],
    });
    const many = { ...played, perMonth: 600, truncated: true, stats: 50, gentler: null };
    expect(alertPreview({ played: many, ...asked })).toMatchObject({
      rang: "would have rung at least 600 times in the last 30 days over 50 stats",
      gentler: "",
      more: 550,
    });
    const none = { ...played, perMonth: 0, rings: [] };
    expect(alertPreview({ played: none, ...asked }).rang).toMatch(/^would not have rung in/);
  });

  it.each([
    [0, "never"],
    [1, "once"],
    [2, "twice"],
    [3, "3 times"],
  ])("counts %i as %s", (count, words) => {
    expect(countWords(count)).toBe(words);
  });

  it("says in sentences what makes no rule", () => {
    const faults = [{ pointer: "#/threshold", detail: "must be a number" }];
    expect(ruleFaults(faults, "")).toEqual(["The threshold must be a number."]);
    expect(ruleFaults([], "this takes too long")).toEqual(["This takes too long."]);
  });
});

describe("an incident", () => {
  const event = (kind: string, moment: Date, more: object = {}) => ({
    ...{ id: kind, kind, stat: { name: "orders" }, to: null, at: moment, recordedAt: moment, reason: "", value: null },
    ...{ actor: "", ...more },
  });
  const incident: TellableIncident = {
    ...{ id: "i1", alertId: "a1", stat: delivery.payload.stat, beganAt: at("11:58:02"), endedAt: null, worst: 9 },
    acknowledgedBy: "Ann",
    rule: {
      ...{ id: "a1", name: "too many", words: "over 5 orders in an hour", condition: over, window: "1h" },
      ...{ missing: "keep", pendingSeconds: 0, holdSeconds: null, runbook: "Look.", automatic: false },
    },
    events: [
      event("triggered", at("11:58:02"), { to: "firing", reason: "6 orders.", value: 6 }),
      event("acknowledged", at("11:59:00"), { actor: "Ann" }),
    ],
    deliveries: [delivery],
  };
  const course: DrawnCourse = {
    ...{ stat: { name: "orders", kind: "counter", unit: "orders" }, from: 0, to: 120, zone: "UTC" },
    ...{ step: "1m", points: [], usual: null },
  };

  it("tells its story in order: what happened, then who was told of it", () => {
    const view = incidentView(incident, course, { now: NOW, zone: "UTC" });
    expect(view.story.map(({ what }) => what)).toEqual(["It rang", "ops was told that it rang", "Acknowledged by Ann"]);
    expect(view).toMatchObject({
      ...{ rule: "over 5 orders in an hour", reason: "6 orders.", over: false, alertHref: "/alerts/a1" },
      summary: "Since 4 May 2026, 11:58, 1 minute 58 seconds so far. At worst 9\u00a0orders.",
    });
    const over_ = { ...incident, endedAt: at("11:59:02"), worst: null };
    expect(incidentView(over_, course, { now: NOW, zone: "UTC" }).summary).toBe(
      "From 4 May 2026, 11:58 to 4 May 2026, 11:59, 1 minute.",
    );
  });

  it("is seen with some windows before it, and never beyond now", () => {
    const { from, to } = rangeAround(incident, 3_600, NOW);
    expect(to).toBe(NOW.getTime() / 1_000);
    expect(from).toBe(at("11:58:02").getTime() / 1_000 - 12 * 3_600);
  });

  it("says of a breach that was found late how late, and of several stats which", () => {
    const late = event("triggered", at("11:00:00"), { recordedAt: at("11:10:00") });
    expect(storyLine(late, "UTC", { named: true })).toMatchObject({
      what: "orders: It rang",
      detail: "Found 10 minutes later.",
    });
  });

  it.each([
    ["held", "ops is told that it rang when quiet hours end, 4 May 2026, 11:58"],
    ["waiting", "ops is being told that it rang"],
    ["dead", "ops could not be told that it rang"],
  ] as const)("says of a delivery that is %s what keeps it", (state, what) => {
    expect(toldLine({ ...delivery, state, sentAt: null, problem: "HTTP 500" }, "UTC")).toMatchObject({
      ...{ what, detail: "HTTP 500" },
    });
  });
});

describe("a channel", () => {
  const around = { alerts: 2, now: NOW, zone: "UTC" };

  it("says whether anything goes there", () => {
    expect(channelRow(channel, around)).toMatchObject({ state: "on", alerts: "2 alerts tell it", quiet: "" });
    expect(channelRow({ ...channel, confirmedAt: null }, around).state).toBe("unconfirmed");
    const off = { ...channel, disabledAt: NOW, problem: "it answered 410" };
    expect(channelRow(off, around)).toMatchObject({ state: "off", problem: "It answered 410." });
    const quiet = { from: 1_320, to: 425, zone: "America/New_York" };
    expect(channelRow({ ...channel, quiet }, around).quiet).toBe("22:00 to 07:05 in America/New York");
    expect(quietDraft(quiet, "UTC")).toEqual({ from: "22:00", to: "07:05", zone: "America/New_York" });
    expect(quietDraft(null, "UTC")).toEqual({ from: "", to: "", zone: "UTC" });
  });

  it("is offered with its kind and where it leads", () => {
    expect(channelChoices([channel, { ...channel, name: channel.shown }]).map(({ text }) => text)).toEqual([
      "ops (Webhook, hooks.example.com)",
      "hooks.example.com (Webhook)",
    ]);
  });

  it("is named with why it hears nothing", () => {
    const deaf = [channel, { ...channel, id: "c2", confirmedAt: null }, { ...channel, id: "c3", disabledAt: NOW }];
    expect([...toldNames(deaf).values()]).toEqual(["ops", "ops (not confirmed yet)", "ops (off)"]);
  });

  it("is changed by what was typed: empty fields change nothing, empty times end quiet hours", () => {
    expect(typedChange({ name: "ops", target: " " })).toEqual({ name: "ops", quietHours: null });
    const quiet = { quietFrom: "22:00", quietTo: "07:00", quietZone: "UTC" };
    expect(typedChange({ name: "ops", target: "x", shape: "standard", ...quiet })).toEqual({
      ...{ name: "ops", target: "x", shape: "standard" },
      quietHours: { from: "22:00", to: "07:00", zone: "UTC" },
    });
  });

  it("says a fault beside the field that it is about", async () => {
    const refused = (pointer: string) =>
      Promise.reject(new Refusal("invalid", "x", { faults: [{ pointer, detail: "x" }] }));
    const pointers = async (asked: Promise<unknown>) =>
      (await refusalOf(asked)).more.faults?.map(({ pointer }) => pointer);
    expect(await pointers(underField("slackUrl", refused("#/target")))).toEqual(["#/slackUrl"]);
    expect(await pointers(underQuietFields(refused("#/quietHours/from")))).toEqual(["#/quietFrom"]);
    expect(await pointers(underQuietFields(refused("#/name")))).toEqual(["#/name"]);
  });
});

describe("a delivery", () => {
  it("says what came of it, and when it is tried again", () => {
    expect(deliveryRow(delivery, NOW, "UTC")).toMatchObject({ stateWord: "sent", attempts: "1 try", next: null });
    const failing = { ...delivery, state: "waiting", sentAt: null, attempts: 2, nextAt: at("12:05:00") } as const;
    expect(deliveryRow(failing, NOW, "UTC")).toMatchObject({ attempts: "2 tries", next: { ago: "in 5 minutes" } });
  });

  it("of a test says so at once", () => {
    expect(testOutcome(delivery)).toEqual({ tone: "good", message: "ops took the test (HTTP 200)." });
    expect(testOutcome({ ...delivery, state: "dead", status: null, problem: "it was refused" })).toEqual({
      tone: "bad",
      message: "ops did not take the test: it was refused",
    });
  });
});

describe("the watch over all stats", () => {
  const watch = { on: true, budgetPerWeek: 5, channelIds: ["c1"], alertId: "a1", watched: 3, tooYoung: 1 };

  it.each([
    [0, "hardly ever"],
    [0.4, "less than once a week"],
    [1, "once a week"],
    [2.34, "2.3 times a week"],
  ])("tells what to expect of %d a week", (expectedPerWeek, words) => {
    expect(watchView({ ...watch, expectedPerWeek }).expected).toBe(
      `By the past of 3 stats, expect it to ring ${words}. 1 stat is too young for that so far.`,
    );
  });

  it("offers every channel before it is on", () => {
    const off = { ...watch, on: false, channelIds: [], alertId: null, expectedPerWeek: 0 };
    expect(watchView(off)).toMatchObject({ state: "It is off.", channelIds: null, href: null, expected: "" });
  });
});
