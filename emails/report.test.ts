import { describe, expect, test } from "vitest";
import { MAX_REPORT_STATS, type ReportContent } from "@/lib/domain/report";
import { composeReport } from "@/lib/domain/report-content";
import { GOLDEN_REPORT } from "@/lib/testing/golden-report";
import { EMPTY_REPORT, picturesOf, REPORT_LINKS, SAMPLE_LETTERS, SITE } from "@/lib/testing/sample-letters";
import { periodTitle } from "./report-words";
import { writeLetter } from "./write-letter";

function write(content: ReportContent, pictures?: string[]) {
  const letter = { kind: "report" as const, content, ...REPORT_LINKS };
  return writeLetter({ letter, to: "reader@example.com", at: new Date(0), site: SITE }, pictures ?? picturesOf(letter));
}

/** What is read of the HTML: not what an inbox shows of it, the words for pictures too, and of a link its words. */
function seen(html: string): string {
  return html
    .replace(/<head>.*?<\/head>/s, "")
    .replace(/<div [^>]*data-skip-in-text="true">.*?<\/div><\/div>/s, "")
    .replaceAll(/<img[^>]* alt="(?:[^"]*?\. (?=By ))?([^"]*)"[^>]*>/g, " $1 ")
    .replaceAll(/<!--.*?-->/gs, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll(/&#\d+;/g, "");
}

/** Its words, figures among them, each as often as it is said, but for addresses. */
function wordsOf(text: string): string[] {
  const words = text.replaceAll(/https?:\/\/\S+/g, "").match(/[^\s◉]+/g) ?? [];
  return words
    .map((word) => word.replace(/[:.,;]+$/, ""))
    .filter((word) => word !== "--")
    .sort();
}

function addressesOf(html: string): Set<string> {
  return new Set([...html.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&")));
}

test("the subject begins with the result, the title is the day, and unsubscribing takes one click", async () => {
  const { subject, html, text, headers } = await write(GOLDEN_REPORT);
  expect(subject).toBe("signups up 12 %, 2 alerts");
  expect(html).toMatch(/<h1[^>]*>Sunday 22 November<\/h1>/);
  expect(text).toMatch(/^Sunday 22 November\n/);
  expect(headers).toEqual({
    "List-Unsubscribe": `<${REPORT_LINKS.oneClick}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  });
});

test.each([
  ["signups: 1,236\n  total, up 12 % from Saturday, down 2.7 % from the Sunday before\n  By the hour, from 16 to 88."],
  ["response time of the checkout, 95th percentile: 812.4 ms\n  mean, up 89 % from Saturday, up 90 % from the Sunday"],
  ["revenue: 48.22K EUR\n  total, the same as on Saturday, down 5.5 % from the Sunday before"],
  ["errors: 14\n  total, 0 on Saturday, up 367 % from the Sunday before"],
  ["temperature on the roof: −3.25 °C\n  mean, down 230 % from Saturday\n"],
  ["letters by post: no data\n  7 on Saturday\n"],
  ["And 12 more with numbers"],
  ["2 alerts rang, 1 of them still does. 1 stat fell silent. 1 stat is new."],
  ["812 ms in the last hour, over 500; still rings, since 22 November 2026, 14:05 CET\n"],
  ["14 in an hour, over 10; rang for 2 hours and 5 minutes, from 22 November 2026, 05:00 CET\n"],
  ["nightly import\n    last heard 21 November 2026, 21:57 CET\n"],
  ["trial extensions: 31\n    total\n"],
  ["Release 4.2 went out\n    22 November 2026, 10:00 CET\n"],
])("the text says %j", async (words) => {
  const { text } = await write(GOLDEN_REPORT);
  expect(text).toContain(words);
  expect(text).not.toContain("\u00a0");
});

const REPORTS = SAMPLE_LETTERS.filter((letter) => letter.kind === "report").map(({ content }) => content);

test.each(REPORTS)(
  "the text has the figures, the words and the addresses of the HTML, no fewer and no others",
  async (content) => {
    const { html, text } = await write(content);
    const onlyToPress = [...content.alerts.map(() => "See it"), "Or open this address"].join(" ");
    expect(wordsOf(`${text} ${onlyToPress}`)).toEqual(wordsOf(seen(html)));
    expect(new Set(text.match(/https?:\/\/[^\s,]+/g))).toEqual(addressesOf(html));
  },
);

test("the text of a report of everything has figures of each of its parts", async () => {
  const { text } = await write(GOLDEN_REPORT);
  const parts = text.split("\n\n").filter((part) => /\d/.test(part.replaceAll(/https?:\/\/\S+/g, "")));
  expect(parts.map((part) => part.split("\n")[0]?.replace(/:.*/, ""))).toEqual([
    "Sunday 22 November",
    "Birds of a feather. 2 alerts rang, 1 of them still does. 1 stat fell silent. 1 stat is new.",
    ...GOLDEN_REPORT.lines.map(({ stat }) => stat.name),
    "And 12 more with numbers, which are as usual or nearly so.",
    "Alerts",
    "Fell silent",
    "New",
    "Noted",
  ]);
});

test("the HTML is laid out in tables, asks nothing of another server, and every picture has words for it", async () => {
  const { html } = await write(GOLDEN_REPORT);
  const tables = html.match(/<table[^>]*>/g) ?? [];
  expect(tables.filter((table) => !/role="presentation"/.test(table))).toEqual([]);
  const pictures = html.match(/<img[^>]*>/g) ?? [];
  expect(pictures.map((picture) => / src="cid:([\w-]+)"/.exec(picture)?.[1])).toEqual(["hero", "line-1", "line-2"]);
  expect(pictures.filter((picture) => !/ alt="/.test(picture))).toEqual([]);
  expect(pictures[0]).toContain('alt="signups. By the hour, from 16 to 88."');
  expect(html.replaceAll(/<img[^>]*>/g, "")).not.toMatch(
    /<script|<link|url\(|@import|src=|<form|position:|display:flex/i,
  );
  expect(html).toContain("prefers-color-scheme: dark");
});

test("without pictures it says the same", async () => {
  const bare = await write(GOLDEN_REPORT, []);
  expect(bare.html).not.toContain("<img");
  expect(bare.text).toBe((await write(GOLDEN_REPORT)).text);
});

test("of nothing it says that there was nothing, and no zero", async () => {
  const { subject, text } = await write(EMPTY_REPORT, []);
  expect(subject).toBe("no numbers yesterday");
  expect(text).toContain("Birds of a feather. No numbers came. No alert rang.\n");
  expect(text.slice(0, text.indexOf("Open Statnest"))).not.toMatch(/\b0\b/);
});

const at = (text: string) => Date.parse(text) / 1_000;
test.each([
  ["daily", "2026-03-28T23:00Z", "2026-03-29T22:00Z", "Europe/Berlin", "Sunday 29 March"],
  ["daily", "2026-11-22T18:15Z", "2026-11-23T18:15Z", "Asia/Kathmandu", "Monday 23 November"],
  ["weekly", "2026-11-16T00:00Z", "2026-11-23T00:00Z", "UTC", "16 to 22 November"],
  ["weekly", "2026-11-30T00:00Z", "2026-12-07T00:00Z", "UTC", "30 November to 6 December"],
  ["monthly", "2026-11-01T05:00Z", "2026-12-01T05:00Z", "America/Bogota", "November 2026"],
  ["monthly", "2026-10-15T00:00Z", "2026-11-15T00:00Z", "UTC", "15 October to 14 November"],
] as const)("a %s period from %s to %s in %s is %s", (cadence, from, to, zone, title) => {
  expect(periodTitle({ cadence, from: at(from), to: at(to), zone })).toBe(title);
});

test.each([
  ["weekly", "up 12 % from the week before"],
  ["monthly", "up 12 % from the month before"],
] as const)("a %s one is compared with the one before alone", async (cadence, words) => {
  const lines = GOLDEN_REPORT.lines.slice(0, 1).map((line) => ({ ...line, weekAgo: null }));
  const { text } = await write({ ...EMPTY_REPORT, period: { ...EMPTY_REPORT.period, cadence }, lines });
  expect(text).toContain(`  total, ${words}\n`);
});

const HOSTILE = [
  "a\r\nBcc: everybody@example.com\r\n\r\n<b>body</b>",
  "<img src=x onerror=alert(1)>",
  '"><script>alert(1)</script>',
  "invoice\u202egpj.exe\u2066",
  "😀".repeat(255),
  "\u0000\u001b[31m\u2028\ud83d",
];

describe.each(HOSTILE)("names like %j", (name) => {
  const of = <T extends { stat: { name: string } }>(each: T): T => ({
    ...each,
    stat: { ...each.stat, name, unit: name },
  });
  const content: ReportContent = {
    ...GOLDEN_REPORT,
    team: { id: "t", name },
    lines: GOLDEN_REPORT.lines.map(of),
    fresh: GOLDEN_REPORT.fresh.map(of),
    silent: GOLDEN_REPORT.silent.map(of),
    alerts: GOLDEN_REPORT.alerts.map((alert) => of({ ...alert, alert: name, reason: name })),
    notes: [{ at: 0, text: name, stat: name }],
  };

  test("are inert", async () => {
    const { subject, html, text } = await write(content);
    expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
    expect(Buffer.byteLength(subject)).toBeLessThan(998);
    expect(html.replaceAll(/<img [^>]*src="cid:[\w-]+"[^>]*>/g, "")).not.toMatch(
      /<img|<script|<b>|onerror=alert\(1\)>/i,
    );
    expect((html + text).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
    expect(text).not.toMatch(/^(Bcc|To):|^<b>/m);
  });
});

test("as many stats as a report can name, with the longest names, are not cut off", async () => {
  const long = "😀".repeat(255);
  const stats = Array.from({ length: MAX_REPORT_STATS }, (_, i) => ({
    stat: { id: `stat${i}`, name: long, kind: "counter" as const, unit: "😀".repeat(32) },
    ...{
      madeAt: 0,
      lastAt: 0,
      now: 123_456 + i,
      past: [98_765, 1, 2, 3, 4, 5, 87_654],
      spark: [1, 2, 3],
      sparkFrom: 0,
    },
  }));
  const { team, period, alerts } = GOLDEN_REPORT;
  const rang = Array.from({ length: 20 }, () => ({ ...(alerts[0] as (typeof alerts)[0]), reason: long }));
  const notes = Array.from({ length: 10 }, (_, i) => ({ at: i, text: long, stat: long }));
  const subject = { kind: "stats" as const, statIds: stats.map(({ stat }) => stat.id) };
  const { html } = await write(composeReport({ team, period, stats, alerts: rang, notes }, subject));
  expect(Buffer.byteLength(html)).toBeLessThan(100_000);
});
