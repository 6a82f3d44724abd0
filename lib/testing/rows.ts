import pg from "pg";

/** The tables of a database in which some row holds a text anywhere: in a column of text, JSON, bytes or an id. */
export async function tablesWith(pool: pg.Pool, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await tables(pool)) {
    const asked = `SELECT FROM ${name} t WHERE strpos(lower(t::text), lower($1)) > 0 LIMIT 1`;
    if ((await pool.query(asked, [text])).rowCount !== 0) found.push(name);
  }
  return found;
}

/** Every row of every table as PostgreSQL writes it, by table and in one order. */
export async function dump(pool: pg.Pool): Promise<Map<string, string[]>> {
  const rows = new Map<string, string[]>();
  for (const name of await tables(pool)) {
    const read = await pool.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
    rows.set(
      name,
      read.rows.map(({ row }) => row),
    );
  }
  return rows;
}

async function tables(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  return rows.map(({ name }) => pg.escapeIdentifier(name));
}
