import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/lib/store/engine/database";
import {
  type Account,
  buildEverything,
  cleanUp,
  createAccount,
  familyOf,
  newDataFolder,
  type Running,
  startStatnest,
} from "./testing/running";

const ROUNDS = 10;
const SENDERS = 12;

beforeAll(buildEverything, 600_000);
afterAll(cleanUp, 60_000);

/** What was sent and what was acknowledged, kept outside of everything that is killed. */
interface Ledger {
  attempted: number;
  acked: number;
  /** Keyed writes, each sent again under its key until it was acknowledged. */
  keyed: number;
}

test("kill -9 of every process at once, ten times under load: nothing acknowledged is lost, every next start works", async () => {
  const dataFolder = await newDataFolder();
  const environment = { STATNEST_DATA: dataFolder };
  const ledger: Ledger = { attempted: 0, acked: 0, keyed: 0 };
  let statnest = await startStatnest(environment);
  const account = await createAccount(environment);
  let pending: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const load = startLoad(statnest.url, account, ledger, round, pending);
    await sleep(250 + 70 * round);
    const family = await familyOf(statnest.pid, dataFolder);
    for (const pid of family) killHard(pid);
    pending = await load.stop();
    await statnest.end("SIGKILL");
    statnest = await startStatnest(environment);
  }
  await deliver(statnest, account, ledger, pending);
  expect((await statnest.end()).code).toBe(0);

  const stored = await readTotals(dataFolder);
  console.log(`sent ${ledger.attempted}, acknowledged ${ledger.acked}, stored ${stored.plain}; keyed ${ledger.keyed}`);
  expect(ledger.acked).toBeGreaterThan(ROUNDS * 10);
  expect(stored.plain).toBeGreaterThanOrEqual(ledger.acked);
  expect(stored.plain).toBeLessThanOrEqual(ledger.attempted);
  expect(ledger.keyed).toBeGreaterThan(ROUNDS);
  expect(stored.keyed).toBe(ledger.keyed);
}, 240_000);

function startLoad(url: string, account: Account, ledger: Ledger, round: number, pending: readonly string[]) {
  let stopped = false;
  const plain = async (sender: number) => {
    while (!stopped) {
      ledger.attempted += 1;
      const status = await send(`${url}/ez`, { body: `ezkey=${account.ezkey}&stat=plain+${sender}&count=1` });
      if (status === 204) ledger.acked += 1;
      if (status === null) await sleep(20);
    }
  };
  const unsure = [...pending];
  const keyed = async () => {
    for (let i = 0; !stopped; i++) {
      const key = unsure.shift() ?? `round-${round}-${i}`;
      if (await sendKeyed(url, account, key)) ledger.keyed += 1;
      else unsure.push(key);
    }
  };
  const senders = [...Array.from({ length: SENDERS }, (_, i) => plain(i)), keyed()];
  return {
    /** Ends the load; resolves to the keys whose fate is unknown. */
    async stop(): Promise<string[]> {
      stopped = true;
      await Promise.all(senders);
      return unsure;
    },
  };
}

async function deliver({ url }: Running, account: Account, ledger: Ledger, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    while (!(await sendKeyed(url, account, key))) await sleep(50);
    ledger.keyed += 1;
  }
}

async function sendKeyed(url: string, account: Account, key: string): Promise<boolean> {
  const headers = {
    authorization: `Bearer ${account.ezkey}`,
    "content-type": "application/json",
    "idempotency-key": key,
  };
  return (await send(`${url}/api/v1/points`, { headers, body: '{"stat":"keyed","count":1}' })) === 200;
}

/** The status of the answer, or null when there was none. */
async function send(url: string, init: RequestInit): Promise<number | null> {
  const headers = { "content-type": "application/x-www-form-urlencoded", ...init.headers };
  try {
    const answer = await fetch(url, { method: "POST", signal: AbortSignal.timeout(5_000), ...init, headers });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}

function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended with its parent.
  }
}

async function readTotals(dataFolder: string): Promise<{ plain: number; keyed: number }> {
  const database = await openDatabase({ dataFolder });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ plain: number; keyed: number }>(
      `SELECT coalesce(sum(m.sum) FILTER (WHERE s.name LIKE 'plain%'), 0)::float8 AS plain,
              coalesce(sum(m.sum) FILTER (WHERE s.name = 'keyed'), 0)::float8 AS keyed
         FROM series_minute m JOIN stat s ON s.id = m.stat_id`,
    );
    return rows[0] ?? { plain: 0, keyed: 0 };
  } finally {
    await client.end();
    await database.release();
  }
}
