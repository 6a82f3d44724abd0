import type { z } from "zod";
import { type Fault, Refusal } from "@/lib/errors";

/** The input as the schema describes it. Throws a Refusal `invalid` that names every part that is wrong. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw invalid(result.error.issues.flatMap(faultsOf));
}

/** A Refusal `invalid` about these parts of the input. */
export function invalid(faults: Fault[]): Refusal {
  const detail = faults.map((fault) => `${fault.pointer.slice(2)}: ${fault.detail}`).join("; ");
  return new Refusal("invalid", detail, { faults });
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), detail: "unknown field" }));
  }
  return [{ pointer: pointer(issue.path), detail: issue.message }];
}

function pointer(path: PropertyKey[]): string {
  return `#/${path.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}
