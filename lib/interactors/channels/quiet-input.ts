import { z } from "zod";
import type { QuietHours } from "@/lib/domain/channel";
import { isZone } from "@/lib/domain/time";

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of the day such as 22:00")
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

/** Quiet hours as people say them; absent is as they are, null is none. `zone` is somebody's own when absent. */
export const quietInput = z
  .strictObject({
    from: clockTime.describe("Local time, such as `22:00`."),
    to: clockTime.describe("Local time; it may be earlier than `from`."),
    zone: z.string().refine(isZone, "is not an IANA time zone").optional().describe("IANA; the team's when absent."),
  })
  .refine(({ from, to }) => from !== to, "must not begin when they end")
  .nullable()
  .describe("When nothing is delivered; what happens then is told when they end. null for never.");

/** The same as they are kept. */
export function quietHoursOf(said: z.output<typeof quietInput>, zone: string): QuietHours | null {
  return said && { from: said.from, to: said.to, zone: said.zone ?? zone };
}
