import { type Fault, Refusal } from "@/lib/errors";
import { snakeCase } from "./field-names";
import { STATUS } from "./status";

/** RFC 9457, with what is wrong with each part of the input. */
interface Problem {
  type: "about:blank";
  title: string;
  status: number;
  detail: string;
  errors?: Fault[];
}

const OURS = "Something went wrong on our side; the request may be sent again.";

/** An error as the API answers it. Anything but a refusal is a 500 that says nothing of what happened. */
export function problemResponse(error: unknown): Response {
  if (!(error instanceof Refusal)) {
    return answer({ type: "about:blank", title: "Internal Server Error", status: 500, detail: OURS });
  }
  const { status, title } = STATUS[error.code];
  const { faults, retryAfterSeconds } = error.more;
  const errors = faults?.map(({ pointer, detail }) => ({ pointer: snakeCase(pointer), detail }));
  const detail = error.code === "invalid" && errors ? inWords(errors) : error.detail;
  const response = answer({ type: "about:blank", title, status, detail, ...(errors ? { errors } : {}) });
  if (status === 401) response.headers.set("WWW-Authenticate", "Bearer");
  if (retryAfterSeconds !== undefined) response.headers.set("Retry-After", String(retryAfterSeconds));
  return response;
}

/** The answer to a method that a route does not have. */
export function methodNotAllowed(allow: string): Response {
  const detail = `this address answers ${allow}`;
  const response = answer({ type: "about:blank", title: "Method Not Allowed", status: 405, detail });
  response.headers.set("Allow", allow);
  return response;
}

/** Runs `work`; in a refusal of it, the parts of the input are called by other names. */
export async function renamed<T>(names: Record<string, string>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.more.faults === undefined) throw error;
    const faults = error.more.faults.map((fault) => ({ ...fault, pointer: renamedPointer(fault.pointer, names) }));
    throw new Refusal(error.code, error.detail, { ...error.more, faults });
  }
}

function renamedPointer(pointer: string, names: Record<string, string>): string {
  const [hash, name = "", ...rest] = pointer.split("/");
  return [hash, names[name] ?? name, ...rest].join("/");
}

function inWords(errors: Fault[]): string {
  return errors.map(({ pointer, detail }) => (pointer === "#" ? detail : `${pointer.slice(2)}: ${detail}`)).join("; ");
}

function answer(problem: Problem): Response {
  return Response.json(problem, {
    status: problem.status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "private, no-store" },
  });
}
