import { z } from "zod";
import { parseEmail } from "@/lib/domain/account";
import { MAX_REPORT_RECIPIENTS, MAX_REPORT_STATS, REPORT_CADENCES, type ReportCadence } from "@/lib/domain/report";
import type { ReportRhythm, ReportSchedule } from "@/lib/domain/report-schedule";
import { isZone } from "@/lib/domain/time";
import type { Fault } from "@/lib/errors";
import { invalid } from "@/lib/interactors/parse";

/** The most reports of a team. */
export const MOST_REPORTS = 100;

const MAX_NAME = 100;
const MAX_TAGS = 20;
const USUAL_MINUTE = 8 * 60;
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of the day such as 08:00")
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const weekday = z.union([z.number(), z.string().max(16)]).transform((raw, issue) => {
  const text = String(raw).trim().toLowerCase();
  const named = text.length < 3 ? -1 : WEEKDAYS.findIndex((name) => name === text || name.slice(0, 3) === text);
  const number = named === -1 ? Number(text || Number.NaN) : named + 1;
  if (Number.isInteger(number) && number >= 1 && number <= WEEKDAYS.length) return number;
  issue.addIssue({ code: "custom", message: "must be a day of the week: 1 (Monday) to 7, or its name" });
  return z.NEVER;
});

const day = z.union([z.number(), z.string().max(16)]).transform((raw, issue) => {
  const text = String(raw).trim().toLowerCase();
  if (text === "last") return text;
  const number = Number(text || Number.NaN);
  if (Number.isInteger(number) && number >= 1 && number <= 31) return number;
  issue.addIssue({ code: "custom", message: "must be a day of the month, 1 to 31, or last" });
  return z.NEVER;
});

const address = z
  .string()
  .max(320, "must be an email address")
  .transform((raw, issue) => {
    const parsed = parseEmail(raw);
    if (parsed !== null) return parsed;
    issue.addIssue({ code: "custom", message: "must be an email address" });
    return z.NEVER;
  });

const once = <T>(list: T[]): T[] => [...new Set(list)];

const subject = z
  .discriminatedUnion(
    "kind",
    [
      z.strictObject({ kind: z.literal("moved") }),
      z.strictObject({ kind: z.literal("favourites") }),
      z.strictObject({
        kind: z.literal("tags"),
        tags: z
          .array(z.string().trim().min(1, "must not be empty").max(50, "must have at most 50 characters"))
          .min(1, "must name a tag")
          .max(MAX_TAGS, `must name at most ${MAX_TAGS} tags`)
          .transform(once),
      }),
      z.strictObject({
        kind: z.literal("stats"),
        stats: z
          .array(z.string().max(64))
          .min(1, "must name a stat")
          .max(MAX_REPORT_STATS, `must name at most ${MAX_REPORT_STATS} stats`)
          .transform(once),
      }),
    ],
    { error: "must be of kind moved, favourites, tags or stats" },
  )
  .describe(
    "moved: what moved most of all; favourites: of whoever asks; tags: stats with one of these; stats: these, by id.",
  );

const scheduleFields = {
  cadence: z.enum(REPORT_CADENCES, { error: `must be one of ${REPORT_CADENCES.join(", ")}` }).optional(),
  at: clockTime.optional().describe("Local time, such as `08:00`, which it is unless told otherwise."),
  weekday: weekday.optional().describe("Of a weekly one: 1 for Monday to 7, or a name; Monday unless told otherwise."),
  day: day
    .optional()
    .describe(
      "Of a monthly one: 1 to 31 or last; the first unless told otherwise. Where a month is shorter, its last.",
    ),
  tz: z
    .string()
    .refine(isZone, "is not an IANA time zone")
    .optional()
    .describe("IANA zone whose clocks and days it follows; the team's when absent."),
};

const fields = {
  name: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(MAX_NAME, `must have at most ${MAX_NAME} characters`)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, "must be one line, without control characters")
    .optional()
    .describe("What it is listed under; made from the cadence when absent."),
  ...scheduleFields,
  subject: subject.optional(),
  recipients: z
    .array(address)
    .min(1, "must name an address")
    .max(MAX_REPORT_RECIPIENTS, `must name at most ${MAX_REPORT_RECIPIENTS} addresses`)
    .transform(once)
    .optional(),
};

export const createReportInput = z.strictObject({
  ...fields,
  subject: fields.subject.describe("What it tells of; what moved most when absent."),
  recipients: fields.recipients.describe(
    "Addresses; the person's own when absent. One that no member has proved is asked by mail first.",
  ),
});

export const updateReportInput = z.strictObject({
  id: z.string().max(64),
  ...fields,
  recipients: fields.recipients.describe(
    "In the place of the addresses before. Whoever unsubscribed is not put back by this: only they can do that.",
  ),
});

export const foreseeTurnsInput = z.strictObject({ id: z.string().max(64).optional(), ...scheduleFields });

type ScheduleFields = Omit<z.output<typeof foreseeTurnsInput>, "id">;

export const reportId = z.strictObject({ id: z.string().max(64) });

const CADENCES = { day: "daily", week: "weekly", month: "monthly" } as const;

export function cadenceOf({ rhythm }: ReportSchedule): ReportCadence {
  return CADENCES[rhythm.every];
}

/**
 * The schedule that is asked for: of a saved one (`before`) whatever is not named stays, but of another cadence no day
 * of the old. Throws `invalid` without a cadence, and for a day that does not go with it.
 */
export function scheduleOf(asked: ScheduleFields, teamZone: string, before?: ReportSchedule): ReportSchedule {
  const cadence = asked.cadence ?? (before && cadenceOf(before));
  if (cadence === undefined) throw invalid([fault("cadence", `must be one of ${REPORT_CADENCES.join(", ")}`)]);
  const faults = [
    ...(asked.weekday === undefined || cadence === "weekly" ? [] : [fault("weekday", strayWords("weekly"))]),
    ...(asked.day === undefined || cadence === "monthly" ? [] : [fault("day", strayWords("monthly"))]),
  ];
  if (faults.length > 0) throw invalid(faults);
  const minutes = asked.at ?? (before === undefined ? USUAL_MINUTE : before.hour * 60 + before.minute);
  return {
    rhythm: rhythmOf(cadence, asked, before?.rhythm),
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
    zone: asked.tz ?? before?.zone ?? teamZone,
  };
}

function rhythmOf(cadence: ReportCadence, asked: ScheduleFields, before?: ReportRhythm): ReportRhythm {
  switch (cadence) {
    case "daily":
      return { every: "day" };
    case "weekly":
      return { every: "week", weekday: asked.weekday ?? (before?.every === "week" ? before.weekday : 1) };
    case "monthly":
      return { every: "month", day: asked.day ?? (before?.every === "month" ? before.day : 1) };
  }
}

function strayWords(cadence: ReportCadence): string {
  return `goes with ${cadence} reports; leave it out`;
}

function fault(name: string, detail: string): Fault {
  return { pointer: `#/${name}`, detail };
}
