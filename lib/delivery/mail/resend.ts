import { type ErrorResponse, Resend } from "resend";
import type { Post, PostResult } from "./post";

const PATIENCE_MS = 10_000;
const LONGEST_PROBLEM = 300;

export interface ResendOptions {
  apiKey: string;
  /** Another server that speaks as Resend does. */
  baseUrl?: string;
  /** How long to wait for an answer. */
  patienceMs?: number;
}

/** Mail through Resend. */
export function resendPost({ apiKey, baseUrl, patienceMs = PATIENCE_MS }: ResendOptions): Post {
  const resend = new Resend(apiKey, { baseUrl: baseUrl?.replace(/\/+$/, "") });
  return {
    async send(mail, idempotencyKey) {
      // Whatever else stands in these options is handed to fetch.
      const options = { idempotencyKey, signal: AbortSignal.timeout(patienceMs) };
      const { data, error, headers } = await resend.emails.send(mail, options);
      return error === null ? { outcome: "accepted", providerId: data.id } : resultOf(error, headers?.["retry-after"]);
    },
  };
}

/** By https://resend.com/docs/api-reference/errors. */
function resultOf(error: ErrorResponse, retryAfter: string | undefined): PostResult {
  const { name, message, statusCode } = error;
  const problem = `${name} (${statusCode ?? "no answer"}): ${message}`.slice(0, LONGEST_PROBLEM);
  // A mail of this key was taken before, so ours is on its way; a new release may word it differently since.
  if (name === "invalid_idempotent_request") return { outcome: "accepted", providerId: null };
  if (name === "rate_limit_exceeded") return { outcome: "limited", problem, retryAfterSeconds: seconds(retryAfter) };
  return { outcome: isForGood(error) ? "refused" : "later", problem };
}

/** Of what is wrong with the request, keys, senders and quotas are the operator's to put right: the mail waits for it. */
function isForGood({ name, statusCode }: ErrorResponse): boolean {
  if (statusCode === null || statusCode < 400 || statusCode >= 500) return false;
  return ![401, 403, 408, 409, 425, 429].includes(statusCode) && name !== "invalid_from_address";
}

function seconds(retryAfter: string | undefined): number {
  const told = Number(retryAfter);
  return Number.isFinite(told) && told > 0 ? Math.min(Math.ceil(told), 3_600) : 1;
}
