import type pg from "pg";
import { failpoint } from "./failpoint";
import { rollUpTransaction, seriesTransaction } from "./roll-up-transaction";

const MINUTES = 2_000;
const QUARTERS = 2_000;
const BINS = 10_000;
const SKETCHES = 200;

/**
 * Moves a batch of each kind of rows, newest first, from the series of a stat that was merged away to that of the stat
 * it was merged into, and returns how many; none when nothing is left. Each batch is one transaction, so whoever reads
 * both series meets every number once. Several may run at once, and with ingest, roll-up and folding.
 */
export async function moveSeries(pool: pg.Pool, from: bigint): Promise<number> {
  const left = await whatIsLeft(pool, from);
  let moved = 0;
  if (left.minutes) moved += await moveMinutes(pool, from);
  if (left.quarters) moved += await moveFoldedQuarters(pool, from);
  if (left.bins) moved += await moveBins(pool, from);
  if (left.sketches) moved += await moveSketches(pool, from);
  return moved;
}

interface Left {
  minutes: boolean;
  /** Those whose minutes are gone; the others are derived, and vanish with their minutes. */
  quarters: boolean;
  bins: boolean;
  sketches: boolean;
}

const LEFT = `
  SELECT EXISTS (SELECT FROM series_minute WHERE stat_id = s.id) AS minutes,
    EXISTS (SELECT FROM series_quarter WHERE stat_id = s.id AND quarter < s.minutes_from) AS quarters,
    EXISTS (SELECT FROM series_bin WHERE stat_id = s.id) AS bins,
    EXISTS (SELECT FROM series_sketch WHERE stat_id = s.id) AS sketches
  FROM stat s WHERE id = $1`;

async function whatIsLeft(client: pg.Pool | pg.PoolClient, from: bigint): Promise<Left> {
  const { rows } = await client.query<Left>(LEFT, [String(from)]);
  return rows[0] ?? { minutes: false, quarters: false, bins: false, sketches: false };
}

interface Ends {
  into: string;
  /** Before it the quarters of the series that is moved are the truth. */
  minutesFrom: Date;
}

// The lock keeps the records of both from being deleted, and this one from being taken along by another merge.
const ENDS = `
  SELECT merged_into_id::text AS into, minutes_from AS "minutesFrom" FROM stat WHERE id = $1 AND moving FOR SHARE`;

async function endsOf(client: pg.PoolClient, from: bigint): Promise<Ends | undefined> {
  const { rows } = await client.query<Ends>(ENDS, [String(from)]);
  return rows[0];
}

const NEWEST_MINUTES = `SELECT minute FROM series_minute WHERE stat_id = $1 ORDER BY minute DESC LIMIT $2`;

// In the order in which ingest takes them, so that the two seldom meet head-on.
const LOCK_MINUTES = `
  SELECT FROM series_minute WHERE stat_id IN ($1, $2) AND minute = ANY ($3::timestamptz[])
  ORDER BY stat_id, minute FOR UPDATE`;

const MOVE_MINUTES = `
  WITH taken AS (
    DELETE FROM series_minute WHERE stat_id = $1 AND minute = ANY ($3::timestamptz[]) RETURNING *)
  INSERT INTO series_minute AS m (stat_id, minute, n, sum, min, max, m2, last, last_at)
  SELECT $2, minute, n, sum, min, max, m2, last, last_at FROM taken ORDER BY minute
  ON CONFLICT (stat_id, minute) DO UPDATE SET
    n = m.n + excluded.n,
    sum = m.sum + excluded.sum,
    min = least(m.min, excluded.min),
    max = greatest(m.max, excluded.max),
    m2 = m.m2 + excluded.m2 + ingest_spread(m.n, m.sum, excluded.n, excluded.sum),
    last = CASE WHEN (excluded.last_at, excluded.last) > (m.last_at, m.last) THEN excluded.last ELSE m.last END,
    last_at = greatest(m.last_at, excluded.last_at)`;

const MARK_MINUTES = `
  INSERT INTO rollup_dirty (stat_id, quarter)
  SELECT id, quarter FROM unnest(ARRAY[$1, $2]::bigint[]) AS s (id) CROSS JOIN (
    SELECT DISTINCT date_bin('15 minutes', minute, 'epoch') AS quarter FROM unnest($3::timestamptz[]) AS m (minute)
    WHERE minute < (SELECT closed_to FROM rollup_mark)) q
  ORDER BY 1, 2`;

/** The same of minutes alone; it waits for no roll-up. */
export async function moveMinutes(pool: pg.Pool, from: bigint): Promise<number> {
  return seriesTransaction(pool, async (client) => {
    await client.query("SELECT rollup_enter()");
    const ends = await endsOf(client, from);
    if (ends === undefined) return 0;
    const { rows } = await client.query<{ minute: Date }>(NEWEST_MINUTES, [String(from), MINUTES]);
    if (rows.length === 0) return 0;
    const batch = [String(from), ends.into, rows.map(({ minute }) => minute.toISOString())];
    await client.query(LOCK_MINUTES, batch);
    const { rowCount } = await client.query(MOVE_MINUTES, batch);
    await client.query(MARK_MINUTES, batch);
    failpoint("series moved");
    return rowCount ?? 0;
  });
}

// The marks let the days of both be made anew. All these quarters were closed when they were folded.
const MOVE_QUARTERS = `
  WITH taken AS (
    DELETE FROM series_quarter WHERE stat_id = $1 AND quarter = ANY (ARRAY(
      SELECT quarter FROM series_quarter WHERE stat_id = $1 AND quarter < $3 ORDER BY quarter DESC LIMIT $4))
    RETURNING *
  ), marked AS (
    INSERT INTO rollup_dirty (stat_id, quarter)
    SELECT id, quarter FROM unnest(ARRAY[$1, $2]::bigint[]) AS s (id) CROSS JOIN taken ORDER BY 1, 2
  )
  INSERT INTO series_quarter AS q (stat_id, quarter, n, sum, min, max, last, last_at)
  SELECT $2, quarter, n, sum, min, max, last, last_at FROM taken ORDER BY quarter
  ON CONFLICT (stat_id, quarter) DO UPDATE SET
    n = q.n + excluded.n,
    sum = q.sum + excluded.sum,
    min = least(q.min, excluded.min),
    max = greatest(q.max, excluded.max),
    last = CASE WHEN (excluded.last_at, excluded.last) > (q.last_at, q.last) THEN excluded.last ELSE q.last END,
    last_at = greatest(q.last_at, excluded.last_at)`;

async function moveFoldedQuarters(pool: pg.Pool, from: bigint): Promise<number> {
  return rollUpTransaction(pool, async (client) => {
    const ends = await endsOf(client, from);
    if (ends === undefined) return 0;
    const { rowCount } = await client.query(MOVE_QUARTERS, [String(from), ends.into, ends.minutesFrom, QUARTERS]);
    failpoint("series moved");
    return rowCount ?? 0;
  });
}

// Whole hours, down to the one that holds the last bin of a batch.
const MOVE_BINS = `
  WITH taken AS (
    DELETE FROM series_bin WHERE stat_id = $1 AND hour >= coalesce(
      (SELECT hour FROM series_bin WHERE stat_id = $1 ORDER BY hour DESC, bin DESC OFFSET $3 LIMIT 1), '-infinity')
    RETURNING *)
  INSERT INTO series_bin AS b (stat_id, hour, bin, n)
  SELECT $2, hour, bin, n FROM taken ORDER BY hour, bin
  ON CONFLICT (stat_id, hour, bin) DO UPDATE SET n = b.n + excluded.n`;

async function moveBins(pool: pg.Pool, from: bigint): Promise<number> {
  return seriesTransaction(pool, async (client) => {
    const ends = await endsOf(client, from);
    if (ends === undefined) return 0;
    const { rowCount } = await client.query(MOVE_BINS, [String(from), ends.into, BINS]);
    failpoint("series moved");
    return rowCount ?? 0;
  });
}

// Where the other series has a sketch of the hour already they become bins, which are packed into it like late ones.
const MOVE_SKETCHES = `
  WITH taken AS (
    DELETE FROM series_sketch WHERE stat_id = $1 AND hour = ANY (ARRAY(
      SELECT hour FROM series_sketch WHERE stat_id = $1 ORDER BY hour DESC LIMIT $3))
    RETURNING *
  ), placed AS (
    INSERT INTO series_sketch (stat_id, hour, bins, ns) SELECT $2, hour, bins, ns FROM taken ORDER BY hour
    ON CONFLICT DO NOTHING RETURNING hour
  ), unpacked AS (
    INSERT INTO series_bin AS b (stat_id, hour, bin, n)
    SELECT $2, hour, u.bin, u.n FROM taken CROSS JOIN LATERAL unnest(bins, ns) AS u (bin, n)
    WHERE hour NOT IN (SELECT hour FROM placed) ORDER BY hour, u.bin
    ON CONFLICT (stat_id, hour, bin) DO UPDATE SET n = b.n + excluded.n
  )
  SELECT count(*)::int AS moved FROM taken`;

async function moveSketches(pool: pg.Pool, from: bigint): Promise<number> {
  return rollUpTransaction(pool, async (client) => {
    const ends = await endsOf(client, from);
    if (ends === undefined) return 0;
    const { rows } = await client.query<{ moved: number }>(MOVE_SKETCHES, [String(from), ends.into, SKETCHES]);
    const moved = rows[0]?.moved ?? 0;
    failpoint("series moved");
    return moved;
  });
}

const LOCK_MOVING = "SELECT FROM stat WHERE id = $1 AND moving FOR UPDATE";

/**
 * Ends the move of a series that has nothing left, with what was derived from it. False when something is left. Call
 * it only when nobody has fed the series for long: what comes after is not found any more.
 */
export async function endMove(pool: pg.Pool, from: bigint): Promise<boolean> {
  return rollUpTransaction(pool, async (client) => {
    const { rowCount } = await client.query(LOCK_MOVING, [String(from)]);
    if (rowCount === 0 || Object.values(await whatIsLeft(client, from)).includes(true)) return false;
    for (const table of ["series_quarter", "series_day", "rollup_dirty"]) {
      await client.query(`DELETE FROM ${table} WHERE stat_id = $1`, [String(from)]);
    }
    await client.query("UPDATE stat SET moving = false WHERE id = $1", [String(from)]);
    return true;
  });
}
