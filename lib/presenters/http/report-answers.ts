import { z } from "zod";
import { REPORT_CADENCES, type Report, type ReportRecipient, type ReportSubject } from "@/lib/domain/report";

const time = z.iso.datetime().describe("RFC 3339, UTC");

const subjectAnswer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("moved") }),
  z.strictObject({ kind: z.literal("favourites"), user_id: z.string() }),
  z.strictObject({ kind: z.literal("tags"), tags: z.array(z.string()) }),
  z.strictObject({ kind: z.literal("stats"), stats: z.array(z.string()) }),
]);

const RECIPIENT_STATES = ["receives", "asked", "unsubscribed", "silent"] as const;
type RecipientState = (typeof RECIPIENT_STATES)[number];

const CADENCES = { day: "daily", week: "weekly", month: "monthly" } as const;

export const reportAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    cadence: z.enum(REPORT_CADENCES),
    at: z.string().describe("Local time, `08:00`."),
    weekday: z.int().nullable().describe("1 for Monday to 7, of a weekly one."),
    day: z
      .union([z.int(), z.literal("last")])
      .nullable()
      .describe("Of the month, of a monthly one."),
    tz: z.string().describe("IANA zone."),
    subject: subjectAnswer,
    recipients: z.array(z.string()).describe("The addresses on its list, without those that unsubscribed."),
    recipient_states: z
      .array(z.strictObject({ address: z.string(), state: z.enum(RECIPIENT_STATES) }))
      .describe(
        "asked: not agreed yet, so nothing is sent; unsubscribed: only they can put themselves back; silent: mail to the address came back.",
      ),
    paused: z.boolean(),
    next_at: time.nullable().describe("Null while it is paused."),
    next_times: z.array(time).describe("The next five."),
    created_at: time,
  })
  .meta({ id: "Report" });

interface ShownReport extends Report {
  recipients: (ReportRecipient & { silent: boolean })[];
  nextTimes: Date[];
}

export function presentReport(report: ShownReport): z.infer<typeof reportAnswer> {
  const { schedule, subject, recipients, nextAt, nextTimes } = report;
  const { rhythm, hour, minute, zone } = schedule;
  return {
    id: report.publicId,
    name: report.name,
    cadence: CADENCES[rhythm.every],
    at: `${twoDigits(hour)}:${twoDigits(minute)}`,
    weekday: rhythm.every === "week" ? rhythm.weekday : null,
    day: rhythm.every === "month" ? rhythm.day : null,
    tz: zone,
    subject: presentSubject(subject),
    recipients: recipients.filter((each) => each.unsubscribedAt === null).map(({ address }) => address),
    recipient_states: recipients.map((each) => ({ address: each.address, state: stateOf(each) })),
    paused: nextAt === null,
    next_at: nextAt?.toISOString() ?? null,
    next_times: nextTimes.map((moment) => moment.toISOString()),
    created_at: report.createdAt.toISOString(),
  };
}

function presentSubject(subject: ReportSubject): z.infer<typeof subjectAnswer> {
  if (subject.kind === "favourites") return { kind: "favourites", user_id: subject.userId };
  if (subject.kind === "stats") return { kind: "stats", stats: subject.statIds };
  return subject.kind === "tags" ? { kind: "tags", tags: subject.tags } : { kind: "moved" };
}

function stateOf({ confirmedAt, unsubscribedAt, silent }: ShownReport["recipients"][number]): RecipientState {
  if (unsubscribedAt !== null) return "unsubscribed";
  if (confirmedAt === null) return "asked";
  return silent ? "silent" : "receives";
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

const COPY_STATES = ["waiting", "sent", "failed"] as const;

export const turnAnswer = z
  .strictObject({
    id: z.string(),
    turn: z.string().describe("The local date it was for; with # and a number behind it when it was sent by hand."),
    state: z
      .enum(["due", "handed", "skipped"])
      .describe("handed: its mails were put in line; skipped: it would have come over a day late."),
    from: time.describe("What it tells of."),
    to: time,
    due_at: time,
    late_seconds: z.int().describe("How long after that it was begun, as when nothing ran."),
    subject: z.string().describe("Of its mail; empty before it is composed."),
    copies: z.array(
      z.strictObject({
        address: z.string(),
        state: z.enum(COPY_STATES),
        sent_at: time.nullable(),
        problem: z.string().describe("Why it did not go out, or came back; empty when it did not."),
      }),
    ),
  })
  .meta({ id: "ReportTurn" });

interface ShownTurn {
  id: string;
  turn: string;
  state: "due" | "handed" | "skipped";
  fromAt: Date;
  toAt: Date;
  dueAt: Date;
  createdAt: Date;
  subject: string;
  copies: { address: string; sentAt: Date | null; problem: string }[];
}

export function presentTurn({ id, turn, state, subject, copies, ...at }: ShownTurn): z.infer<typeof turnAnswer> {
  return {
    ...{ id, turn, state, from: at.fromAt.toISOString(), to: at.toAt.toISOString(), due_at: at.dueAt.toISOString() },
    late_seconds: Math.max(0, Math.round((at.createdAt.getTime() - at.dueAt.getTime()) / 1_000)),
    subject,
    copies: copies.map(({ address, sentAt, problem }) => ({
      address,
      state: problem === "" ? (sentAt === null ? "waiting" : "sent") : "failed",
      sent_at: sentAt?.toISOString() ?? null,
      problem,
    })),
  };
}
