import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DueReports } from "@/lib/testing/due-reports";
import { refusalOf } from "@/lib/testing/refusal";
import { askReaderAgain } from "./ask-reader-again";
import { foreseeTurns } from "./foresee-turns";
import { lastSent } from "./last-sent";
import { readersAtOnce } from "./readers-at-once";
import { reportStats } from "./report-stats";
import { sendReportNow } from "./send-report-now";

const NOW = "2026-11-23T06:00:00.000Z";
const OUTSIDER = "ada@elsewhere.example";
let scene: DueReports;
beforeAll(async () => {
  scene = await DueReports.open(NOW);
});
beforeEach(() => scene.reset(NOW));
afterAll(() => scene.close());

const asked = () => scene.store.prisma.mail.count({ where: { kind: "report_confirm", recipient: OUTSIDER } });

test("somebody who has not agreed is asked again, three times a day at most", async () => {
  const { publicId: id } = await scene.report({ cadence: "daily", recipients: [OUTSIDER] });
  await askReaderAgain(scene.bob, { id, address: OUTSIDER });
  await askReaderAgain(scene.bob, { id, address: OUTSIDER });
  expect(await asked()).toBe(3);
  expect(await refusalOf(askReaderAgain(scene.bob, { id, address: OUTSIDER }))).toMatchObject({ code: "limited" });
  expect(await asked()).toBe(3);
});

test("who gets it, who ended it and who is not on the list are not asked again", async () => {
  const { publicId: id } = await scene.report({ cadence: "daily", recipients: ["alice@example.com", OUTSIDER] });
  const { prisma } = scene.store;
  await prisma.reportRecipient.updateMany({ where: { address: OUTSIDER }, data: { unsubscribedAt: new Date(NOW) } });
  for (const address of ["alice@example.com", OUTSIDER, "nobody@example.com"]) {
    expect(await refusalOf(askReaderAgain(scene.bob, { id, address }))).toMatchObject({ code: "conflict" });
  }
  expect(await asked()).toBe(1);
});

test("strangers find no report, and who only looks asks nobody", async () => {
  const { publicId: id } = await scene.report({ cadence: "daily", recipients: [OUTSIDER] });
  expect(await refusalOf(askReaderAgain(scene.charlie, { id, address: OUTSIDER }))).toMatchObject({
    code: "not_found",
  });
  expect(await refusalOf(askReaderAgain(scene.viewer, { id, address: OUTSIDER }))).toMatchObject({ code: "forbidden" });
  expect(await refusalOf(foreseeTurns(scene.charlie, { id, cadence: "daily" }))).toMatchObject({ code: "not_found" });
  expect(await refusalOf(readersAtOnce(scene.viewer))).toMatchObject({ code: "forbidden" });
});

test("the times of a report that is changed are on days after all that it was sent on", async () => {
  const { publicId: id } = await scene.report({ cadence: "daily", at: "08:00" });
  const { id: reportId } = await scene.store.prisma.report.findUniqueOrThrow({ where: { publicId: id } });
  const at = new Date(NOW);
  const turn = { fromAt: at, toAt: at, dueAt: at, state: "handed" as const };
  await scene.store.prisma.reportTurn.create({ data: { reportId, turn: "2026-11-23", ...turn } });
  const later = { cadence: "daily", at: "12:00" } as const;
  expect((await foreseeTurns(scene.alice, later)).times[0]).toEqual(new Date("2026-11-23T12:00:00Z"));
  expect((await foreseeTurns(scene.alice, { id, ...later })).times[0]).toEqual(new Date("2026-11-24T12:00:00Z"));
});

test("it is known when each report was sent last, to its team alone", async () => {
  const { publicId: id } = await scene.report({ cadence: "daily" });
  expect(await lastSent(scene.viewer)).toEqual(new Map());
  await sendReportNow(scene.alice, { id });
  expect(await lastSent(scene.viewer)).toEqual(new Map([[id, new Date(NOW)]]));
  expect(await lastSent(scene.charlie)).toEqual(new Map());
});

test("the addresses that the team's people have proved get it at once", async () => {
  expect(await readersAtOnce(scene.bob)).toEqual(expect.arrayContaining(["alice@example.com", "bob@example.com"]));
  expect(await readersAtOnce(scene.charlie)).not.toContain("alice@example.com");
});

test("of the stats that a report names those that are seen are found, in its order", async () => {
  const [one, two] = [await scene.stat("one"), await scene.stat("two")];
  const ids = [two.id, "nobody", one.id];
  expect((await reportStats(scene.viewer, { ids })).map(({ name }) => name)).toEqual(["two", "one"]);
  expect(await reportStats(scene.charlie, { ids })).toEqual([]);
  expect(await reportStats(scene.viewer, { ids: [] })).toEqual([]);
});
