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

/** What one flush adds to one bin of an hour of one stat. */
export interface HourBin {
  statId: number;
  /** Hours since 1970, UTC. */
  hour: number;
  /** As `binOf` of lib/domain/distribution counts them. */
  bin: number;
  n: number;
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

const FLUSH = `SELECT ingest_flush(${Array.from({ length: 17 }, (_, index) => `$${index + 1}`).join(", ")}) AS now`;

/**
 * Adds minutes, bins and receipts in one transaction of one round trip: when this resolves they are committed. Each
 * (stat, minute), each (stat, hour, bin) and each (team, key) may come once. Returns the database's time in unix
 * milliseconds. `flushVerdict` tells what a rejection means.
 */
export async function flush(
  client: pg.ClientBase,
  { minutes, bins }: { minutes: Minute[]; bins: HourBin[] },
  receipts: Receipt[],
): Promise<number> {
  const { rows } = await client.query<{ now: number }>({
    name: "ingest_flush",
    text: FLUSH,
    values: [
      receipts.map((receipt) => receipt.teamId),
      receipts.map((receipt) => receipt.key),
      receipts.map((receipt) => receipt.hash),
      receipts.map((receipt) => JSON.stringify(receipt.answer)),
      ...minuteColumns(minutes),
      ...binColumns(bins),
    ],
  });
  return rows[0]?.now ?? Number.NaN;
}

/** The columns as array literals: about ten times faster than handing arrays to the driver. */
function minuteColumns(minutes: Minute[]): string[] {
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

function binColumns(bins: HourBin[]): string[] {
  return [
    literal(bins, (each) => each.statId),
    literal(bins, (each) => each.hour),
    literal(bins, (each) => each.bin),
    literal(bins, (each) => each.n),
  ];
}

function literal<Row>(rows: Row[], column: (row: Row) => number): string {
  let text = "";
  for (const row of rows) text += `${text === "" ? "" : ","}${column(row)}`;
  return `{${text}}`;
}
