import { expect, test } from "vitest";
import { morningReportView } from "./morning-report";

const nextAt = new Date("2026-11-24T07:00:00Z");
const zone = "Europe/Berlin";

test.each([
  [{ report: null, mayStart: true }, { offered: true }],
  [{ report: null, mayStart: false }, null],
  [{ report: { nextAt: null, zone }, mayStart: true }, null],
  [
    { report: { nextAt, zone }, mayStart: true },
    { offered: false, words: "A report of what moved comes by mail. The next one: 24 Nov 2026, 08:00." },
  ],
])("of %o it says %o", (found, view) => {
  expect(morningReportView(found)).toEqual(view);
});
