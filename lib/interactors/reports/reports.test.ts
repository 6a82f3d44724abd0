import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ReportContent } from "@/lib/domain/report";
import { deleteAccount } from "@/lib/interactors/accounts/delete-account";
import { sendMails } from "@/lib/interactors/mails/send-mails";
import { removeMember } from "@/lib/interactors/people/remove-member";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { updateStat } from "@/lib/interactors/stats/update-stat";
import { leaveTeam } from "@/lib/interactors/team/leave-team";
import { followAddress } from "@/lib/store/records/report-recipients";
import { asking, joined } from "@/lib/testing/cast";
import { DueReports } from "@/lib/testing/due-reports";
import { refusalOf } from "@/lib/testing/refusal";
import { createReport } from "./create-report";
import { deleteReport } from "./delete-report";
import { foreseeTurns } from "./foresee-turns";
import { getReport } from "./get-report";
import { listReports } from "./list-reports";
import { listTurns } from "./list-turns";
import { pauseReport } from "./pause-report";
import { previewReport } from "./preview-report";
import { resumeReport } from "./resume-report";
import { sendReportNow } from "./send-report-now";
import { updateReport } from "./update-report";

const NOW = "2026-11-23T06:00:00.000Z";
const DUE = "2026-11-23T08:00:00.000Z";
const [ALICE, BOB, OUTSIDER] = ["alice@example.com", "bob@example.com", "ada@elsewhere.example"];
let scene: DueReports;
beforeAll(async () => {
  scene = await DueReports.open(NOW);
});
beforeEach(() => scene.reset(NOW));
afterAll(() => scene.close());

const recipientsOf = (id: string) => getReport(scene.alice, { id }).then(({ recipients }) => recipients);
const addresses = async (id: string) => (await recipientsOf(id)).map(({ address }) => address);

async function confirm(address: string): Promise<void> {
  await scene.store.prisma.reportRecipient.updateMany({ where: { address }, data: { confirmedAt: new Date(NOW) } });
}

describe("a report", () => {
  test("is daily at 08:00 by the team's clocks, of what moved most, to whoever asks, unless told otherwise", async () => {
    expect(await createReport(scene.bob, { cadence: "daily" })).toMatchObject({
      name: "Daily report",
      schedule: { rhythm: { every: "day" }, hour: 8, minute: 0, zone: "UTC" },
      subject: { kind: "moved" },
      nextAt: new Date(DUE),
      recipients: [{ address: BOB, confirmedAt: new Date(NOW), unsubscribedAt: null, silent: false }],
    });
  });

  test("foresees its next five times", async () => {
    const { nextTimes } = await scene.report({ cadence: "monthly", day: "31", at: "06:30", tz: "Europe/Berlin" });
    const dates = ["2026-11-30T05:30", "2026-12-31T05:30", "2027-01-31T05:30", "2027-02-28T05:30", "2027-03-31T04:30"];
    expect(nextTimes.map((moment) => moment.toISOString().slice(0, 16))).toEqual(dates);
    const asked = { cadence: "monthly", day: "31", at: "06:30", tz: "Europe/Berlin" } as const;
    expect(await foreseeTurns(scene.viewer, asked)).toEqual({ zone: "Europe/Berlin", times: nextTimes });
  });

  test.each([
    [{}, ["#/cadence: must be one of daily, weekly, monthly"]],
    [{ cadence: "hourly" }, ["#/cadence: must be one of daily, weekly, monthly"]],
    [{ cadence: "daily", at: "8:00" }, ["#/at: must be a time of the day such as 08:00"]],
    [{ cadence: "daily", at: "24:00" }, ["#/at: must be a time of the day such as 08:00"]],
    [{ cadence: "daily", weekday: 1 }, ["#/weekday: goes with weekly reports; leave it out"]],
    [{ cadence: "weekly", day: 1 }, ["#/day: goes with monthly reports; leave it out"]],
    [{ cadence: "weekly", weekday: 8 }, ["#/weekday: must be a day of the week: 1 (Monday) to 7, or its name"]],
    [{ cadence: "weekly", weekday: "m" }, ["#/weekday: must be a day of the week: 1 (Monday) to 7, or its name"]],
    [{ cadence: "monthly", day: 32 }, ["#/day: must be a day of the month, 1 to 31, or last"]],
    [{ cadence: "monthly", day: "" }, ["#/day: must be a day of the month, 1 to 31, or last"]],
    [{ cadence: "daily", tz: "+02:00" }, ["#/tz: is not an IANA time zone"]],
    [{ cadence: "daily", recipients: [] }, ["#/recipients: must name an address"]],
    [{ cadence: "daily", recipients: ["ada"] }, ["#/recipients/0: must be an email address"]],
    [
      { cadence: "daily", subject: { kind: "best" } },
      ["#/subject/kind: must be of kind moved, favourites, tags or stats"],
    ],
    [{ cadence: "daily", subject: { kind: "tags", tags: [] } }, ["#/subject/tags: must name a tag"]],
    [{ cadence: "daily", name: " " }, ["#/name: must not be empty"]],
    [{ cadence: "daily", name: "a\nb" }, ["#/name: must be one line, without control characters"]],
    [{ cadence: "daily", nextAt: "now" }, ["#/nextAt: unknown field"]],
  ])("that cannot be is refused by name: %j", async (input, faults) => {
    const refusal = await refusalOf(createReport(scene.alice, input as never));
    expect(refusal.code).toBe("invalid");
    expect(refusal.more.faults?.map(({ pointer, detail }) => `${pointer}: ${detail}`)).toEqual(faults);
  });

  test.each([
    ["wed", 3],
    ["Sunday", 7],
    ["2", 2],
    [5, 5],
  ])("comes on the weekday that %j names", async (weekday, number) => {
    const { schedule } = await scene.report({ cadence: "weekly", weekday });
    expect(schedule.rhythm).toEqual({ every: "week", weekday: number });
  });

  test("changes in what is named; of another cadence no day of the old is kept", async () => {
    const { publicId: id } = await scene.report({ cadence: "weekly", weekday: 3, at: "06:00", name: "w" });
    expect(await updateReport(scene.alice, { id, weekday: "fri" })).toMatchObject({
      schedule: { rhythm: { every: "week", weekday: 5 }, hour: 6 },
      nextAt: new Date("2026-11-27T06:00Z"),
    });
    const monthly = await updateReport(scene.alice, { id, cadence: "monthly" });
    expect(monthly).toMatchObject({ name: "w", schedule: { rhythm: { every: "month", day: 1 }, hour: 6 } });
    await pauseReport(scene.alice, { id });
    expect((await updateReport(scene.alice, { id, cadence: "daily" })).nextAt).toBeNull();
  });

  test("is written down with what was done to it", async () => {
    const { publicId: id } = await scene.report();
    await updateReport(scene.alice, { id, name: "Morning" });
    await updateReport(scene.alice, { id, name: "Morning" });
    await pauseReport(scene.alice, { id });
    await pauseReport(scene.alice, { id });
    await resumeReport(scene.alice, { id });
    await sendReportNow(scene.alice, { id, test: true });
    await deleteReport(scene.alice, { id });
    const events = await scene.store.prisma.auditEvent.findMany({
      where: { subjectKind: "report", subjectId: id },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action }) => action.replace("report.", ""))).toEqual([
      ...["made", "changed", "paused", "resumed", "sent", "deleted"],
    ]);
    expect(events[1]?.detail).toEqual({ changed: ["name"] });
  });

  test("is the team's, to be read by all of it and changed from members up", async () => {
    const { publicId: id } = await scene.report();
    for (const read of [getReport, listTurns, previewReport]) {
      await expect(read(scene.viewer, { id })).resolves.toBeDefined();
      expect(await refusalOf(read(scene.charlie, { id }))).toMatchObject({
        ...{ code: "not_found", detail: "there is no such report" },
      });
    }
    for (const change of [updateReport, pauseReport, resumeReport, deleteReport, sendReportNow]) {
      expect((await refusalOf(change(scene.viewer, { id }))).code).toBe("forbidden");
      expect((await refusalOf(change(scene.charlie, { id }))).code).toBe("not_found");
    }
    expect((await refusalOf(createReport(scene.viewer, { cadence: "daily" }))).code).toBe("forbidden");
    expect((await listReports(scene.charlie)).data).toEqual([]);
    expect((await listReports(scene.viewer)).data.map(({ publicId }) => publicId)).toEqual([id]);
  });

  test("is one of a hundred at most", async () => {
    await scene.store.prisma.report.createMany({
      data: Array.from({ length: 100 }, (_, i) => ({
        ...{ publicId: `p${i}`, teamId: scene.cast.alice.teamId, name: "r", cadence: "daily" as const },
        ...{ atMinute: 0, zone: "UTC", subject: { kind: "moved" } },
      })),
    });
    expect((await refusalOf(scene.report())).code).toBe("unprocessable");
    const { data, next } = await listReports(scene.alice, { limit: 60 });
    const rest = await listReports(scene.alice, { limit: 60, cursor: next ?? undefined });
    expect([data.length, rest.data.length, rest.next]).toEqual([60, 40, null]);
  });
});

describe("who gets it", () => {
  test("members at once, anybody else once they agreed", async () => {
    const { publicId: id } = await scene.report({ recipients: [ALICE, ` ${OUTSIDER.toUpperCase()} `, OUTSIDER] });
    expect((await recipientsOf(id)).map(({ address, confirmedAt }) => [address, confirmedAt !== null])).toEqual([
      [ALICE, true],
      [OUTSIDER, false],
    ]);
    await sendMails(scene.job);
    expect(scene.sink.mails.map(({ to }) => to)).toEqual([OUTSIDER]);
    await scene.tick(DUE);
    expect(scene.got()).toEqual({ [ALICE]: 1 });
    await confirm(OUTSIDER);
    await scene.tick("2026-11-24T08:00:00Z");
    expect(scene.got()).toEqual({ [ALICE]: 2, [OUTSIDER]: 1 });
  });

  test("an address is asked three times a day at most, and a team asks twenty", async () => {
    for (let i = 0; i < 3; i++) await scene.report({ recipients: [OUTSIDER] });
    expect((await refusalOf(scene.report({ recipients: [OUTSIDER] }))).code).toBe("limited");
    const many = Array.from({ length: 17 }, (_, i) => `ada-${i}@elsewhere.example`);
    await scene.report({ recipients: many });
    expect((await refusalOf(scene.report({ recipients: ["one@elsewhere.example"] }))).code).toBe("limited");
    expect(await scene.store.prisma.report.count()).toBe(4);
  });

  test("whoever unsubscribed is not put back by a list, nor by leaving them out and naming them again", async () => {
    const { publicId: id } = await scene.report({ recipients: [ALICE, BOB] });
    await scene.store.prisma.reportRecipient.updateMany({
      where: { address: BOB },
      data: { unsubscribedAt: new Date(NOW) },
    });
    await updateReport(scene.alice, { id, recipients: [ALICE] });
    const { recipients } = await updateReport(scene.alice, { id, recipients: [ALICE, BOB] });
    expect(recipients.map(({ address, unsubscribedAt }) => [address, unsubscribedAt !== null])).toEqual([
      [ALICE, false],
      [BOB, true],
    ]);
    expect((await refusalOf(updateReport(scene.alice, { id, recipients: [BOB] }))).code).toBe("unprocessable");
    await scene.tick(DUE);
    expect(scene.got()).toEqual({ [ALICE]: 1 });
  });

  test("who is taken off the list gets nothing, not even what waits to be sent", async () => {
    const { publicId: id } = await scene.report({ recipients: [ALICE, BOB] });
    scene.sink.trouble = ({ to }) => (to === BOB ? 500 : null);
    await scene.tick(DUE);
    await updateReport(scene.alice, { id, recipients: [ALICE] });
    expect(await addresses(id)).toEqual([ALICE]);
    scene.sink.trouble = () => null;
    await scene.tick("2026-11-23T08:10:00Z");
    expect(scene.got()).toEqual({ [ALICE]: 1 });
    const [turn] = (await listTurns(scene.alice, { id })).data;
    expect(turn?.copies.map(({ address, sentAt }) => [address, sentAt !== null])).toEqual([
      [ALICE, true],
      [BOB, false],
    ]);
  });

  test("nobody at an address from which mail came back", async () => {
    const { publicId: id } = await scene.report({ recipients: [ALICE, BOB] });
    await scene.store.prisma.silentAddress.create({ data: { address: BOB, reason: "bounced", since: new Date(NOW) } });
    await scene.tick(DUE);
    expect(scene.got()).toEqual({ [ALICE]: 1 });
    expect((await recipientsOf(id)).map(({ silent }) => silent)).toEqual([false, true]);
  });

  test("somebody who leaves the team or is removed gets it no more, until they agree as anybody else", async () => {
    const dora = await joined(scene.store, "dora@example.com", scene.cast.alice.teamId, "member");
    const emil = await joined(scene.store, "emil@example.com", scene.cast.alice.teamId, "member");
    const recipients = [ALICE, "dora@example.com", "emil@example.com"];
    const { publicId: id } = await scene.report({ recipients });
    await leaveTeam(asking(scene.store, scene.clock, dora.actor));
    await removeMember(scene.alice, { id: emil.userId });
    await scene.tick(DUE);
    expect(scene.got()).toEqual({ [ALICE]: 1 });
    await updateReport(scene.alice, { id, recipients });
    const asked = await scene.store.prisma.mail.findMany({
      where: { kind: "report_confirm" },
      orderBy: { recipient: "asc" },
    });
    expect(asked.map(({ recipient }) => recipient)).toEqual(["dora@example.com", "emil@example.com"]);
    await updateReport(scene.alice, { id, recipients });
    expect(await scene.store.prisma.mail.count({ where: { kind: "report_confirm" } })).toBe(2);
    await confirm("dora@example.com");
    await scene.tick("2026-11-24T08:00:00Z");
    expect(scene.got()).toEqual({ [ALICE]: 2, "dora@example.com": 1 });
  });

  test("somebody who was asked and then joins the team need not agree any more", async () => {
    await scene.report({ recipients: ["frida@example.com"] });
    await joined(scene.store, "frida@example.com", scene.cast.alice.teamId, "viewer");
    await scene.tick(DUE);
    expect(scene.got()).toEqual({ "frida@example.com": 1 });
  });

  test("a report follows its reader to another address, and forgets one who deletes their account", async () => {
    const gil = await joined(scene.store, "gil@example.com", scene.cast.alice.teamId, "member");
    const { publicId: id } = await scene.report({ recipients: [ALICE, "gil@example.com"] });
    const both = await scene.report({ recipients: ["gil@example.com", "gil@new.example"] });
    await scene.store.prisma.$transaction((tx) => {
      return followAddress(tx, gil.userId, { from: "gil@example.com", to: "gil@new.example" });
    });
    await scene.store.prisma.user.update({
      where: { id: gil.userId },
      data: { email: "gil@new.example", verifiedEmail: "gil@new.example" },
    });
    expect(await addresses(id)).toEqual([ALICE, "gil@new.example"]);
    expect(await addresses(both.publicId)).toEqual(["gil@new.example"]);
    await deleteAccount(asking(scene.store, scene.clock, gil.actor), { email: "gil@new.example" });
    expect(await addresses(id)).toEqual([ALICE]);
  });
});

describe("what it tells of", () => {
  const AT = "2026-11-22T10:00:00Z";
  const put = async (seriesId: bigint, moment = AT) => {
    await scene.store.pool.query(
      `INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at) VALUES ($1, $2, 1, 5, 5, 5, 0, 5, $2)`,
      [String(seriesId), moment],
    );
  };
  const told = async (id: string) => {
    const { turn } = await sendReportNow(scene.alice, { id });
    const where = { turn, report: { publicId: id } };
    const { content } = await scene.store.prisma.reportTurn.findFirstOrThrow({ where });
    const { lines, fresh } = content as unknown as ReportContent;
    return [...lines, ...fresh].map(({ stat }) => stat.name).sort();
  };

  test("stats by name, tags and favourites: those that the team sees when it is sent", async () => {
    const [a, b] = [await scene.stat("a"), await scene.stat("b")];
    for (const { seriesId } of [a, b]) await put(seriesId);
    await updateStat(scene.alice, { id: a.id, tags: ["web"], favourite: true });
    await updateStat(scene.bob, { id: b.id, favourite: true });
    const cases = [
      [{ kind: "moved" }, ["a", "b"]],
      [{ kind: "stats", stats: [b.id] }, ["b"]],
      [{ kind: "tags", tags: ["web", "gone"] }, ["a"]],
      [{ kind: "favourites" }, ["a"]],
    ] as const;
    for (const [subject, names] of cases) {
      const { publicId: id } = await scene.report({ subject: subject as never });
      expect(await told(id)).toEqual(names);
      await updateReport(scene.bob, { id, subject: subject as never });
      expect(await told(id)).toEqual(names);
    }
    await trashStat(scene.alice, { id: b.id });
    const { data } = await listReports(scene.alice);
    const id = data.find(({ subject }) => subject.kind === "stats")?.publicId ?? "";
    expect(await told(id)).toEqual([]);
    const again = await updateReport(scene.alice, { id, subject: { kind: "stats", stats: [a.id, b.id] } });
    expect(again.subject).toEqual({ kind: "stats", statIds: [a.id] });
  });

  test("of a stat that the team does not see nobody can tell that it is there", async () => {
    const { id: stranger } = await scene.stat("c", "counter", scene.charlie);
    for (const id of [stranger, "zzZZ99"]) {
      const refusal = await refusalOf(scene.report({ subject: { kind: "stats", stats: [id] } }));
      expect([refusal.code, refusal.detail]).toEqual(["not_found", "there is no such stat"]);
    }
  });

  test("alerts that rang in the period or ring still, and what was written down", async () => {
    const { id, seriesId } = await scene.stat("orders");
    await put(seriesId);
    const { teamId } = scene.cast.alice;
    const { id: alertId } = await scene.store.prisma.alert.create({
      data: {
        ...{ publicId: "alert1", teamId, name: "n", statId: seriesId, kind: "value", condition: {}, timeWindow: "1h" },
      },
    });
    const spans = [
      ["2026-11-20T10:00Z", "2026-11-20T11:00Z"],
      ["2026-11-21T23:00Z", "2026-11-22T01:00Z"],
      ["2026-11-22T09:00Z", "2026-11-22T10:00Z"],
      ["2026-11-10T09:00Z", null],
      ["2026-11-23T05:00Z", null],
    ] as const;
    for (const [beganAt, endedAt] of spans) {
      await scene.store.prisma.incident.create({
        data: {
          ...{ teamId, alertId, statId: seriesId, rule: { name: beganAt }, beganAt: new Date(beganAt) },
          endedAt: endedAt === null ? null : new Date(endedAt),
        },
      });
    }
    await scene.store.prisma.annotation.createMany({
      data: [
        { teamId, statId: null, at: new Date(AT), text: "deploy", author: "a", createdAt: new Date(AT) },
        { teamId, statId: seriesId, at: new Date(NOW), text: "later", author: "a", createdAt: new Date(AT) },
      ],
    });
    for (const subject of [{ kind: "moved" as const }, { kind: "stats" as const, stats: [id] }]) {
      const report = await scene.report({ subject });
      await sendReportNow(scene.alice, { id: report.publicId });
      const { content } = await scene.store.prisma.reportTurn.findFirstOrThrow({ where: { reportId: report.id } });
      expect(content).toMatchObject({
        alerts: [
          { alert: "2026-11-23T05:00Z", endedAt: null },
          { alert: "2026-11-10T09:00Z", endedAt: null },
          { alert: "2026-11-22T09:00Z", stat: { name: "orders" } },
        ],
        notes: [{ text: "deploy", stat: null, at: Date.parse(AT) / 1_000 }],
      });
    }
  });

  test("what began in the period, and what fell silent since when", async () => {
    const [old, gone] = [await scene.stat("old"), await scene.stat("gone")];
    const young = await scene.stat("young");
    await scene.store.pool.query("UPDATE stat SET created_at = $1 WHERE id = ANY($2)", [
      "2026-01-01T00:00Z",
      [String(old.seriesId), String(gone.seriesId)],
    ]);
    await scene.store.pool.query("UPDATE stat SET created_at = $1 WHERE id = $2", [AT, String(young.seriesId)]);
    for (const each of [old, young]) await put(each.seriesId);
    for (const each of [old, gone]) await put(each.seriesId, "2026-11-21T20:00:00Z");
    const report = await scene.report();
    await scene.tick(DUE);
    const { content } = await scene.store.prisma.reportTurn.findFirstOrThrow({ where: { reportId: report.id } });
    expect(content).toMatchObject({
      lines: [{ stat: { name: "old" }, now: 5, before: 5 }],
      fresh: [{ stat: { name: "young" }, now: 5 }],
      silent: [{ stat: { name: "gone" }, lastAt: Date.parse("2026-11-21T20:00Z") / 1_000 }],
    });
    const [line] = (content as { lines: { spark: (number | null)[] }[] }).lines;
    expect(line?.spark.map((value) => value !== null).indexOf(true)).toBe(10);
  });
});

describe("sent by hand", () => {
  test("goes to everybody who gets it, beside its turns, under a number of its own", async () => {
    const { publicId: id } = await scene.report({ recipients: [ALICE, BOB, OUTSIDER] });
    expect(await sendReportNow(scene.bob, { id })).toEqual({ turn: "2026-11-23#1", mails: 2 });
    expect(await sendReportNow(scene.bob, { id })).toEqual({ turn: "2026-11-23#2", mails: 2 });
    await scene.tick(DUE);
    expect(scene.got()).toEqual({ [ALICE]: 3, [BOB]: 3 });
    expect(await scene.turns()).toEqual(["2026-11-23#1 handed", "2026-11-23#2 handed", "2026-11-23 handed"]);
    const pages = await listTurns(scene.viewer, { id, limit: 2 });
    const rest = await listTurns(scene.viewer, { id, limit: 2, cursor: pages.next ?? undefined });
    expect([...pages.data, ...rest.data].map(({ turn }) => turn).sort()).toEqual([
      "2026-11-23",
      "2026-11-23#1",
      "2026-11-23#2",
    ]);
  });

  test("as a test goes to oneself, on the list or not", async () => {
    const { publicId: id } = await scene.report({ recipients: [ALICE] });
    for (const ctx of [scene.alice, scene.bob]) await sendReportNow(ctx, { id, test: true });
    await sendMails(scene.job);
    expect(scene.sink.mails.map(({ to, headers }) => [to, headers?.["List-Unsubscribe"] !== undefined]).sort()).toEqual(
      [
        [ALICE, true],
        [BOB, false],
      ],
    );
    expect(await addresses(id)).toEqual([ALICE]);
  });

  test("is refused when nobody gets it, and after ten times on one day", async () => {
    const none = await scene.report({ recipients: [OUTSIDER] });
    expect((await refusalOf(sendReportNow(scene.alice, { id: none.publicId }))).code).toBe("unprocessable");
    const { publicId: id } = await scene.report();
    for (let i = 0; i < 10; i++) await sendReportNow(scene.alice, { id });
    expect((await refusalOf(sendReportNow(scene.alice, { id }))).code).toBe("limited");
    expect(await scene.turns()).toHaveLength(10);
  });
});

test("a preview is the mail as it would be sent, and leaves nothing behind", async () => {
  const { publicId: id } = await scene.report();
  const { subject, html } = await previewReport(scene.viewer, { id });
  expect(subject).toBe("no numbers yesterday");
  expect(html).toContain("</html>");
  expect(html).not.toContain("cid:");
  expect(await scene.store.prisma.reportTurn.count()).toBe(0);
  expect(await scene.store.prisma.mail.count()).toBe(0);
});
