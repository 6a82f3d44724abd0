import { describe, expect, test } from "vitest";
import { DELIVERY_TYPES } from "@/lib/domain/channel";
import type { Letter, ToldAlert } from "@/lib/domain/letter";
import { writeLetter } from "./write-letter";

const SITE = "https://stats.example.com";
const LINK = `${SITE}/somewhere?next=%2Fstats&token=abc_-123`;
const UNTIL = new Date("2026-11-23T14:42:00Z");
const AT = new Date("2026-11-23T14:32:00Z");
const STAT = { id: "aB3xYz", name: "signups", kind: "counter" as const };

const ACT = `${SITE}/alerts/act?token=a.b.c.d.e.f`;
const CHANNEL = { zone: "Europe/Berlin", stop: ACT, oneClick: `${SITE}/alerts/stop?token=a.b.c.d.e.f` };
const TOLD: ToldAlert = {
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

function toldOf(type: ToldAlert["type"], more: Partial<ToldAlert> = {}): ToldAlert {
  return { ...TOLD, type, ...(type === "alert.resolved" ? ENDED : {}), ...more };
}

function plain(told: ToldAlert) {
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

/** Wherever somebody else's words can stand. */
function of(name: string): Partial<ToldAlert> {
  return {
    alert: { id: "aL3rT", name, rule: name, runbook: [name, `https://x.example.com/${name}`] },
    stat: { id: "aB3xYz", name, unit: name },
    reason: name,
    ringsInMonth: { own: 1, gentler: 0, gentlerRule: name },
  };
}

const LETTERS: Letter[] = [
  ...DELIVERY_TYPES.map((type): Letter => {
    return { kind: "alert", payload: toldOf(type), act: type === "alert.triggered" ? ACT : null, ...CHANNEL };
  }),
  { kind: "alert", payload: toldOf("alert.test", NOTHING), act: null, ...CHANNEL },
  { kind: "alert_digest", payloads: DELIVERY_TYPES.map((type) => plain(toldOf(type))), more: 960, ...CHANNEL },
  { kind: "alert_digest", payloads: [TOLD, TOLD].map(plain), more: 0, ...CHANNEL },
  { kind: "channel_confirm", link: LINK, until: UNTIL, team: "Birds", by: "alice@example.com" },
  {
    kind: "channel_disabled",
    team: "Birds",
    channel: "pager",
    channelKind: "webhook",
    shown: "hooks.example.com",
    problem: "it answered 410 Gone",
  },
  { kind: "verify_email", link: LINK, until: UNTIL },
  { kind: "account_exists", wanted: "new_account" },
  { kind: "account_exists", wanted: "change_email" },
  { kind: "sign_in", link: LINK, until: UNTIL },
  { kind: "reset_password", link: LINK, until: UNTIL },
  { kind: "no_account" },
  { kind: "change_email", link: LINK, until: UNTIL },
  { kind: "invitation", link: LINK, until: UNTIL, team: "Birds", by: "alice@example.com", role: "admin" },
  { kind: "new_stats", team: "Birds", stats: [STAT], more: 0 },
  { kind: "new_stats", team: "Birds", stats: [STAT, { id: "Q1w2E3", name: "load", kind: "value" }], more: 7 },
  { kind: "email_changed", newEmail: "new@example.com" },
  { kind: "password_changed" },
  { kind: "new_sign_in", address: "192.0.2.7", agent: "Mozilla/5.0 (X11; Linux) Firefox/145.0", at: AT.toISOString() },
  { kind: "key_made", team: "Birds", name: "dashboards", keyKind: "read", by: "bob@example.com" },
  { kind: "removed_from_team", team: "Birds", by: "alice@example.com" },
  { kind: "account_deleted" },
];

function write(letter: Letter) {
  const picture = letter.kind === "alert" ? "chart" : null;
  return writeLetter({ letter, to: "reader@example.com", at: AT, site: SITE }, picture);
}

describe.each(LETTERS.map((letter) => [letter.kind, letter] as const))("%s", (_, letter) => {
  test("has a subject, HTML and a text twin that say the same addresses", async () => {
    const { subject, html, text } = await write(letter);
    expect(subject).toMatch(/^\S.{5,100}$/);
    expect(html).toMatch(/^<!DOCTYPE html/);
    expect(html).toContain("color-scheme");
    expect(html).toContain("prefers-color-scheme: dark");
    expect(text).not.toMatch(/<\w|&\w+;|undefined|null|\[object|NaN/);
    expect(html).not.toMatch(/undefined|\[object|NaN/);
    expect(text.split("\n\n").length).toBeGreaterThan(3);
    const inHtml = new Set([...html.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&")));
    const inText = new Set(text.match(/https?:\/\/[^\s,]+/g));
    expect(inText).toEqual(inHtml);
    if ("link" in letter) expect(inHtml.has(LINK)).toBe(true);
  });

  test("fits, and asks nothing of another server", async () => {
    const { html } = await write(letter);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    const pictures = html.match(/<img[^>]*>/g) ?? [];
    expect(pictures).toHaveLength(letter.kind === "alert" ? 1 : 0);
    for (const picture of pictures) expect(picture).toMatch(/ src="cid:chart"/);
    expect(html.replaceAll(/<img[^>]*>/g, "")).not.toMatch(/<img|<script|<link|url\(|@import|src=/i);
  });

  test("is the same whenever it is written", async () => {
    expect(await write(letter)).toEqual(await write(letter));
  });
});

test("a mail of twenty stats with the longest names is not cut off", async () => {
  const stats = Array.from({ length: 20 }, (_, i) => ({ ...STAT, id: `stat${i}`, name: "😀".repeat(255) }));
  const { html, subject } = await write({ kind: "new_stats", team: "😀".repeat(255), stats, more: 9_980 });
  expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  expect(subject).toMatch(/^10000 new stats \(😀+…\)$/u);
  expect(Buffer.byteLength(subject)).toBeLessThan(998);
});

const HOSTILE = [
  "a\r\nBcc: everybody@example.com\r\n\r\n<b>body</b>",
  "<img src=x onerror=alert(1)>",
  '"><script>alert(1)</script>',
  "invoice\u202egpj.exe\u2066",
  "😀".repeat(255),
  "\u0000\u001b[31m\u2028\ud83d",
  "{{7*7}} %0d%0aTo: x@example.com",
];

describe.each(HOSTILE)("names like %j", (name) => {
  const letters: Letter[] = [
    { kind: "invitation", link: LINK, until: UNTIL, team: name, by: name, role: "viewer" },
    { kind: "new_stats", team: name, stats: [{ ...STAT, name }], more: 0 },
    { kind: "new_sign_in", address: name, agent: name, at: AT.toISOString() },
    { kind: "key_made", team: name, name, keyKind: "manage", by: name },
    { kind: "removed_from_team", team: name, by: name },
    { kind: "email_changed", newEmail: name },
    { kind: "channel_confirm", link: LINK, until: UNTIL, team: name, by: name },
    { kind: "channel_disabled", team: name, channel: name, channelKind: "slack", shown: name, problem: name },
    ...DELIVERY_TYPES.map((type): Letter => ({ kind: "alert", payload: toldOf(type, of(name)), act: ACT, ...CHANNEL })),
    { kind: "alert_digest", payloads: [toldOf("alert.triggered", of(name)), TOLD].map(plain), more: 1, ...CHANNEL },
  ];

  test.each(letters.map((letter) => [letter.kind, letter] as const))("are inert in %s", async (_, letter) => {
    const { subject, html, text } = await write(letter);
    expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
    expect(Buffer.byteLength(subject)).toBeLessThan(998);
    expect(html.replaceAll(/<img [^>]*src="cid:chart"[^>]*>/g, "")).not.toMatch(
      /<img|<script|<b>|onerror=alert\(1\)>/i,
    );
    expect((html + text).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
    // Nothing that a name brings along begins a line of its own.
    expect(text).not.toMatch(/^(Bcc|To):|^<b>/m);
  });
});

describe("an alert", () => {
  test.each<[ToldAlert["type"], subject: string]>([
    ["alert.triggered", "signups: 812 orders in an hour, over 500"],
    ["alert.reminder", "Still ringing: signups: 812 orders in an hour, over 500"],
    ["alert.acknowledged", "signups: 812 orders in an hour, over 500"],
    ["alert.resolved", "Resolved: signups: 812 orders in an hour, over 500"],
    ["alert.no_data", "signups: 812 orders in an hour, over 500"],
    ["alert.test", "Test: signups: 812 orders in an hour, over 500"],
  ])("of %s says value and reason first", async (type, expected) => {
    const letter: Letter = { kind: "alert", payload: toldOf(type), act: ACT, ...CHANNEL };
    const { subject, text, html } = await write(letter);
    expect(subject).toBe(expected);
    expect(text.split("\n\n")[1]).toBe("812 orders in an hour, over 500.");
    for (const body of [text, html.replaceAll(/<!-- -->/g, "")]) {
      expect(body).toContain("over 500 orders in an hour");
      expect(body).toContain("812\u00a0orders");
      expect(body).toContain("500\u00a0orders");
      expect(body).toContain("23 November 2026, 13:25 CET");
      expect(body).toContain("This rule rang 14 times in the last 30 days.");
      expect(body).toContain("A gentler one, over 700 orders in an hour, would have rung 3 times.");
      expect(body).toContain("Then call Ada.");
      expect(body).toContain(`${SITE}/alerts/incidents/${TOLD.incidentId}`);
    }
    if (type === "alert.resolved") expect(text).toContain("It lasted 2 hours and 5 minutes.");
    if (type === "alert.reminder") expect(text).toContain("for 2 hours and 7 minutes now.");
  });

  test("ends with one click, and by a page", async () => {
    const { headers, html } = await write({ kind: "alert", payload: TOLD, act: ACT, ...CHANNEL });
    expect(headers).toEqual({
      "List-Unsubscribe": `<${SITE}/alerts/stop?token=a.b.c.d.e.f>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    expect(html).toContain(`href="${ACT}"`);
    expect(await write({ kind: "password_changed" })).not.toHaveProperty("headers");
  });

  test("without its picture says the same and shows none", async () => {
    const letter: Letter = { kind: "alert", payload: TOLD, act: ACT, ...CHANNEL };
    const bare = await writeLetter({ letter, to: "reader@example.com", at: AT, site: SITE });
    expect(bare.html).not.toContain("<img");
    expect(bare.text).toBe((await write(letter)).text);
  });
});

test("a mail of thirty alerts with the longest names is not cut off, and names how many there are", async () => {
  const payloads = Array.from({ length: 30 }, () => plain(toldOf("alert.triggered", of("😀".repeat(255)))));
  const { html, subject } = await write({ kind: "alert_digest", payloads, more: 970, ...CHANNEL });
  expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  expect(subject).toMatch(/^1000 alerts at once: 😀+… …$/u);
});

test("several alerts are told by how they stand, each with where to look", async () => {
  const payloads = DELIVERY_TYPES.map((type) => plain(toldOf(type, { incidentId: `incident-${type}` })));
  const { subject, text } = await write({ kind: "alert_digest", payloads, more: 2, ...CHANNEL });
  expect(subject).toBe("8 alerts at once: signups …");
  const parts = text.split("\n\n").map((part) => part.split("\n")[0]);
  expect(parts.slice(1, -3).filter((part) => !part?.startsWith("  "))).toEqual([
    "Ringing:",
    "No data:",
    "Acknowledged:",
    "Resolved:",
    "Tests:",
    "And 2 more, which the list of alerts shows.",
  ]);
  for (const type of DELIVERY_TYPES) expect(text).toContain(`${SITE}/alerts/incidents/incident-${type}`);
});
