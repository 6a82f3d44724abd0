import { type Env, env } from "@/lib/env";
import { log } from "@/lib/log";
import { type Ingest, type IngestOptions, openIngest } from "./open-ingest";

const KEY = Symbol.for("statnest.ingest");
type Holder = { [KEY]?: Ingest };

const QUIET_MS = 1_000;

/**
 * The one ingest of this process. Next bundles its own copy of lib/, so it lives on globalThis: two copies of the
 * code, one writer. The process's entry has put DATABASE_URL in place before the first call.
 */
export function sharedIngest(): Ingest {
  const holder = globalThis as Holder;
  holder[KEY] ??= open();
  return holder[KEY];
}

/** What a process's configuration says about ingest. Trouble with the database is logged once a second. */
function ingestOptions(databaseUrl: string, settings: Env): IngestOptions {
  return {
    databaseUrl,
    limits: {
      stats: settings.STATNEST_LIMIT_STATS,
      newStatsPerMinute: settings.STATNEST_LIMIT_NEW_STATS_PER_MINUTE,
      pointsPerSecond: settings.STATNEST_LIMIT_POINTS_PER_SECOND,
    },
    verboseReplies: settings.STATNEST_VERBOSE_REPLIES,
    onError: quietly((error) => log().warn({ err: error }, "the database gives ingest trouble")),
  };
}

function open(): Ingest {
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl)
    throw new Error("DATABASE_URL is not set: start with npm start, or point it at a PostgreSQL 15 or newer");
  return openIngest(ingestOptions(databaseUrl, env()));
}

function quietly(say: (error: unknown) => void): (error: unknown) => void {
  let spokeAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (performance.now() - spokeAt < QUIET_MS) return;
    spokeAt = performance.now();
    say(error);
  };
}
