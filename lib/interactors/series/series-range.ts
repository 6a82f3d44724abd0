import { z } from "zod";
import { STEPS, type Step } from "@/lib/domain/time";

const moment = z.string().max(64);

/** The range, step, zone and comparison of a series, as whoever asks names them. */
export const seriesRange = z.strictObject({
  from: moment.optional().describe("RFC 3339, unix seconds, or a time back such as `-1w`; the last week when absent."),
  to: moment.optional().describe("Like `from`; now when absent."),
  step: z
    .enum(STEPS as [Step, ...Step[]])
    .optional()
    .describe("How wide a bucket is; chosen to fit when absent."),
  tz: z.string().optional().describe("IANA zone whose clocks the buckets follow; the team's when absent."),
  compare: z.string().max(16).optional().describe("The same range that much earlier, such as `1w`, `1M`, `1y`."),
});
