export type Outcome =
  | "allowed"
  | "unauthenticated"
  | "forbidden"
  | "not found"
  /** Led to the page for people who are in no team. */
  | "no team"
  | "invalid"
  | "conflict"
  | "unprocessable"
  | "limited"
  | `status ${number}`;

/** What a call says beside who asks. */
export interface Asked {
  /** What stands for `[id]` and the like. */
  params?: Record<string, string | string[]>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Sent as JSON; a text goes as it is. */
  body?: unknown;
  /** Of an action. */
  form?: Record<string, string>;
}

export interface Answer {
  outcome: Outcome;
  status: number;
  /** What came, headers and all, but for what counts requests and tells the time. */
  text: string;
  /** Of a route that answers JSON. */
  json?: unknown;
}

/** What a status means; `location` is where a redirect leads. */
export function outcomeOf(status: number, location: string | null): Outcome {
  if (status < 300) return "allowed";
  if (status < 400) return ledTo(location ?? "");
  const known: Partial<Record<number, Outcome>> = {
    400: "invalid",
    401: "unauthenticated",
    403: "forbidden",
    404: "not found",
    409: "conflict",
    422: "unprocessable",
    429: "limited",
  };
  return known[status] ?? `status ${status}`;
}

function ledTo(location: string): Outcome {
  const path = location.replace(/^https?:\/\/[^/]+/, "");
  if (/^\/signin\b/.test(path)) return "unauthenticated";
  return /^\/no-team\b/.test(path) ? "no team" : "allowed";
}
