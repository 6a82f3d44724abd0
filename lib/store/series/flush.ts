import type pg from "pg";

/** What one flush adds to one minute of one stat. */
export interface Minute {
  statId: number;
  /** Minutes since 1970, UTC. */
  minute: number;
  n: number;
  sum: number;
  min: number;
  max: number;
  /** Sum of squared deviations from the mean. */
  m2: number;
  last: number;
  /** Unix milliseconds. */
  lastAt: number;
}

/** What a keyed write will be answered, kept for a day under the team's key. */
export interface Receipt {
  teamId: string;
  key: string;
  /** SHA-256 of the body. */
  hash: Buffer;
  answer: StoredAnswer;
}

export interface StoredAnswer {
  status: number;
  body: string;
}

const FLUSH = "SELECT ingest_flush($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) AS now";

/**
 * Adds minutes and receipts in one transaction of one round trip: when this resolves they are committed. Each
 * (stat, minute) and each (team, key) may come once. Returns the database's time in unix milliseconds.
 * `flushVerdict` tells what a rejection means.
 */
export async function flush(client: pg.ClientBase, minutes: Minute[], receipts: Receipt[]): Promise<number> {
  const { rows } = await client.query<{ now: number }>({
    name: "ingest_flush",
    text: FLUSH,
    values: [
      receipts.map((receipt) => receipt.teamId),
      receipts.map((receipt) => receipt.key),
      receipts.map((receipt) => receipt.hash),
      receipts.map((receipt) => JSON.stringify(receipt.answer)),
      ...columns(minutes),
    ],
  });
  return rows[0]?.now ?? Number.NaN;
}

/** The columns as array literals: about ten times faster than handing arrays to the driver. */
function columns(minutes: Minute[]): string[] {
  return [
    literal(minutes, (each) => each.statId),
    literal(minutes, (each) => each.minute),
    literal(minutes, (each) => each.n),
    literal(minutes, (each) => each.sum),
    literal(minutes, (each) => each.min),
    literal(minutes, (each) => each.max),
    literal(minutes, (each) => each.m2),
    literal(minutes, (each) => each.last),
    literal(minutes, (each) => each.lastAt),
  ];
}

function literal(minutes: Minute[], column: (minute: Minute) => number): string {
  let text = "";
  for (const minute of minutes) text += `${text === "" ? "" : ","}${column(minute)}`;
  return `{${text}}`;
}
