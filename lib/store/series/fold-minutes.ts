import type pg from "pg";
import { failpoint } from "./failpoint";
import { rollUpTransaction } from "./roll-up-transaction";

const MINUTES = 2_000;

// A day more than the retention, so that no point that ingest still takes is older than the minutes that are kept.
const HORIZON = `date_bin('15 minutes', $1::timestamptz - make_interval(days => retention_days + 1), 'epoch')`;
const FOLDABLE = "retention_days IS NOT NULL AND trashed_at IS NULL AND merged_into_id IS NULL";

// Not for every quarter that passes: a transaction for each stat and each quarter of an hour would be many.
const DUE = `
  SELECT id FROM stat
  WHERE ${FOLDABLE} AND id > $2 AND minutes_from <= ${HORIZON} - interval '6 hours' ORDER BY id LIMIT $3`;

/** Series ids of stats that have minutes to fold, from one id on. */
export async function findFoldable(pool: pg.Pool, now: Date, after: bigint, limit: number): Promise<bigint[]> {
  const { rows } = await pool.query<{ id: string }>(DUE, [now, String(after), limit]);
  return rows.map(({ id }) => BigInt(id));
}

const RANGE = `
  SELECT minutes_from AS since, least(${HORIZON}, (SELECT rolled_to FROM rollup_mark)) AS until
  FROM stat WHERE id = $2 AND ${FOLDABLE} FOR NO KEY UPDATE`;

// The quarter of the first minute that a batch leaves out: minutes of a quarter go together.
const BATCH_END = `
  SELECT date_bin('15 minutes', minute, 'epoch') AS until FROM series_minute
  WHERE stat_id = $1 AND minute >= $2 AND minute < $3 ORDER BY minute OFFSET $4 LIMIT 1`;

const LOCK = `
  SELECT minute FROM series_minute WHERE stat_id = $1 AND minute >= $2 AND minute < $3 ORDER BY minute FOR UPDATE`;

const FIRST_STALE = `SELECT min(quarter) AS until FROM rollup_dirty WHERE stat_id = $1 AND quarter >= $2 AND quarter < $3`;

const DELETE = "DELETE FROM series_minute WHERE stat_id = $1 AND minute = ANY ($2::timestamptz[])";

/** What one batch did; `done` when nothing more can be folded now. */
export interface Folded {
  minutes: number;
  done: boolean;
}

/**
 * Folds the oldest minutes of a stat that are older than its retention: deletes up to about 2,000 of them, whose
 * quarters are their truth from then on.
 *
 * The quarters must hold exactly these minutes. (1) The job lock keeps the roll-up away. (2) The minutes are locked:
 * who changed one of them has committed, whoever changes one later adds a minute anew. (3) A later statement sees the
 * marks of all that have committed, and the batch ends before the first quarter with a mark. (4) Only the minutes that
 * were locked are deleted: one that was added meanwhile stays with its mark, and is added to its quarter.
 */
export async function foldBatch(pool: pg.Pool, seriesId: bigint, now: Date): Promise<Folded> {
  return rollUpTransaction(pool, async (client) => {
    const id = String(seriesId);
    const { rows: ranges } = await client.query<{ since: Date; until: Date }>(RANGE, [now, id]);
    const range = ranges[0];
    if (range === undefined || range.since >= range.until) return { minutes: 0, done: true };
    const { since } = range;
    const batch = await firstOf(client, BATCH_END, [id, since, range.until, MINUTES]);
    const end = batch ?? range.until;
    const { rows: locked } = await client.query<{ minute: Date }>(LOCK, [id, since, end]);
    const stale = await firstOf(client, FIRST_STALE, [id, since, end]);
    const until = stale ?? end;
    const minutes = locked.map(({ minute }) => minute).filter((minute) => minute < until);
    await client.query(DELETE, [id, minutes.map((minute) => minute.toISOString())]);
    await client.query("UPDATE stat SET minutes_from = $2 WHERE id = $1", [id, until]);
    failpoint("minutes folded");
    return { minutes: minutes.length, done: batch === null || stale !== null };
  });
}

async function firstOf(client: pg.PoolClient, question: string, values: unknown[]): Promise<Date | null> {
  const { rows } = await client.query<{ until: Date | null }>(question, values);
  return rows[0]?.until ?? null;
}
