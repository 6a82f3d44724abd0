import type { AxisSide, ChartedStat, ChartSpec, ChartUse, SavedChart } from "@/lib/domain/chart-spec";
import { Prisma } from "@/lib/store/generated/client";
import type { Transaction } from "./transaction";

interface ChartRow {
  id: string;
  team_id: string;
  use: ChartUse;
  title: string;
  spec: ChartSpec;
  created_at: Date;
  updated_at: Date;
  stats: ChartedStat[];
}

// A stat that was merged stands for the one that has its numbers now; two that were merged into one are one.
const CHARTS = Prisma.sql`
  SELECT c.*, coalesce(p.stats, '[]') AS stats
  FROM chart c
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('id', u.public_id, 'axis', u.axis) ORDER BY u.position) AS stats
    FROM (
      SELECT DISTINCT ON (s.id) s.public_id, cs.axis, cs.position
      FROM chart_stat cs JOIN stat k ON k.id = cs.stat_id JOIN stat s ON s.id = coalesce(k.merged_into_id, k.id)
      WHERE cs.chart_id = c.id AND s.trashed_at IS NULL
      ORDER BY s.id, cs.position) u) p ON true`;

/**
 * Saved charts of a team, by id, in no particular order. Their stats are those that are not in the trash; whether the
 * team still sees those of others is for the reader to find out.
 */
export async function findCharts(db: Transaction, teamId: string, ids: string[]): Promise<SavedChart[]> {
  const rows = await db.$queryRaw<ChartRow[]>`
    ${CHARTS} WHERE c.team_id = ${teamId}::uuid AND c.id = ANY (${ids}::uuid[])`;
  return rows.map(toChart);
}

/** The team's charts of a use, newest first. */
export async function findChartsOf(db: Transaction, teamId: string, use: ChartUse): Promise<SavedChart[]> {
  const rows = await db.$queryRaw<ChartRow[]>`
    ${CHARTS} WHERE c.team_id = ${teamId}::uuid AND c.use = ${use}::chart_use ORDER BY c.created_at DESC, c.id DESC`;
  return rows.map(toChart);
}

/** How many charts of a use the team has. */
export async function countChartsOf(db: Transaction, teamId: string, use: ChartUse): Promise<number> {
  return db.chart.count({ where: { teamId, use } });
}

/** What is kept of a chart; `stats` are series ids in the order in which they are drawn. */
export interface KeptChart {
  title: string;
  spec: ChartSpec;
  stats: { seriesId: bigint; axis: AxisSide }[];
}

/** Returns the new chart's id. */
export async function insertChart(
  tx: Transaction,
  { teamId, use, title, spec, stats }: KeptChart & { teamId: string; use: ChartUse },
  now: Date,
): Promise<string> {
  const data = { teamId, use, title, spec: toJson(spec), createdAt: now, updatedAt: now };
  const { id } = await tx.chart.create({ data, select: { id: true } });
  await insertStats(tx, id, stats);
  return id;
}

/** Changes what is named of a chart. False when the team has no such chart for this use. */
export async function changeChart(
  tx: Transaction,
  { id, teamId, use, title, spec, stats }: Partial<KeptChart> & { id: string; teamId: string; use: ChartUse },
  now: Date,
): Promise<boolean> {
  const data = { updatedAt: now, ...(title === undefined ? {} : { title }), ...(spec && { spec: toJson(spec) }) };
  const { count } = await tx.chart.updateMany({ where: { id, teamId, use }, data });
  if (count === 0) return false;
  if (stats === undefined) return true;
  await tx.chartStat.deleteMany({ where: { chartId: id } });
  await insertStats(tx, id, stats);
  return true;
}

/** Deletes a chart with the card and the link that show it. False when the team has no such chart. */
export async function deleteChart(tx: Transaction, teamId: string, id: string): Promise<boolean> {
  return (await tx.chart.deleteMany({ where: { id, teamId } })).count > 0;
}

async function insertStats(tx: Transaction, chartId: string, stats: KeptChart["stats"]): Promise<void> {
  await tx.chartStat.createMany({
    data: stats.map(({ seriesId, axis }, position) => ({ chartId, statId: seriesId, position, axis })),
  });
}

function toJson(spec: ChartSpec): Prisma.InputJsonValue {
  return spec as unknown as Prisma.InputJsonObject;
}

function toChart({ id, team_id: teamId, use, title, spec, stats, ...row }: ChartRow): SavedChart {
  return { id, teamId, use, title, spec, stats, createdAt: row.created_at, updatedAt: row.updated_at };
}
