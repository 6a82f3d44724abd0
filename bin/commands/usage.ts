import { parseArgs } from "node:util";

/** The words of a command are off: told with exit status 2. */
export class UsageError extends Error {}

type Options = Record<string, { type: "string" | "boolean" }>;

/**
 * Splits a command's words into positionals and options; every option named in `options` is known, others are faults,
 * which are told with the command's `usage` where there is one.
 */
export function words<T extends Options>(args: string[], options: T, usage?: string) {
  try {
    return parseArgs({ args: joined(args), options, allowPositionals: true, strict: true });
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    throw new UsageError(usage === undefined ? fault : `${fault}\n${usage}`);
  }
}

/** `--from -1w` as people write it: a value that begins with a minus and a digit is no option. */
function joined(args: string[]): string[] {
  return args.flatMap((word, i) => {
    if (/^-\d/.test(word) && args[i - 1]?.startsWith("--")) return [];
    const next = args[i + 1];
    return word.startsWith("--") && next !== undefined && /^-\d/.test(next) ? [`${word}=${next}`] : [word];
  });
}
