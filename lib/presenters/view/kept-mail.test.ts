import { expect, test } from "vitest";
import { keptMailView } from "./kept-mail";

const NOW = new Date("2026-11-23T14:32:00Z");
const MAIL = { id: "01a", from: "s@example.com", to: "a@example.com", subject: "s", text: "t", keptAt: NOW };

function documentOf(html: string, attachments?: { contentId: string; contentType: string; content: string }[]): string {
  return keptMailView({ ...MAIL, html, attachments }, NOW, "n0nce").document;
}

test("a picture that came along is shown from the document itself, as the page's policy has it", () => {
  const picture = { contentId: "chart", contentType: "image/png", content: "AP8=" };
  expect(documentOf('<img src="cid:chart" alt="c">', [picture])).toBe('<img src="data:image/png;base64,AP8=" alt="c">');
});

test("one that did not, or is no picture, is none, and nothing gets out of the attribute", () => {
  expect(documentOf('<img src="cid:chart">')).toBe('<img src="">');
  const page = { contentId: "chart", contentType: "text/html", content: "AP8=" };
  expect(documentOf('<img src="cid:chart">', [page])).toBe('<img src="">');
  const sly = { contentId: "chart", contentType: "image/png", content: '"><script>' };
  expect(documentOf('<img src="cid:chart">', [sly])).toMatch(/^<img src="data:image\/png;base64,[\w+/=]*">$/);
});
