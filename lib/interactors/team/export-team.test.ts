import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { foldMinutes } from "@/lib/interactors/housekeeping/fold-minutes";
import { moveMerged } from "@/lib/interactors/housekeeping/move-merged";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { updateStat } from "@/lib/interactors/stats/update-stat";
import { teamFile } from "@/lib/presenters/csv/team-file";
import { openStore, type Store } from "@/lib/store/engine/store";
import { type ExportedRow, readKeptRows } from "@/lib/store/series/export-series";
import { asking, type Cast, castOf, joined, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { type ExportedPage, exportTeam } from "./export-team";

const NOW = "2026-05-04T12:00:00Z";
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let alice: Context;
let job: Context;

beforeAll(async () => {
  process.env.STATNEST_LOG_LEVEL = "silent";
});
beforeEach(async () => {
  await store?.close();
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  job = asking(store, clock, { kind: "job", name: "test" });
});
afterAll(() => store.close());

/** `minutes` minutes of ones, from a moment on; the roll-up may not have seen them. */
async function fill(seriesId: bigint, from: string, minutes: number): Promise<void> {
  await store.pool.query(
    `WITH made AS (
      INSERT INTO series_minute
      SELECT $1, $2::timestamptz + i * interval '1 minute', 1, 1, 1, 1, 0, 1, $2::timestamptz + i * interval '1 minute'
      FROM generate_series(0, $3 - 1) i RETURNING *)
    INSERT INTO rollup_dirty (stat_id, quarter) SELECT DISTINCT stat_id, date_bin('15 minutes', minute, 'epoch') FROM made`,
    [String(seriesId), from, minutes],
  );
}

async function all(pages: AsyncGenerator<ExportedPage>): Promise<ExportedPage[]> {
  const read: ExportedPage[] = [];
  for await (const page of pages) read.push(page);
  return read;
}

/** How many numbers a page after page tells of. */
function count(rows: ExportedRow[]): number {
  return rows.reduce((total, { n }) => total + n, 0);
}

async function keptOf(seriesId: bigint, most: number, between?: () => Promise<unknown>): Promise<ExportedRow[]> {
  const rows: ExportedRow[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const page: { rows: ExportedRow[]; next: number | null } = await readKeptRows(store.pool, { seriesId, from, most });
    rows.push(...page.rows);
    from = page.next;
    await between?.();
  }
  return rows;
}

test("every minute of every stat of the team is there, in order, and nothing of another team or of the trash", async () => {
  const visits = await createStat(alice, { name: "visits", kind: "counter", unit: "people" });
  const load = await createStat(alice, { name: "load", kind: "value" });
  const trashed = await createStat(alice, { name: "trashed", kind: "value" });
  const strangers = await createStat(asking(store, clock, cast.charlie.actor), { name: "theirs", kind: "value" });
  await putMinute(store, visits.seriesId, "2026-05-04T11:01:00Z", [3]);
  await putMinute(store, visits.seriesId, "2026-05-04T11:00:00Z", [1, 2]);
  await putMinute(store, load.seriesId, "2026-05-04T11:00:00Z", [-0.5, 1.25]);
  for (const stat of [trashed, strangers]) await putMinute(store, stat.seriesId, "2026-05-04T11:00:00Z", [9]);
  await trashStat(alice, { id: trashed.id });
  const pages = await all(await exportTeam(alice));
  const t = Date.parse("2026-05-04T11:00:00Z") / 1_000;
  expect(pages).toMatchObject([
    {
      stat: { id: visits.id, name: "visits", kind: "counter", unit: "people" },
      rows: [
        { t, seconds: 60, n: 2, sum: 3, min: 1, max: 2, last: 2 },
        { t: t + 60, seconds: 60, n: 1, sum: 3, min: 3, max: 3, last: 3 },
      ],
    },
    { stat: { name: "load" }, rows: [{ t, seconds: 60, n: 2, sum: 0.75, min: -0.5, max: 1.25, last: 1.25 }] },
  ]);
});

test("quarters stand for the minutes that were folded into them, and each number is told once", async () => {
  const stat = await createStat(alice, { name: "old", kind: "counter" });
  await updateStat(alice, { id: stat.id, retentionDays: 30 });
  await fill(stat.seriesId, "2026-03-01T00:00:00Z", 600);
  await fill(stat.seriesId, "2026-05-01T00:00:00Z", 600);
  await rollUp(job);
  await foldMinutes(job);
  await fill(stat.seriesId, "2026-03-01T00:07:00Z", 20);
  const rows = await keptOf(stat.seriesId, 5_000);
  expect(count(rows)).toBe(1_220);
  expect(rows.filter(({ seconds }) => seconds === 900)).toHaveLength(40);
  expect(rows.filter(({ seconds }) => seconds === 60)).toHaveLength(620);
  await rollUp(job);
  const later = await keptOf(stat.seriesId, 5_000);
  expect([count(later), later.filter(({ seconds }) => seconds === 900).length]).toEqual([1_220, 40]);
});

test("pages end between quarters, and nothing is lost or told twice while rows are folded and moved meanwhile", async () => {
  const into = await createStat(alice, { name: "into", kind: "counter" });
  const from = await createStat(alice, { name: "from", kind: "counter" });
  for (const { id } of [into, from]) await updateStat(alice, { id, retentionDays: 30 });
  await fill(into.seriesId, "2026-03-01T00:00:00Z", 3_000);
  await fill(from.seriesId, "2026-03-01T05:00:00Z", 3_000);
  expect(count(await keptOf(into.seriesId, 200))).toBe(3_000);
  await mergeStat(alice, { id: from.id, into: into.id });
  expect(count(await keptOf(into.seriesId, 200))).toBe(6_000);
  const steps = [() => rollUp(job), () => foldMinutes(job), () => moveMerged(job), () => rollUp(job)];
  const rows = await keptOf(into.seriesId, 200, async () => steps.shift()?.());
  expect(steps).toEqual([]);
  expect(count(rows)).toBe(6_000);
  const keys = rows.map(({ t, seconds }) => `${t} ${seconds}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(rows.map(({ t }) => t)).toEqual(rows.map(({ t }) => t).sort((a, b) => a - b));
});

test("it is read only as fast as it is taken, and no longer than somebody wants it", async () => {
  const stat = await createStat(alice, { name: "much", kind: "counter" });
  await fill(stat.seriesId, "2026-03-01T00:00:00Z", 12_000);
  const pages = await exportTeam(alice);
  expect((await pages.next()).value?.rows.length).toBeLessThanOrEqual(5_000);
  await store.pool.query("DELETE FROM series_minute");
  expect(await pages.next()).toMatchObject({ done: true });
  const file = teamFile(await exportTeam(alice));
  await file.body?.cancel();
});

test("the file is CSV that no spreadsheet runs, with numbers as they are", async () => {
  const stat = await createStat(alice, { name: '=cmd("x"),1', kind: "value", unit: "°C" });
  await putMinute(store, stat.seriesId, "2026-05-04T11:00:00Z", [-5.25]);
  const file = teamFile(await exportTeam(alice));
  expect(file.headers.get("content-disposition")).toBe('attachment; filename="statnest-numbers.csv"');
  expect(file.headers.get("cache-control")).toBe("private, no-store");
  expect(await file.text()).toBe(
    `stat,id,kind,unit,t,seconds,n,sum,min,max,last\r\n"'=cmd(""x""),1",${stat.id},value,°C,1777892400,60,1,-5.25,-5.25,-5.25,-5.25\r\n`,
  );
});

test("only owners, admins and manage keys may, and the log says that they did", async () => {
  const dora = await joined(store, "dora@example.com", cast.alice.teamId, "admin");
  const viewer = await joined(store, "vera@example.com", cast.alice.teamId, "viewer");
  for (const person of [cast.bob, viewer]) {
    expect((await refusalOf(exportTeam(asking(store, clock, person.actor)))).code).toBe("forbidden");
  }
  const anyone = asking(store, clock, { kind: "anonymous" });
  expect((await refusalOf(exportTeam(anyone))).code).toBe("unauthenticated");
  const { userId, sessionId } = dora;
  expect((await refusalOf(exportTeam(asking(store, clock, { kind: "person", userId, sessionId })))).code).toBe(
    "forbidden",
  );
  await exportTeam(asking(store, clock, dora.actor));
  expect(await store.prisma.auditEvent.findMany()).toMatchObject([
    { action: "team.exported", teamId: cast.alice.teamId, actorName: "dora@example.com", subjectKind: "team" },
  ]);
});
