import pg from "pg";
import { CHANGE_CHANNEL } from "@/lib/store/records/change-hint";

/**
 * Which stats moved, by the team whose they are: `{"<team id>": ["<public stat id>", …]}`. Under `shares` are the ids of
 * teams that others share a stat with now, or no longer; under `all` those of teams of which any stat may have moved.
 */
export type Change = Record<string, string[]>;

export interface ChangeListener {
  close(): Promise<void>;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Listens on a connection of its own for the hints that processes give after they committed, until closed. A lost
 * connection is made anew, ever more patiently. Hints may be lost meanwhile, so each time it listens (again)
 * `onChange` is told null: anything may have moved.
 */
export function listenChanges(url: string, onChange: (change: Change | null) => void): ChangeListener {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pause = FIRST_PAUSE_MS;
  let closed = false;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, application_name: "statnest changes", keepAlive: true });
    client = fresh;
    const lost = () => void retry(fresh);
    fresh.on("error", lost);
    fresh.on("end", lost);
    fresh.on("notification", ({ payload }) => {
      const change = parseChange(payload);
      if (change !== undefined) onChange(change);
    });
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${CHANGE_CHANNEL}`);
      pause = FIRST_PAUSE_MS;
      if (!closed) onChange(null);
    } catch {
      retry(fresh);
    }
  }

  // Called by an error and by the end that follows it: only the first of the two may plan another try.
  function retry(failed: pg.Client): void {
    if (closed || client !== failed) return;
    client = undefined;
    failed.end().catch(() => {});
    timer = setTimeout(() => void connect(), pause);
    timer.unref();
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }

  void connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}

function parseChange(payload: string | undefined): Change | undefined {
  try {
    return JSON.parse(payload ?? "") as Change;
  } catch {
    return undefined;
  }
}
