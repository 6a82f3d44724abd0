import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { reportedValue } from "@/lib/domain/series";
import type { StatKind } from "@/lib/domain/stat";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { readStatsById } from "@/lib/store/records/listed-stats";
import { type BucketRow, readBuckets } from "@/lib/store/series/read-buckets";

const schema = z.strictObject({ ids: z.array(z.string()).max(500) });

const HOURS = 24;
const HOUR = 3_600;

/** The last day of a stat in small. */
export interface Sparkline {
  /** 24 values, one an hour, the last of them ending now; null where there is no data. */
  values: (number | null)[];
  /** The last 24 hours as one number: the sum of a counter, the mean of a value, null without data. */
  today: number | null;
  /** The 24 hours before those, likewise. */
  before: number | null;
}

/** The sparklines of a page of stats in one query, by stat id. Ids that the team does not have are left out. */
export async function readSparklines(ctx: Context, input: z.input<typeof schema>): Promise<Map<string, Sparkline>> {
  const actor = permit(ctx.actor, canReadTeam);
  const { ids } = parseInput(schema, input);
  const stats = await readStatsById(ctx.store.pool, actor, ids);
  const bounds = lastDays(ctx.clock.now());
  const rows =
    stats.length === 0
      ? []
      : await readBuckets(ctx.store.pool, { seriesIds: stats.map((stat) => stat.seriesId), bounds });
  const byStat = new Map(stats.map((stat) => [stat.seriesId, [] as BucketRow[]]));
  for (const row of rows) byStat.get(row.seriesId)?.push(row);
  return new Map(stats.map((stat) => [stat.id, sparkline(stat.kind, byStat.get(stat.seriesId) ?? [])]));
}

/** The day before as one bucket, then the last day hour by hour, up to the end of the minute that is running. */
function lastDays(now: Date): number[] {
  const end = (Math.floor(now.getTime() / 60_000) + 1) * 60;
  const hours = Array.from({ length: HOURS + 1 }, (_, index) => end - (HOURS - index) * HOUR);
  return [end - 2 * HOURS * HOUR, ...hours];
}

function sparkline(kind: StatKind, rows: BucketRow[]): Sparkline {
  const hourly = (index: number) => rows.filter((row) => row.index === index + 1);
  return {
    values: Array.from({ length: HOURS }, (_, index) => total(kind, hourly(index))),
    today: total(
      kind,
      rows.filter((row) => row.index > 0),
    ),
    before: total(
      kind,
      rows.filter((row) => row.index === 0),
    ),
  };
}

function total(kind: StatKind, rows: BucketRow[]): number | null {
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  return reportedValue(
    kind,
    n,
    rows.reduce((sum, row) => sum + row.sum, 0),
  );
}
