import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReportCadence, ReportLine } from "@/lib/domain/report";
import { composeReport } from "@/lib/domain/report-content";
import { lastPeriod } from "@/lib/domain/report-schedule";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { readStatSeries } from "@/lib/interactors/series/read-series";
import { shareStat } from "@/lib/interactors/shares/share-stat";
import { updateTeam } from "@/lib/interactors/team/update-team";
import { DueReports } from "@/lib/testing/due-reports";
import { readReportFacts } from "./read-report-facts";

// A Monday after clocks changed in Berlin (25 October) and New York (1 November), so that weeks and months begin too.
const NOW = "2026-11-02T14:00:00.000Z";
const FIRST = "2026-06-28T00:00:00Z";
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu"];
const STEPS = { daily: "1d", weekly: "1w", monthly: "1M" } as const;
let scene: DueReports;
let ids: string[];

beforeAll(async () => {
  scene = await DueReports.open(NOW);
  await updateTeam(scene.alice, { zone: "Europe/Berlin" });
  const lent = await scene.stat("lent", "counter", scene.charlie);
  await shareStat(scene.charlie, { statId: lent.id, teamId: scene.cast.alice.teamId });
  const stats = [await scene.stat("orders"), await scene.stat("latency", "value"), await scene.stat("rare"), lent];
  ids = stats.map(({ id }) => id);
  // Whole quarters of numbers, so that sums are exact in whatever order they are made: some 7 an hour, for four months.
  for (const [i, { seriesId }] of stats.entries()) {
    await scene.store.pool.query(
      `INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at)
       SELECT $1, m, 1 + k % 3, 0.25 * (k * 7919 % 1009 + $2), 1, 1, 0, 1, m
       FROM generate_series($3::timestamptz, $4::timestamptz, $5::interval) WITH ORDINALITY AS g (m, k)`,
      [String(seriesId), i, FIRST, NOW, i === 2 ? "37 hours 20 minutes" : `${7 + i} minutes`],
    );
  }
});
afterAll(() => scene.close());

async function contentIn(zone: string, cadence: ReportCadence) {
  const rhythms = {
    daily: { every: "day" },
    weekly: { every: "week", weekday: 1 },
    monthly: { every: "month", day: 1 },
  };
  const schedule = { rhythm: rhythms[cadence] as { every: "day" }, hour: 8, minute: 0, zone };
  const { from, to } = lastPeriod(schedule, scene.clock.now().getTime() / 1_000);
  const subject = { kind: "moved" } as const;
  const report = { teamId: scene.cast.alice.teamId, schedule, subject };
  const turn = { fromAt: new Date(from * 1_000), toAt: new Date(to * 1_000) };
  return composeReport(await readReportFacts(scene.alice, report, turn), subject);
}

/** What the chart of a stat shows of some time, by the clocks of a zone. */
async function charted(id: string, zone: string, [from, to]: [number, number], step: "1h" | "1d" | "1w" | "1M") {
  const { points } = await readStatSeries(scene.alice, { id, from: String(from), to: String(to), step, tz: zone });
  return points.filter(({ t }) => t >= from && t < to).map(({ v }) => v);
}

async function expectCharted(zone: string, cadence: ReportCadence): Promise<ReportLine[]> {
  const { lines, period, silent } = await contentIn(zone, cadence);
  const { from, to } = period;
  const step = STEPS[cadence];
  for (const { stat, ...line } of lines) {
    const back = from - (cadence === "monthly" ? 32 : cadence === "weekly" ? 8 : 8.1) * 86_400;
    const before = await charted(stat.id, zone, [back, from], step);
    expect({ zone, cadence, name: stat.name, now: line.now }).toEqual({
      ...{ zone, cadence, name: stat.name },
      now: (await charted(stat.id, zone, [from, to], step))[0] ?? null,
    });
    expect(line.before).toBe(before.at(-1));
    expect(line.weekAgo).toBe(cadence === "daily" ? before.at(-7) : null);
    const isWide = line.sparkFrom < from;
    expect({ name: stat.name, isWide }).toEqual({
      name: stat.name,
      isWide: stat.name === "rare" && cadence === "daily",
    });
    const fine = cadence === "daily" ? "1h" : "1d";
    expect(line.spark).toEqual(await charted(stat.id, zone, [line.sparkFrom, to], isWide ? step : fine));
  }
  expect(lines.length + silent.length).toBe(ids.length);
  return lines;
}

async function everywhere() {
  const all: unknown[] = [];
  for (const zone of ZONES) {
    for (const cadence of ["daily", "weekly", "monthly"] as const) all.push(await expectCharted(zone, cadence));
  }
  return all;
}

describe("every figure is what the chart of the same period shows, in three zones", () => {
  let fresh: unknown[];

  test("before anything is rolled up", async () => {
    fresh = await everywhere();
    expect(JSON.stringify(fresh)).toContain('"unit"');
  });

  test("when it is, for one of the zones by days, and the figures stay", async () => {
    await rollUp(scene.job);
    const { rows } = await scene.store.pool.query("SELECT DISTINCT zone FROM series_day ORDER BY zone");
    expect(rows.map(({ zone }) => zone)).toContain("Europe/Berlin");
    expect(await everywhere()).toEqual(fresh);
  });

  test("when numbers came late and are not rolled up yet", async () => {
    const { rows } = await scene.store.pool.query<{ id: string }>(
      "SELECT id::text FROM stat WHERE public_id = ANY($1)",
      [ids],
    );
    for (const moment of ["2026-11-01T20:15:00Z", "2026-10-30T10:30:00Z", "2026-10-01T09:00:00Z"]) {
      for (const { id } of rows) {
        await scene.store.pool.query(
          `INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at)
           VALUES ($1, $2::timestamptz + interval '3 minutes', 4, 1000000, 1, 1, 0, 1, $2)
           ON CONFLICT (stat_id, minute) DO UPDATE SET sum = series_minute.sum + 1000000`,
          [id, moment],
        );
        await scene.store.pool.query("INSERT INTO rollup_dirty (stat_id, quarter) VALUES ($1, $2)", [id, moment]);
      }
    }
    const late = await everywhere();
    expect(late).not.toEqual(fresh);
    await rollUp(scene.job);
    expect(await everywhere()).toEqual(late);
  });

  test("a week from another day is the sum of its days", async () => {
    const schedule = { rhythm: { every: "week", weekday: 4 }, hour: 8, minute: 0, zone: "Asia/Kathmandu" } as const;
    const { from, to } = lastPeriod(schedule, scene.clock.now().getTime() / 1_000);
    const turn = { fromAt: new Date(from * 1_000), toAt: new Date(to * 1_000) };
    const subject = { kind: "stats", statIds: [ids[0] ?? ""] } as const;
    const { stats } = await readReportFacts(
      scene.alice,
      { teamId: scene.cast.alice.teamId, schedule, subject: { ...subject, statIds: [...subject.statIds] } },
      turn,
    );
    const days = await charted(ids[0] ?? "", "Asia/Kathmandu", [from, to], "1d");
    expect(days).toHaveLength(7);
    expect(stats[0]?.now).toBe(days.reduce((sum: number, value) => sum + (value ?? 0), 0));
    expect(stats[0]?.past).toHaveLength(12);
    expect(stats[0]?.spark).toEqual(days);
  });
});
