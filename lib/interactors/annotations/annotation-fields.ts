import { z } from "zod";
import { MAX_ANNOTATION_LENGTH, parseAnnotationText, type TextProblem } from "@/lib/domain/annotation";
import { isZone, parseMoment } from "@/lib/domain/time";
import type { Fault } from "@/lib/errors";
import { invalid } from "@/lib/interactors/parse";

const WHY: Record<TextProblem, string> = {
  empty: "must not be empty",
  too_long: `must have at most ${MAX_ANNOTATION_LENGTH} characters`,
  control: "must be one line, without control characters",
};

export const NOT_A_MOMENT = "must be RFC 3339, unix seconds, now, or a time back such as -1h";

/** What an annotation says, as it is stored. */
export const annotationText = z
  .string()
  .transform((raw, issue) => {
    const parsed = parseAnnotationText(raw);
    if ("text" in parsed) return parsed.text;
    issue.addIssue({ code: "custom", message: WHY[parsed.problem] });
    return z.NEVER;
  })
  .describe(`One line, 1 to ${MAX_ANNOTATION_LENGTH} characters.`);

/** A moment as people and scripts name it; numbers are unix seconds. */
export const annotationMoment = z.union([z.string().max(64), z.number().nonnegative()]).transform(String);

export const momentZone = z
  .string()
  .refine(isZone, "is not an IANA time zone")
  .optional()
  .describe("IANA zone of the times that name none; the team's when absent.");

/** A moment that was asked for, as of now; null when it is none. */
export function momentOf(asked: string, now: Date, zone: string): Date | null {
  const seconds = parseMoment(asked, Math.floor(now.getTime() / 1_000), zone);
  return seconds === null ? null : new Date(seconds * 1_000);
}

/** When something happened: at a moment, or from it until a later one. */
interface Occasion {
  at: Date;
  until: Date | null;
}

/** The occasion of two moments, each null when what was asked for is none. Throws `invalid`. */
export function occasion(at: Date | null, until: Date | null | undefined): Occasion {
  const faults: Fault[] = [
    ...(at === null ? [fault("at", NOT_A_MOMENT)] : []),
    ...(until === null ? [fault("until", NOT_A_MOMENT)] : []),
    ...(at && until && until <= at ? [fault("until", "must be later than the start")] : []),
  ];
  if (at === null || faults.length > 0) throw invalid(faults);
  return { at, until: until ?? null };
}

export function fault(name: string, detail: string): Fault {
  return { pointer: `#/${name}`, detail };
}
