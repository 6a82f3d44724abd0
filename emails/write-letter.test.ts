import { describe, expect, test } from "vitest";
import { DELIVERY_TYPES } from "@/lib/domain/channel";
import type { Letter, ToldAlert } from "@/lib/domain/letter";
import {
  ACT,
  AT,
  CHANNEL,
  inDigest,
  LINK,
  picturesOf,
  SAMPLE_LETTERS,
  SITE,
  STAT,
  TOLD,
  toldOf,
  UNTIL,
} from "@/lib/testing/sample-letters";
import { writeLetter } from "./write-letter";

/** Wherever somebody else's words can stand. */
function of(name: string): Partial<ToldAlert> {
  return {
    alert: { id: "aL3rT", name, rule: name, runbook: [name, `https://x.example.com/${name}`] },
    stat: { id: "aB3xYz", name, unit: name },
    reason: name,
    ringsInMonth: { own: 1, gentler: 0, gentlerRule: name },
  };
}

function write(letter: Letter) {
  return writeLetter({ letter, to: "reader@example.com", at: AT, site: SITE }, picturesOf(letter));
}

describe.each(SAMPLE_LETTERS.map((letter) => [letter.kind, letter] as const))("%s", (_, letter) => {
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
    const ids = pictures.map((picture) => / src="cid:([\w-]+)"/.exec(picture)?.[1]);
    expect(ids.filter((id) => id === undefined || !picturesOf(letter).includes(id))).toEqual([]);
    if (letter.kind === "alert") expect(ids).toEqual(["chart"]);
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
    { kind: "alert_digest", payloads: [toldOf("alert.triggered", of(name)), TOLD].map(inDigest), more: 1, ...CHANNEL },
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
  const payloads = Array.from({ length: 30 }, () => inDigest(toldOf("alert.triggered", of("😀".repeat(255)))));
  const { html, subject } = await write({ kind: "alert_digest", payloads, more: 970, ...CHANNEL });
  expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  expect(subject).toMatch(/^1000 alerts at once: 😀+… …$/u);
});

test("several alerts are told by how they stand, each with where to look", async () => {
  const payloads = DELIVERY_TYPES.map((type) => inDigest(toldOf(type, { incidentId: `incident-${type}` })));
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
