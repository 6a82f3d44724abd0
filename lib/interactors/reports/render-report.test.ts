import { expect, test } from "vitest";
import { GOLDEN_REPORT } from "@/lib/testing/golden-report";
import { renderReport, renderReportPage } from "./render-report";

const SITE = "https://stats.example.com";
const ABOUT = { site: SITE, links: { open: `${SITE}/stats`, unsubscribe: `${SITE}/reports/unsubscribe?token=a.b` } };
const TEN = { ...GOLDEN_REPORT, lines: Array.from({ length: 14 }, (_, i) => lineNo(i)) };

function lineNo(i: number) {
  const line = GOLDEN_REPORT.lines[i % 5] as (typeof GOLDEN_REPORT.lines)[0];
  return { ...line, stat: { ...line.stat, id: `${line.stat.id}${i}` } };
}

test("a report comes with the chart of what moved most and a line for each of the others", async () => {
  const { attachments = [], html } = await renderReport(GOLDEN_REPORT, ABOUT);
  expect(attachments.map(({ contentId }) => contentId)).toEqual([
    "hero",
    "line-1",
    "line-2",
    "line-3",
    "line-4",
    "line-5",
  ]);
  for (const { content, contentType, contentId } of attachments) {
    expect(contentType).toBe("image/png");
    expect(Buffer.from(content, "base64").subarray(1, 4).toString()).toBe("PNG");
    expect(html).toContain(`src="cid:${contentId}"`);
  }
});

test("the whole mail weighs less than 100 KB, and each of the small pictures at most 2 KB", async () => {
  const mail = await renderReport(TEN, ABOUT);
  const [hero, ...small] = (mail.attachments ?? []).map(({ content }) => Buffer.from(content, "base64").length);
  expect(small).toHaveLength(11);
  expect(Math.max(...small)).toBeLessThanOrEqual(2_048);
  expect(hero).toBeGreaterThan(5_000);
  expect(Buffer.byteLength(JSON.stringify(mail))).toBeLessThan(100_000);
});

test("the same report is the same mail, to the last byte", async () => {
  expect(await renderReport(GOLDEN_REPORT, ABOUT)).toEqual(await renderReport(GOLDEN_REPORT, ABOUT));
});

test("in a browser it is the mail, with its pictures in it", async () => {
  const { html, attachments = [] } = await renderReport(GOLDEN_REPORT, ABOUT);
  const { html: page } = await renderReportPage(GOLDEN_REPORT, ABOUT);
  expect(page).not.toContain("cid:");
  expect(page.match(/src="data:image\/png;base64,/g)).toHaveLength(attachments.length);
  let id = 0;
  expect(page.replace(/src="data:[^"]*"/g, () => `src="cid:${attachments[id++]?.contentId}"`)).toBe(html);
});

test("a day on which clocks change, and steps that are none of ours, are drawn all the same", async () => {
  for (const count of [23, 25, 48, 7, 1, 0]) {
    const lines = GOLDEN_REPORT.lines.map((line) => ({ ...line, spark: Array.from({ length: count }, (_, i) => i) }));
    const period = { ...GOLDEN_REPORT.period, to: GOLDEN_REPORT.period.from + (count === 25 ? 25 : 23) * 3_600 };
    const { attachments = [] } = await renderReport({ ...GOLDEN_REPORT, period, lines }, ABOUT);
    expect(attachments).toHaveLength(count === 0 ? 0 : 7);
  }
});
