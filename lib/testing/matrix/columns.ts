import { camelCase, snakeCase } from "@/lib/presenters/http/field-names";
import type { Operation } from "@/lib/presenters/http/openapi";
import type { Store } from "@/lib/store/engine/store";
import type { Change } from "./snapshot";
import type { Tenant } from "./tenant";

/** Every column of every table, with something that somebody else would like to have in it. */
export async function hostileColumns(store: Store, right: Tenant): Promise<Record<string, unknown>> {
  const { rows } = await store.pool.query<{ name: string; type: string }>(`
    SELECT DISTINCT ON (column_name) column_name AS name, udt_name AS type FROM information_schema.columns
    WHERE table_schema = 'public' ORDER BY column_name, udt_name`);
  return Object.fromEntries(rows.map(({ name, type }) => [name, hostile(name, type, right)]));
}

function hostile(name: string, type: string, right: Tenant): unknown {
  if (name === "user_id") return right.people.owner.userId;
  if (type === "uuid") return right.ids.team;
  if (type === "role") return "owner";
  if (type === "bool") return true;
  if (type.startsWith("int") || type.startsWith("float")) return 999;
  return type.startsWith("timestamp") ? "2001-01-01T00:00:00.000Z" : "assigned";
}

/** What a call takes, as the API names it. */
export function fieldsOf({ query, body }: Operation): { query: string[]; body: string[] } {
  return { query: query === undefined ? [] : names(query), body: body === undefined ? [] : names(body) };
}

function names(schema: unknown): string[] {
  const { shape, options = [] } = schema as { shape?: object; options?: unknown[] };
  const own = Object.keys(shape ?? {}).map(snakeCase);
  return [...new Set([...own, ...options.flatMap(names)])];
}

/** The same names as code writes them, and `id`, which only an address may say. */
export function strangeNames(columns: string[]): string[] {
  return ["id", "ids", ...columns.map(camelCase).filter((name) => !columns.includes(name))];
}

const BY_CHANCE =
  /(^|_)(at|since)$|muted_until|hash|sealed|prefix|key$|token|content|version|detail|attempts|expire|address|agent/;

/** What changes do, without what is drawn or read from the clock: two calls that do the same are told by the same text. */
export function essence(changes: Change[], left: Tenant): string[] {
  const known = new Set<unknown>([
    ...Object.values(left.ids),
    ...Object.values(left.people).map(({ userId }) => userId),
    ...left.numbers,
  ]);
  const value = (column: string, of: unknown) => {
    if (/(^|_)id$/.test(column)) return known.has(of) || of === null ? of : "·";
    return BY_CHANCE.test(column) ? "·" : of;
  };
  return changes
    .map(({ table, before, after, columns }) => {
      const verb = before === undefined ? "made" : after === undefined ? "gone" : "changed";
      const told = columns
        .filter((column) => column !== "id")
        .map((column) => [column, value(column, after?.[column])]);
      return `${table} ${verb} ${JSON.stringify(told)}`;
    })
    .sort();
}
