import { Refusal } from "@/lib/errors";
import type { DueWork } from "@/lib/interactors/housekeeping/do-due-work";
import { snakeCase } from "./field-names";

const OURS = "it went wrong on our side; the log says how";

/**
 * What a scheduler's call has done. 500 with the same fields, as a problem, when a chore failed: a scheduler that
 * looks at nothing but the status then notices. Errors that are not refusals say nothing of what happened.
 */
export function presentDueWork({ tookMs, done, failed, left }: DueWork): Response {
  const names = Object.keys(failed);
  const body = { took_ms: tookMs, done: each(done, snaked), failed: each(failed, sentence), left };
  if (names.length === 0) return Response.json(body, { headers: { "Cache-Control": "no-store" } });
  const detail = `${names.join(", ")} failed; calling again does what was left undone`;
  const problem = { type: "about:blank", title: "Internal Server Error", status: 500, detail };
  return Response.json(
    { ...problem, ...body },
    { status: 500, headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store" } },
  );
}

function sentence(error: unknown): string {
  return error instanceof Refusal ? error.detail : OURS;
}

function snaked(done: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(done).map(([name, value]) => [snakeCase(name), value]));
}

function each<T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
