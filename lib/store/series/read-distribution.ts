import type pg from "pg";
import type { BinCount } from "@/lib/domain/distribution";

// Hours that were packed and such that were not, in one snapshot: packing takes nothing away and counts nothing twice.
// LATERAL with OFFSET 0 makes each series one search of the primary key, whatever the planner guesses.
const READ = `
  WITH asked AS MATERIALIZED (
    SELECT id FROM stat WHERE id = $1
    UNION ALL
    SELECT id FROM stat WHERE merged_into_id = $1 AND moving)
  SELECT bin, sum(n)::float8 AS n
  FROM (
    SELECT b.bin, b.n FROM asked CROSS JOIN LATERAL (
      SELECT bin, n FROM series_bin
      WHERE stat_id = asked.id AND hour >= to_timestamp($2) AND hour < to_timestamp($3) OFFSET 0) b
    UNION ALL
    SELECT unnest(s.bins), unnest(s.ns) FROM asked CROSS JOIN LATERAL (
      SELECT bins, ns FROM series_sketch
      WHERE stat_id = asked.id AND hour >= to_timestamp($2) AND hour < to_timestamp($3) OFFSET 0) s) counted
  GROUP BY bin`;

/**
 * How often numbers of each bin came to a stat between two whole hours (unix seconds), in ascending order: what was
 * acknowledged is counted. About 150 ms for a year of a stat that fills a hundred bins an hour.
 */
export async function readDistribution(
  pool: pg.Pool,
  { seriesId, from, to }: { seriesId: bigint; from: number; to: number },
): Promise<BinCount[]> {
  const rows = await hashed<BinCount>(pool, {
    name: "read_distribution",
    text: READ,
    values: [String(seriesId), from, to],
  });
  return rows.sort((a, b) => a.bin - b.bin);
}

// A planner that does not know how many bins an hour has sorts a million of them on disk to add them up: four times
// as slow as adding them up in place.
async function hashed<Row extends pg.QueryResultRow>(pool: pg.Pool, query: pg.QueryConfig): Promise<Row[]> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN READ ONLY; SET LOCAL enable_sort = off");
    const { rows } = await client.query<Row>(query);
    await client.query("COMMIT");
    client.release();
    return rows;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
