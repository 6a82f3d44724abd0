import type pg from "pg";
import { failpoint } from "./failpoint";
import { rollUpTransaction } from "./roll-up-transaction";

/** An hour of a stat: where the next batch goes on. */
export interface PackedHour {
  seriesId: string;
  /** RFC 3339. */
  hour: string;
}

export interface PackedBins {
  /** How many hours got bins. */
  hours: number;
  /** The last of them, which may have bins left; null when the batch took all there was. */
  last: PackedHour | null;
}

// In the order of the primary key, in which a flush takes them too.
const TAKE = `
  WITH closed AS MATERIALIZED (
    SELECT b.stat_id, b.hour, b.bin FROM series_bin b
    WHERE (b.stat_id, b.hour) >= ($2::bigint, $3::timestamptz)
      AND b.hour <= (SELECT closed_to - interval '1 hour' FROM rollup_mark)
    ORDER BY b.stat_id, b.hour, b.bin LIMIT $1 FOR UPDATE),
  taken AS (
    DELETE FROM series_bin b USING closed c
    WHERE b.stat_id = c.stat_id AND b.hour = c.hour AND b.bin = c.bin RETURNING b.*)
  SELECT stat_id::text AS "seriesId", hour, array_agg(bin)::text AS bins, array_agg(n)::text AS ns, count(*)::int AS count
  FROM taken GROUP BY stat_id, hour ORDER BY stat_id, hour`;

const PUT = `
  INSERT INTO series_sketch AS s (stat_id, hour, bins, ns)
  SELECT t.stat_id, t.hour, sorted.bins, sorted.ns
  FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[]) AS t (stat_id, hour, bins, ns)
  CROSS JOIN LATERAL (
    SELECT array_agg(bin ORDER BY bin) AS bins, array_agg(n ORDER BY bin) AS ns
    FROM unnest(t.bins::int[], t.ns::bigint[]) AS b (bin, n)) sorted
  ORDER BY t.stat_id, t.hour
  ON CONFLICT (stat_id, hour) DO UPDATE SET (bins, ns) = (
    SELECT array_agg(bin ORDER BY bin), array_agg(n ORDER BY bin)
    FROM (
      SELECT bin, sum(n)::bigint AS n
      FROM (
        SELECT unnest(s.bins) AS bin, unnest(s.ns) AS n
        UNION ALL
        SELECT unnest(excluded.bins), unnest(excluded.ns)) added
      GROUP BY bin) summed)`;

const FIRST: PackedHour = { seriesId: "0", hour: "-infinity" };

/**
 * Packs up to `batch` bins of hours that are closed, from `after` on, into the sketches of those hours, in one
 * transaction: whoever reads both meets each number once. What comes late makes bins anew, which are added likewise.
 */
export async function packBins(pool: pg.Pool, batch: number, after: PackedHour | null): Promise<PackedBins> {
  const packed = await rollUpTransaction(pool, async (client) => {
    const { seriesId, hour } = after ?? FIRST;
    const { rows } = await client.query<TakenHour>(TAKE, [batch, seriesId, hour]);
    if (rows.length === 0) return { hours: 0, last: null };
    failpoint("bins taken");
    await client.query(PUT, [
      rows.map((row) => row.seriesId),
      rows.map((row) => row.hour.toISOString()),
      rows.map((row) => row.bins),
      rows.map((row) => row.ns),
    ]);
    return { hours: rows.length, last: lastOf(rows, batch) };
  });
  if (packed.hours > 0) failpoint("bins packed");
  return packed;
}

interface TakenHour {
  seriesId: string;
  hour: Date;
  bins: string;
  ns: string;
  count: number;
}

function lastOf(rows: TakenHour[], batch: number): PackedHour | null {
  const last = rows.at(-1);
  if (last === undefined || rows.reduce((total, { count }) => total + count, 0) < batch) return null;
  return { seriesId: last.seriesId, hour: last.hour.toISOString() };
}
