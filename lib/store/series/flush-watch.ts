import type pg from "pg";

/** The version that every change of keys, names, roles and limits raises, and the database's time in unix milliseconds. */
export async function readChangeMark(client: pg.ClientBase): Promise<{ version: string; now: number }> {
  const { rows } = await client.query<{ version: string; now: number }>({
    name: "ingest_change_mark",
    text: "SELECT version, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now FROM change_mark",
  });
  const row = rows[0];
  if (row === undefined) throw new Error("change_mark has no row");
  return row;
}

/** The channel on which processes tell each other which stats changed: payloads of `{"<teamId>":["<publicId>",…]}`. */
const CHANNEL = "statnest_change";

export async function notifyChanges(client: pg.ClientBase, payloads: string[]): Promise<void> {
  await client.query("SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload", [CHANNEL, payloads]);
}
