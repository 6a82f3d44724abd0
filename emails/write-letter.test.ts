import { describe, expect, test } from "vitest";
import type { Letter } from "@/lib/domain/letter";
import { writeLetter } from "./write-letter";

const SITE = "https://stats.example.com";
const LINK = `${SITE}/somewhere?next=%2Fstats&token=abc_-123`;
const UNTIL = new Date("2026-11-23T14:42:00Z");
const AT = new Date("2026-11-23T14:32:00Z");
const STAT = { id: "aB3xYz", name: "signups", kind: "counter" as const };

const LETTERS: Letter[] = [
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
  return writeLetter({ letter, to: "reader@example.com", at: AT, site: SITE });
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
    expect(html).not.toMatch(/<img|<script|<link|url\(|@import|src=/i);
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
  ];

  test.each(letters.map((letter) => [letter.kind, letter] as const))("are inert in %s", async (_, letter) => {
    const { subject, html, text } = await write(letter);
    expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
    expect(Buffer.byteLength(subject)).toBeLessThan(998);
    expect(html).not.toMatch(/<img|<script|<b>|onerror=alert\(1\)>/i);
    expect((html + text).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
    // Nothing that a name brings along begins a line of its own.
    expect(text).not.toMatch(/^(Bcc|To):|^<b>/m);
  });
});
