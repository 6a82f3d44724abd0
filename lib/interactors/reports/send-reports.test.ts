import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { sendMails } from "@/lib/interactors/mails/send-mails";
import { openStore } from "@/lib/store/engine/store";
import { takeTurn } from "@/lib/store/records/report-turns";
import { asking } from "@/lib/testing/cast";
import { DueReports } from "@/lib/testing/due-reports";
import { startMailWorker } from "@/lib/testing/mail-worker";
import { listTurns } from "./list-turns";
import { pauseReport } from "./pause-report";
import { purgeReportTurns } from "./purge-report-turns";
import * as facts from "./read-report-facts";
import { resumeReport } from "./resume-report";
import { sendReports } from "./send-reports";
import { updateReport } from "./update-report";

const NOW = "2026-11-23T06:00:00.000Z";
const KILLS = process.env.STATNEST_DEEP ? 100 : 5;
const ALICE = "alice@example.com";
const HOUR_MS = 3_600_000;
let scene: DueReports;
beforeAll(async () => {
  scene = await DueReports.open(NOW);
});
beforeEach(() => scene.reset(NOW));
afterAll(() => scene.close());

const hoursLate = (hours: number) => new Date(Date.parse("2026-11-23T08:00:00Z") + hours * HOUR_MS);

describe("a report that is due", () => {
  test("is sent at its hour, once, and is due again the next day", async () => {
    const { publicId: id } = await scene.report();
    expect(await scene.tick("2026-11-23T07:59:59Z")).toBe(0);
    expect(await scene.tick("2026-11-23T08:00:00Z")).toBe(1);
    expect(await scene.tick("2026-11-23T08:05:00Z")).toBe(0);
    expect(scene.got()).toEqual({ [ALICE]: 1 });
    const { data } = await listTurns(scene.alice, { id });
    expect(data).toMatchObject([
      {
        ...{ turn: "2026-11-23", state: "handed", subject: "no numbers yesterday" },
        ...{ fromAt: new Date("2026-11-22T00:00Z"), toAt: new Date("2026-11-23T00:00Z") },
        copies: [{ address: ALICE, sentAt: new Date("2026-11-23T08:00Z"), problem: "" }],
      },
    ]);
    expect(await scene.tick("2026-11-24T08:00:00Z")).toBe(1);
    expect(scene.got()).toEqual({ [ALICE]: 2 });
  });

  test("is sent once, late, when nothing ran for six hours", async () => {
    const { publicId: id } = await scene.report();
    expect(await scene.tick(hoursLate(6))).toBe(1);
    expect(scene.got()).toEqual({ [ALICE]: 1 });
    const [turn] = (await listTurns(scene.alice, { id })).data;
    expect(Number(turn?.createdAt) - Number(turn?.dueAt)).toBe(6 * HOUR_MS);
  });

  test("is skipped, which is written down, when nothing ran for thirty; the newest is sent", async () => {
    await scene.report();
    expect(await scene.tick(hoursLate(30))).toBe(1);
    expect(await scene.turns()).toEqual(["2026-11-23 skipped", "2026-11-24 handed"]);
    expect(scene.got()).toEqual({ [ALICE]: 1 });
  });

  test("of a week is skipped a day late, and comes the next week", async () => {
    const { nextAt } = await scene.report({ cadence: "weekly", weekday: "monday" });
    expect(nextAt).toEqual(hoursLate(0));
    expect(await scene.tick(hoursLate(30))).toBe(0);
    expect(await scene.turns()).toEqual(["2026-11-23 skipped"]);
    expect(await scene.tick(hoursLate(7 * 24))).toBe(1);
    expect(scene.got()).toEqual({ [ALICE]: 1 });
  });

  test("after a year without anybody the last month of what was missed is written down", async () => {
    await scene.report();
    expect(await scene.tick(hoursLate(365 * 24))).toBe(1);
    const turns = await scene.turns();
    expect([turns.length, turns[0], turns.at(-1)]).toEqual([31, "2027-10-24 skipped", "2027-11-23 handed"]);
  });

  test("that cannot be composed stops no other, and is tried again", async () => {
    const broken = await scene.report({ name: "broken" });
    await scene.report({ name: "good" });
    const reading = vi.spyOn(facts, "readReportFacts");
    reading.mockImplementationOnce(async () => {
      throw new Error("poisoned");
    });
    expect(await scene.tick(hoursLate(0))).toBe(1);
    expect(await scene.tick(hoursLate(0.05))).toBe(0);
    expect(await scene.tick(hoursLate(0.1))).toBe(1);
    reading.mockRestore();
    expect(scene.got()).toEqual({ [ALICE]: 2 });
    expect((await listTurns(scene.alice, { id: broken.publicId })).data).toHaveLength(1);
  });

  test("that never can be is given up after a day", async () => {
    await scene.report();
    const reading = vi.spyOn(facts, "readReportFacts").mockRejectedValue(new Error("poisoned"));
    expect(await scene.tick(hoursLate(0))).toBe(0);
    await pauseReport(scene.alice, { id: (await scene.store.prisma.report.findFirstOrThrow()).publicId });
    expect(await scene.tick(hoursLate(25))).toBe(0);
    reading.mockRestore();
    expect(await scene.turns()).toEqual(["2026-11-23 skipped"]);
    expect(scene.sink.mails).toEqual([]);
  });

  test("with a zone that is none any more waits, and stops no other", async () => {
    const { id } = await scene.report();
    await scene.report({ name: "good" });
    await scene.store.prisma.report.update({ where: { id }, data: { zone: "Mars/Olympus" } });
    expect(await scene.tick(hoursLate(0))).toBe(1);
    const { nextAt } = await scene.store.prisma.report.findUniqueOrThrow({ where: { id } });
    expect(nextAt).toEqual(hoursLate(1));
  });

  test("of a team that is being deleted is not sent", async () => {
    await scene.report();
    await scene.store.prisma.team.updateMany({ data: { deletedAt: new Date(NOW) } });
    expect(await scene.tick(hoursLate(0))).toBe(0);
    await scene.store.prisma.team.updateMany({ data: { deletedAt: null } });
    expect(scene.sink.mails).toEqual([]);
  });

  test("is not sent while it is paused, and what was missed then is not made up for", async () => {
    const { publicId: id } = await scene.report();
    expect((await pauseReport(scene.alice, { id })).nextTimes).toEqual([]);
    expect(await scene.tick(hoursLate(1))).toBe(0);
    expect((await resumeReport(scene.alice, { id })).nextAt).toEqual(hoursLate(24));
    expect(await scene.tick(hoursLate(2))).toBe(0);
  });
});

describe("one for each local date", () => {
  test("whatever the hour is changed to", async () => {
    const { publicId: id } = await scene.report();
    await scene.tick(hoursLate(0));
    expect((await updateReport(scene.alice, { id, at: "18:00" })).nextAt).toEqual(hoursLate(34));
    expect(await scene.tick(hoursLate(11))).toBe(0);
    expect(await scene.tick(hoursLate(34))).toBe(1);
    expect(await scene.turns()).toEqual(["2026-11-23 handed", "2026-11-24 handed"]);
  });

  test("when the zone is changed in the middle of a day", async () => {
    const { publicId: id } = await scene.report({ tz: "Pacific/Auckland" });
    // 08:00 of the 24th in Auckland.
    await scene.tick("2026-11-23T19:00:00Z");
    const moved = await updateReport(scene.alice, { id, tz: "Pacific/Honolulu" });
    expect(moved.nextAt).toEqual(new Date("2026-11-25T18:00:00Z"));
    const back = await updateReport(scene.alice, { id, tz: "Pacific/Auckland" });
    expect(back.nextAt).toEqual(new Date("2026-11-24T19:00:00Z"));
    expect(await scene.turns()).toEqual(["2026-11-24 handed"]);
  });

  test("what is due when the schedule is changed is sent by the one before", async () => {
    const { publicId: id } = await scene.report();
    scene.clock.set(hoursLate(0.01));
    expect((await updateReport(scene.alice, { id, at: "07:00" })).nextAt).toEqual(hoursLate(23));
    expect(await scene.tick(hoursLate(0.02))).toBe(1);
    expect(await scene.turns()).toEqual(["2026-11-23 handed"]);
  });

  test("a schedule that is changed while a turn waits compares with no days of another length", async () => {
    const { publicId: id } = await scene.report();
    scene.clock.set(hoursLate(0.01));
    await updateReport(scene.alice, { id, cadence: "weekly" });
    expect(await scene.tick(hoursLate(0.02))).toBe(1);
    const turn = await scene.store.prisma.reportTurn.findFirstOrThrow();
    expect(turn.content).toMatchObject({ period: { cadence: "daily", to: Date.parse("2026-11-23T00:00Z") / 1_000 } });
  });

  test.each([
    ["Europe/Berlin", "2027-03-26T12:00:00Z"],
    ["Europe/Berlin", "2026-10-23T12:00:00Z"],
    ["America/New_York", "2027-03-12T12:00:00Z"],
    ["Australia/Lord_Howe", "2027-04-02T12:00:00Z"],
    ["America/Havana", "2027-03-12T12:00:00Z"],
  ])("where clocks change: %s from %s on", async (zone, from) => {
    scene.clock.set(from);
    await scene.report({ at: "02:30", tz: zone });
    await scene.report({ at: "00:00", tz: zone });
    for (let minutes = 5; minutes <= 4 * 24 * 60; minutes += 15) {
      scene.clock.set(new Date(Date.parse(from) + minutes * 60_000));
      await sendReports(scene.job);
    }
    const turns = await scene.store.prisma.reportTurn.findMany({ orderBy: [{ reportId: "asc" }, { turn: "asc" }] });
    expect(turns).toHaveLength(8);
    for (const [i, { turn, dueAt, createdAt, state }] of turns.entries()) {
      expect(state).toBe("handed");
      expect(Number(createdAt) - Number(dueAt)).toBeLessThan(15 * 60_000);
      if (i % 4 > 0) expect(Date.parse(turn) - Date.parse(turns[i - 1]?.turn ?? "")).toBe(24 * HOUR_MS);
    }
  });
});

describe("exactly one mail for each reader", () => {
  test("of 16 rounds at once, over several stores", async () => {
    const reports = 12;
    for (let i = 0; i < reports; i++) await scene.report({ name: `${i}`, recipients: [ALICE, "bob@example.com"] });
    const stores = Array.from({ length: 4 }, () => openStore(scene.url));
    const rounds = Array.from({ length: 16 }, (_, i) => {
      return asking(stores[i % stores.length] ?? scene.store, scene.clock, scene.job.actor);
    });
    scene.clock.set(hoursLate(0));
    await Promise.all(rounds.map((ctx) => sendReports(ctx)));
    await Promise.all(rounds.map((ctx) => sendMails(ctx)));
    await Promise.all(stores.map((store) => store.close()));
    expect(await scene.turns()).toEqual(Array.from({ length: reports }, () => "2026-11-23 handed"));
    expect(scene.got()).toEqual({ [ALICE]: reports, "bob@example.com": reports });
    expect(await scene.store.prisma.mail.count()).toBe(2 * reports);
  });

  test("when whoever took a turn was killed before it was handed over", async () => {
    await scene.report();
    scene.clock.set(hoursLate(0));
    const stopped = AbortSignal.abort();
    await sendReports(scene.job, stopped);
    await scene.tick(hoursLate(0));
    const lost = await scene.report({ at: "09:00" });
    scene.clock.set(hoursLate(1));
    const reading = vi.spyOn(facts, "readReportFacts").mockImplementationOnce(() => new Promise(() => {}));
    void sendReports(scene.job);
    await vi.waitFor(() => expect(reading).toHaveBeenCalled());
    reading.mockRestore();
    expect(await scene.tick(hoursLate(1))).toBe(0);
    expect(await scene.tick(hoursLate(1.1))).toBe(1);
    expect((await listTurns(scene.alice, { id: lost.publicId })).data).toMatchObject([
      { copies: [{ address: ALICE }] },
    ]);
    expect(scene.got()).toEqual({ [ALICE]: 2 });
  });

  test("when two hold the same turn, as after a lease that ended too early", async () => {
    await scene.report();
    scene.clock.set(hoursLate(0));
    const original = facts.readReportFacts;
    const reading = vi.spyOn(facts, "readReportFacts").mockImplementationOnce(async (...args) => {
      const late = new Date(hoursLate(0).getTime() + 600_000);
      await takeTurn(scene.store.prisma, late, new Date(late.getTime() + 60_000));
      return original(...args);
    });
    expect(await sendReports(scene.job)).toBe(0);
    reading.mockRestore();
    expect(await scene.tick(hoursLate(0.5))).toBe(1);
    expect(scene.got()).toEqual({ [ALICE]: 1 });
  });

  test("one bad address does not keep the others from theirs", async () => {
    const { publicId: id } = await scene.report({ recipients: [ALICE, "bob@example.com", "viewer@example.com"] });
    scene.sink.trouble = ({ to }) => (to === "bob@example.com" ? 422 : null);
    await scene.tick(hoursLate(0));
    expect(scene.got()).toEqual({ [ALICE]: 1, "viewer@example.com": 1 });
    const [turn] = (await listTurns(scene.alice, { id })).data;
    expect(turn?.copies.map(({ address, problem }) => [address, problem !== ""])).toEqual([
      [ALICE, false],
      ["bob@example.com", true],
      ["viewer@example.com", false],
    ]);
  });

  test(
    `${KILLS} kills between the provider's taking it and our note of it`,
    async () => {
      await scene.report();
      const known = new Set<string>();
      let kill = () => {};
      scene.sink.trouble = ({ key }) => {
        if (known.has(key)) return null;
        known.add(key);
        kill();
        return "lost answer";
      };
      let killed = 0;
      for (let day = 0; day < KILLS; day++) {
        scene.clock.set(hoursLate(24 * day));
        for (let round = 0; round < 4 && !(await isSent(day + 1)); round++) {
          const worker = await startMailWorker({ url: scene.url, now: scene.clock.now().toISOString() });
          kill = worker.kill;
          if ((await worker.ended) === "killed") killed += 1;
          scene.clock.set(new Date(scene.clock.now().getTime() + 61_000));
        }
      }
      expect(killed).toBe(KILLS);
      expect(scene.got()).toEqual({ [ALICE]: KILLS });
      expect(new Set(scene.sink.mails.map(({ key }) => key)).size).toBe(KILLS);
      expect(await scene.store.prisma.reportCopy.count({ where: { sentAt: { not: null } } })).toBe(KILLS);
    },
    KILLS * 40_000,
  );
});

async function isSent(count: number): Promise<boolean> {
  return (await scene.store.prisma.reportCopy.count({ where: { sentAt: { not: null } } })) === count;
}

test("what a report told is forgotten after 90 days, and that it was sent stays", async () => {
  const { publicId: id } = await scene.report();
  await scene.tick(hoursLate(0));
  scene.clock.set(hoursLate(90 * 24));
  expect(await purgeReportTurns(scene.job)).toBe(0);
  scene.clock.set(hoursLate(90 * 24 + 1));
  expect(await purgeReportTurns(scene.job)).toBe(1);
  expect(await purgeReportTurns(scene.job)).toBe(0);
  expect((await listTurns(scene.alice, { id })).data).toMatchObject([
    { state: "handed", copies: [{ address: ALICE }] },
  ]);
});

test("only the house sends what is due", async () => {
  for (const work of [sendReports, purgeReportTurns]) {
    await expect(work(scene.alice)).rejects.toMatchObject({ code: "forbidden" });
  }
});
