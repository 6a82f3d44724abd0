import { parseArgs } from "node:util";

/** The words of a command are off: told with exit status 2. */
export class UsageError extends Error {}

type Options = Record<string, { type: "string" | "boolean" }>;

/** Splits a command's words into positionals and options; every option named in `options` is known, others are faults. */
export function words<T extends Options>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
