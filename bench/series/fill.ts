import pg from "pg";
import { binBounds, binOf } from "@/lib/domain/distribution";
import type { FilledStat } from "./cast";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export interface Filled {
  minutes: number;
  points: number;
}

const REMEMBER = `
  CREATE TEMP TABLE drawn AS
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::int[], $4::timestamptz[]) AS d (stat_id, shape, every, since)`;

const NORMAL = "sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())";

// As lib/domain/distribution.ts has it: bins are equally wide in logarithms, and ONE is where that of 1 was put.
const ONE = binOf(1);
const [LOW, HIGH] = binBounds(ONE);
const BIN = `CASE WHEN abs(value) < 1e-9 THEN 0 ELSE sign(value) *
  (ceil(ln(abs(value)) / ${Math.log(HIGH / LOW)}) + ${ONE}) END::int`;

/** Where in its day a moment lies, as an angle. */
const HOUR_ANGLE = "2 * pi() * extract(epoch FROM minute)::float8 / 86400";

// One to three numbers a minute. What is random is drawn in the select list: there it is drawn anew for every row.
// In the order in which time brings them: the rows of a stat lie as far apart as in a house that has run for a year.
const FILL_DAY = `
  WITH normal AS MATERIALIZED (
    SELECT d.stat_id, d.shape, m.minute, k, ${NORMAL} AS z
    FROM drawn d
    CROSS JOIN LATERAL generate_series($1::timestamptz + d.stat_id % d.every * interval '1 minute',
      $2::timestamptz - interval '1 millisecond', d.every * interval '1 minute') AS m (minute)
    CROSS JOIN LATERAL generate_series(1, 1 + (extract(epoch FROM m.minute)::bigint / 60 + d.stat_id) % 3) AS k
    WHERE m.minute >= d.since
  ), point AS MATERIALIZED (
    SELECT stat_id, shape, minute, minute + k * interval '13 seconds' AS at, CASE shape
      WHEN 'count' THEN ceil(exp(1 + 0.8 * z))
      WHEN 'lognormal' THEN exp(3 + 0.6 * z) * (1 + 0.3 * sin(${HOUR_ANGLE}))
      ELSE 15 + 10 * sin(${HOUR_ANGLE}) + 3 * z END AS value
    FROM normal
  ), minute AS (
    INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at)
    SELECT stat_id, minute, count(*), sum(value), min(value), max(value), var_pop(value) * count(*),
      (array_agg(value ORDER BY at DESC))[1], max(at)
    FROM point GROUP BY minute, stat_id ORDER BY minute, stat_id
    RETURNING n
  ), bin AS MATERIALIZED (
    SELECT date_bin('1 hour', minute, 'epoch') AS hour, stat_id, ${BIN} AS bin, count(*) AS n
    FROM point WHERE shape <> 'count' GROUP BY 1, 2, 3
  ), packed AS (
    INSERT INTO series_sketch (stat_id, hour, bins, ns)
    SELECT stat_id, hour, array_agg(bin ORDER BY bin), array_agg(n ORDER BY bin)
    FROM bin WHERE hour < $3 GROUP BY hour, stat_id ORDER BY hour, stat_id
  ), loose AS (
    INSERT INTO series_bin (stat_id, hour, bin, n)
    SELECT stat_id, hour, bin, n FROM bin WHERE hour >= $3 ORDER BY hour, stat_id, bin
  )
  SELECT count(*)::int AS minutes, coalesce(sum(n), 0)::int AS points FROM minute`;

/**
 * Fills the history of some stats up to the whole minute `until`, as ingest and worker would have left it before the
 * first roll-up: minutes, the bins of the last hour as they came, those of the hours before packed. The same numbers
 * every time.
 */
export async function fill(url: string, stats: FilledStat[], until: Date): Promise<Filled> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    // Compiling the statement would take longer than a day of it runs.
    await client.query("SET jit = off; SELECT setseed(0.42)");
    await client.query(REMEMBER, [
      stats.map(({ seriesId }) => String(seriesId)),
      stats.map(({ shape }) => shape),
      stats.map(({ every }) => every),
      stats.map(({ days }) => new Date(until.getTime() - days * DAY_MS)),
    ]);
    const filled = await fillDays(client, stats, until);
    await client.query("VACUUM (ANALYZE)");
    return filled;
  } finally {
    await client.end();
  }
}

async function fillDays(client: pg.Client, stats: FilledStat[], until: Date): Promise<Filled> {
  const total: Filled = { minutes: 0, points: 0 };
  const end = until.getTime();
  const thisHour = new Date(Math.floor(end / HOUR_MS) * HOUR_MS);
  const longest = Math.max(...stats.map(({ days }) => days));
  for (let day = Math.floor((end - longest * DAY_MS) / DAY_MS) * DAY_MS; day < end; day += DAY_MS) {
    const next = new Date(Math.min(day + DAY_MS, end));
    const { rows } = await client.query<Filled>(FILL_DAY, [new Date(day), next, thisHour]);
    total.minutes += rows[0]?.minutes ?? 0;
    total.points += rows[0]?.points ?? 0;
  }
  return total;
}
