import { z } from "zod";
import { MAX_NAME_LENGTH, type NameProblem, parseStatName } from "@/lib/domain/stat";

const WHY: Record<NameProblem, string> = {
  empty: "must not be empty",
  too_long: `must have at most ${MAX_NAME_LENGTH} characters`,
  tilde: 'must not hold "~", which posts to several stats at once',
  control: "must not hold control characters",
};

const MIN_RETENTION_DAYS = 7;
const MAX_RETENTION_DAYS = 3_650;

const noControls = /^[^\p{Cc}\p{Cs}]*$/u;
const lines = /^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u;

/** A stat's name as it is stored. */
export const statName = z.string().transform((raw, issue) => {
  const parsed = parseStatName(raw);
  if ("name" in parsed) return parsed.name;
  issue.addIssue({ code: "custom", message: WHY[parsed.problem] });
  return z.NEVER;
});

const tag = z.string().trim().min(1).max(50).regex(noControls, "must not hold control characters");

/** For how many days minutes are kept; null is for ever. */
export const retentionDays = z.int().min(MIN_RETENTION_DAYS).max(MAX_RETENTION_DAYS).nullish();

/** The parts of a stat that change nothing about the numbers it was sent. */
export const statDetails = {
  unit: z.string().trim().max(32).regex(noControls, "must not hold control characters").optional(),
  description: z.string().max(2_000).regex(lines, "must not hold control characters").optional(),
  tags: z
    .array(tag)
    .max(20)
    .transform((tags) => [...new Set(tags)])
    .optional(),
  public: z.boolean().optional(),
  retentionDays: retentionDays.describe(
    "For how many days minutes are kept; older ones are folded into quarters of an hour. null is for ever.",
  ),
};
