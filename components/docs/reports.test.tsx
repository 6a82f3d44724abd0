import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { REPORT_CADENCES } from "@/lib/domain/report";
import { CHORES } from "@/lib/interactors/housekeeping/chores";
import { createReportInput } from "@/lib/interactors/reports/report-input";
import { presentDueWork } from "@/lib/presenters/http/due-work";
import { REPORT_SUBJECTS } from "@/lib/presenters/view/report-draft";
import { REPORT_CHAPTERS, Reports, TICK_ANSWER } from "./reports";

const page = renderToStaticMarkup(<Reports origin="https://stats.example.com" />);
const words = new Set(page.replace(/<[^>]+>/g, " ").split(/[^\w.]+/));

test("the page on reports names every cadence, subject and field there is", () => {
  for (const each of [...REPORT_CADENCES, ...REPORT_SUBJECTS, ...Object.keys(createReportInput.shape)]) {
    expect(words).toContain(each);
  }
});

test("every chapter that the contents list is there", () => {
  for (const { id } of REPORT_CHAPTERS) expect(page).toContain(`id="${id}"`);
});

test("what it says that a scheduler is answered has the fields and the chores that there are", async () => {
  const said = JSON.parse(TICK_ANSWER);
  const answered = await presentDueWork({ tookMs: 412, done: said.done, failed: {}, left: [] }).json();
  expect(said).toEqual(answered);
  for (const field of Object.keys(answered)) expect(words).toContain(field);
  const chores = CHORES.map(({ name }) => name);
  expect(Object.keys(said.done).filter((name) => !chores.includes(name))).toEqual([]);
});
