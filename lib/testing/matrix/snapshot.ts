import pg from "pg";
import type { Store } from "@/lib/store/engine/store";
import type { Tenant } from "./tenant";

export type Row = Record<string, unknown>;

/** Every row of the database by table and key. */
export type Snapshot = Map<string, Row>;

/** What a request may write that only says it was made. */
const PASSING: Record<string, string[]> = {
  user_session: ["last_seen_at", "address"],
  api_key: ["last_used_at"],
  public_link: ["views", "last_viewed_at"],
};
const UNHEEDED = ["job_tick", "limit_lease"];

export interface Table {
  name: string;
  key: string[];
}

/** All there is, but for when somebody was last seen and what the house notes of its own rounds. */
export async function takeSnapshot(store: Store, tables: Table[]): Promise<Snapshot> {
  const parts = tables
    .filter(({ name }) => !UNHEEDED.includes(name))
    .map(({ name }) => `SELECT '${name}' AS name, to_jsonb(x) AS row FROM ${pg.escapeIdentifier(name)} x`);
  const { rows } = await store.pool.query<{ name: string; row: Row }>(parts.join(" UNION ALL "));
  const keys = new Map(tables.map(({ name, key }) => [name, key]));
  return new Map(
    rows.map(({ name, row }) => {
      for (const column of PASSING[name] ?? []) delete row[column];
      return [`${name} ${keys.get(name)?.map((column) => row[column])}`, row];
    }),
  );
}

/**
 * From now on a write to any of these tables is noted, even one that is taken back: resolves to a way to ask how many
 * there were, which costs far less than looking at every row.
 */
export async function watchWrites(store: Store, tables: Table[]): Promise<() => Promise<string>> {
  const triggers = tables.map(({ name }) => {
    const table = pg.escapeIdentifier(name);
    return `CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table} EXECUTE FUNCTION note_write()`;
  });
  const noting = "BEGIN PERFORM nextval('noted_writes'); RETURN NULL; END";
  await store.pool.query(
    [
      // Its first number is given out here: a sequence that gave none looks as if it had given one.
      "CREATE SEQUENCE noted_writes",
      "SELECT nextval('noted_writes')",
      `CREATE FUNCTION note_write() RETURNS trigger LANGUAGE plpgsql AS '${noting.replaceAll("'", "''")}'`,
      ...triggers,
    ].join(";\n"),
  );
  return async () => {
    const { rows } = await store.pool.query<{ noted: string }>("SELECT last_value AS noted FROM noted_writes");
    return rows[0]?.noted ?? "";
  };
}

export interface Change {
  /** `table key` */
  at: string;
  table: string;
  before: Row | undefined;
  after: Row | undefined;
  /** The columns that differ; all of a row that is new. */
  columns: string[];
}

export function changesBetween(before: Snapshot, after: Snapshot): Change[] {
  const changes: Change[] = [];
  for (const at of new Set([...before.keys(), ...after.keys()])) {
    const [old, fresh] = [before.get(at), after.get(at)];
    if (JSON.stringify(old) === JSON.stringify(fresh)) continue;
    const columns = Object.keys(fresh ?? old ?? {}).filter(
      (column) =>
        old === undefined || fresh === undefined || JSON.stringify(old[column]) !== JSON.stringify(fresh[column]),
    );
    changes.push({ at, table: at.split(" ")[0] ?? "", before: old, after: fresh, columns });
  }
  return changes;
}

/** A change in one line, for a failing test. */
export function told({ at, before, after, columns }: Change): string {
  const what = before === undefined ? "made" : after === undefined ? "gone" : `changed ${columns.join(", ")}`;
  return `${at} ${what}`;
}

/** Whether a row is a tenant's: it, its people or its stats are named in a column that holds ids. */
export function isOf(tenant: Tenant, row: Row | undefined): boolean {
  const ids = new Set<unknown>([
    ...Object.values(tenant.ids),
    ...Object.values(tenant.people).flatMap(({ userId, sessionId }) => [userId, sessionId]),
    ...tenant.numbers,
  ]);
  ids.delete("");
  return Object.entries(row ?? {}).some(([column, value]) => /(^|_)id$/.test(column) && ids.has(value));
}
