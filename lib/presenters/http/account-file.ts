import { snakeCase } from "./field-names";

/** A person's own data as a file to keep: indented JSON, names as the API writes them, moments in RFC 3339. */
export function accountFile(data: object): Response {
  return new Response(`${JSON.stringify(named(data), null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json",
      "Content-Disposition": 'attachment; filename="statnest-account.json"',
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [snakeCase(name), named(part)]));
}
