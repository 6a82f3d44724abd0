import { Refusal } from "@/lib/errors";
import { snakeCase } from "./field-names";
import { STATUS } from "./status";

/**
 * An error as StatHat's read APIs tell it: a status and a sentence. Their clients take a limit that was reached for
 * what it is by its body alone, which comes with 200 there. Anything but a refusal is a 500 that says nothing of what
 * happened.
 */
export function stathatProblem(error: unknown): Response {
  if (!(error instanceof Refusal)) return Response.json({ msg: "something went wrong on our side" }, { status: 500 });
  if (error.code === "limited") return Response.json({ Error: "Rate limit exceeded." });
  const { status } = STATUS[error.code];
  const { faults = [], retryAfterSeconds } = error.more;
  const parts = faults.map(({ pointer, detail }) => `${snakeCase(pointer.replace(/^#\/?/, ""))}: ${detail}`);
  const msg = error.code === "invalid" && parts.length > 0 ? parts.join("; ") : error.detail;
  const headers = new Headers();
  if (status === 401) headers.set("WWW-Authenticate", 'Basic realm="Statnest", charset="UTF-8"');
  if (retryAfterSeconds !== undefined) headers.set("Retry-After", String(retryAfterSeconds));
  return Response.json({ msg }, { status, headers });
}
