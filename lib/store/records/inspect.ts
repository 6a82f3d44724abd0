import type { Transaction } from "./transaction";

/** The PostgreSQL server, and what it does with what it was told to keep. */
export interface ServerState {
  version: string;
  /** Settings that a crash is survived by. */
  fsync: string;
  synchronousCommit: string;
  fullPageWrites: string;
  migrations: number;
  lastMigration: string | null;
}

export async function findServerState(db: Transaction): Promise<ServerState> {
  const [row] = await db.$queryRaw<ServerState[]>`
    SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
           current_setting('synchronous_commit') AS "synchronousCommit",
           current_setting('full_page_writes') AS "fullPageWrites",
           count(*)::int AS migrations, max(migration_name) AS "lastMigration"
    FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  if (row === undefined) throw new Error("the server says nothing of itself");
  return row;
}

/** How much there is. Rows of the series tables are the server's own estimate, null before it has made one. */
export interface Amounts {
  teams: number;
  stats: number;
  trashed: number;
  /** Merged away, their numbers still on the way to the other stat. */
  moving: number;
  minutes: number | null;
  quarters: number | null;
  days: number | null;
}

export async function findAmounts(db: Transaction): Promise<Amounts> {
  const [row] = await db.$queryRaw<Amounts[]>`
    SELECT (SELECT count(*)::int FROM team) AS teams,
           count(*) FILTER (WHERE merged_into_id IS NULL AND trashed_at IS NULL)::int AS stats,
           count(*) FILTER (WHERE merged_into_id IS NULL AND trashed_at IS NOT NULL)::int AS trashed,
           count(*) FILTER (WHERE moving)::int AS moving,
           (SELECT nullif(reltuples, -1)::float8 FROM pg_class WHERE oid = 'series_minute'::regclass) AS minutes,
           (SELECT nullif(reltuples, -1)::float8 FROM pg_class WHERE oid = 'series_quarter'::regclass) AS quarters,
           (SELECT nullif(reltuples, -1)::float8 FROM pg_class WHERE oid = 'series_day'::regclass) AS days
    FROM stat`;
  if (row === undefined) throw new Error("the stats cannot be counted");
  return row;
}

/** How far the roll-up has come. */
export interface RollUpState {
  /** The database's time. */
  now: Date;
  closedTo: Date;
  rolledTo: Date;
  /** Where `rolledTo` will be when the round under way has been over all stats; null between two rounds. */
  rollingTo: Date | null;
  /** Of so many stats the round under way is done with so many. */
  stats: number;
  statsDone: number;
  zonesBuilding: number;
  zonesDropping: number;
}

export async function findRollUpState(db: Transaction): Promise<RollUpState> {
  const [row] = await db.$queryRaw<RollUpState[]>`
    SELECT clock_timestamp() AS now, closed_to AS "closedTo", rolled_to AS "rolledTo", rolling_to AS "rollingTo",
           (SELECT count(*)::int FROM stat) AS stats,
           (SELECT count(*)::int FROM stat WHERE id <= rolling_after) AS "statsDone",
           (SELECT count(*)::int FROM rollup_zone WHERE state = 'building') AS "zonesBuilding",
           (SELECT count(*)::int FROM rollup_zone WHERE state = 'dropping') AS "zonesDropping"
    FROM rollup_mark`;
  if (row === undefined) throw new Error("rollup_mark has no row");
  return row;
}

/** What the next rounds will take up. */
export interface Waiting {
  /** Quarters of stats that changed after they were closed. */
  dirtyQuarters: number;
  /** Hours of stats that are over and whose bins are not packed yet. */
  binHours: number;
}

export async function findWaiting(db: Transaction): Promise<Waiting> {
  const [row] = await db.$queryRaw<Waiting[]>`
    SELECT (SELECT count(*)::int FROM (SELECT DISTINCT stat_id, quarter FROM rollup_dirty) d) AS "dirtyQuarters",
           (SELECT count(*)::int FROM (SELECT DISTINCT stat_id, hour FROM series_bin
              WHERE hour + interval '1 hour' <= (SELECT closed_to FROM rollup_mark)) b) AS "binHours"`;
  if (row === undefined) throw new Error("what waits cannot be counted");
  return row;
}
