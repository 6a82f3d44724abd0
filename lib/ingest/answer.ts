import type { StoredAnswer } from "@/lib/store/series/flush";

/** A request as either door hands it in. `query` is raw, without its `?`, each character a byte; names of headers are lower case. */
export interface IngestRequest {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string | undefined>;
  body: Uint8Array;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * What to answer. `hangUp` means that nobody knows whether the points were stored, so the client is told neither:
 * its connection is closed.
 */
export type IngestAnswer = Answer | { hangUp: true };

/** Any site's page may send numbers; the answers are data, and do nothing where they are opened by themselves. */
const ALWAYS = {
  "access-control-allow-origin": "*",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "cross-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

export function answer(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { ...ALWAYS, ...headers }, body };
}

/** An answer to a browser that asks whether another site's page may post here: it may. */
export function preflight(methods: readonly string[]): Answer {
  const allow = methods.join(", ");
  return answer(204, "", {
    "access-control-allow-methods": allow,
    "access-control-allow-headers": "authorization, content-encoding, content-type, idempotency-key, x-api-key",
    "access-control-max-age": "86400",
    allow,
  });
}

/** StatHat's kind of answer: an error is HTTP 200 with a body that says 500. */
export const legacy = {
  ok: (verbose: boolean): Answer => (verbose ? json(200, { status: 200, msg: "ok" }) : answer(204, "")),
  /** Of a batch. `refused` is there only when some items were: they were not stored, all others were. */
  batch: (multiple: number, refused: { index: number; msg: string }[]): Answer =>
    json(200, { status: 200, msg: "ok", multiple, ...(refused.length > 0 && { errors: refused }) }),
  error: (msg: string): Answer => json(200, { status: 500, msg }),
  refusal: (status: number, msg: string, headers: Record<string, string> = {}): Answer =>
    json(status, { status, msg }, headers),
};

export interface ProblemDetails {
  errors?: { pointer: string; detail: string }[];
  [more: string]: unknown;
}

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  405: "Method not allowed",
  413: "Content too large",
  415: "Unsupported media type",
  422: "Unprocessable content",
  429: "Too many requests",
  500: "Internal server error",
  503: "Service unavailable",
};

/** The native dialect's answers: JSON, and RFC 9457 for errors. */
export const native = {
  ok: (stored: StoredAnswer): Answer => answer(stored.status, stored.body, { "content-type": "application/json" }),
  problem: (status: number, detail: string, more: ProblemDetails = {}, headers: Record<string, string> = {}): Answer =>
    answer(
      status,
      JSON.stringify({ type: "about:blank", title: TITLES[status], status, detail, errors: [], ...more }),
      {
        "content-type": "application/problem+json",
        ...headers,
      },
    ),
};

export function retryAfter(seconds: number): Record<string, string> {
  return { "retry-after": String(seconds) };
}

function json(status: number, body: object, headers: Record<string, string> = {}): Answer {
  return answer(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}
