import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { HOUSE_STATS } from "@/lib/domain/house";
import { type DemoPoint, type DemoStat, WEATHER_STATS, weather } from "./weather";

const BATCH = 2_000;
const APPEAR_WITHIN_S = 30;

/** The running Statnest that the demo is sent to, and the keys to it. */
export interface Door {
  url: string;
  ezkey: string;
  manageKey: string;
}

/**
 * Sends the weather in (`after`, `now`] (unix seconds) through the public API, oldest first, and says after each batch
 * how far it came, as a moment and as a share of 1. Sending a batch again counts it once: its key is its content.
 */
export async function fill(
  door: Door,
  after: number,
  now: number,
  onProgress: (filledUntil: number, share: number) => Promise<void>,
): Promise<void> {
  const points = await weather(after, now);
  let sent = 0;
  for (const batch of batches(points)) {
    await sendBatch(door, batch);
    sent += batch.length;
    await onProgress(batch.at(-1)?.t ?? after, sent / points.length);
  }
}

/** About BATCH points each; points of one moment stay together, so that a moment is either in or not. */
function* batches(points: DemoPoint[]): Generator<DemoPoint[]> {
  let batch: DemoPoint[] = [];
  for (const point of points) {
    if (batch.length >= BATCH && batch.at(-1)?.t !== point.t) {
      yield batch;
      batch = [];
    }
    batch.push(point);
  }
  if (batch.length > 0) yield batch;
}

async function sendBatch({ url, ezkey }: Door, points: DemoPoint[]): Promise<void> {
  const body = JSON.stringify({ points });
  const key = createHash("sha256").update(body).digest("hex");
  await call(`${url}/api/v1/points`, ezkey, "POST", body, { "idempotency-key": key });
}

const DEMO_STATS: DemoStat[] = [
  ...WEATHER_STATS,
  ...Object.values(HOUSE_STATS).map(({ name, unit, description }) => ({ name, unit, description, tags: ["house"] })),
];

/** Gives the demo's stats their units, descriptions and tags; waits for those that the house has yet to measure. */
export async function describeStats(door: Door): Promise<void> {
  const ids = await idsOf(
    door,
    DEMO_STATS.map(({ name }) => name),
  );
  for (const { name, ...details } of DEMO_STATS) {
    await call(`${door.url}/api/v1/stats/${ids.get(name)}`, door.manageKey, "PATCH", JSON.stringify(details));
  }
}

/** The ids of the stats of these names, as soon as all are there. */
export async function idsOf({ url, manageKey }: Door, wanted: string[]): Promise<Map<string, string>> {
  for (let tries = 1; ; tries++) {
    const answer = await call(`${url}/api/v1/stats?limit=500`, manageKey, "GET");
    const { data } = answer as { data: { id: string; name: string }[] };
    const ids = new Map(data.map(({ id, name }) => [name, id]));
    const missing = wanted.find((name) => !ids.has(name));
    if (missing === undefined) return ids;
    if (tries === APPEAR_WITHIN_S) throw new Error(`the stat "${missing}" did not appear; run the demo again`);
    await sleep(1_000);
  }
}

/** Asks the API, and again as long as it says to wait. Throws when it refuses. */
export async function call(
  address: string,
  key: string,
  method: string,
  body?: string,
  headers = {},
): Promise<unknown> {
  const response = await fetch(address, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const wait = response.headers.get("retry-after");
  if (wait !== null) {
    await sleep(Number(wait) * 1_000);
    return call(address, key, method, body, headers);
  }
  if (!response.ok) throw new Error(`${method} ${address} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
