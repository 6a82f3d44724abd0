import { UsageError } from "./usage";

export const API_OPTIONS = { url: { type: "string" }, key: { type: "string" } } as const;

interface Where {
  url?: string | undefined;
  key?: string | undefined;
}

/** One call of the JSON API; throws the server's own words when it refuses. */
export async function callApi<T>(where: Where, path: string, body?: unknown): Promise<T> {
  const url = where.url ?? process.env.STATNEST_URL ?? "http://localhost:3000";
  const key = where.key ?? process.env.STATNEST_KEY;
  if (!key) throw new UsageError("a key is needed: --key sn_… or STATNEST_KEY");
  const response = await fetch(new URL(path, url), {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { "content-type": "application/json", "idempotency-key": crypto.randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  }).catch((error: Error) => {
    throw new Error(`${url} does not answer (${error.cause instanceof Error ? error.cause.message : error.message})`);
  });
  const answer = (await response.json().catch(() => null)) as { title?: string; detail?: string } | null;
  if (!response.ok) throw new Error(answer?.detail ?? answer?.title ?? `${url} answered ${response.status}`);
  return answer as T;
}
