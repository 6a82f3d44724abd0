import { REPORT_CADENCES, type Report, type ReportCadence, type ReportRecipient } from "@/lib/domain/report";
import { typedAddresses } from "./typed-addresses";

export const REPORT_SUBJECTS = ["moved", "favourites", "tags", "stats"] as const;
type ReportAbout = (typeof REPORT_SUBJECTS)[number];

/** A report as its form holds it: what is typed is text, and all is kept, whatever is chosen. */
export interface ReportDraft {
  name: string;
  cadence: ReportCadence;
  /** `08:00`. */
  at: string;
  /** 1 for Monday to 7. */
  weekday: string;
  /** 1 to 31, or last. */
  day: string;
  tz: string;
  about: ReportAbout;
  /** With commas between. */
  tags: string;
  stats: string[];
  /** One a line, or with commas between. */
  recipients: string;
}

type Params = Record<string, string | string[] | undefined>;

const PLAIN: ReportDraft = {
  ...{ name: "", cadence: "daily", at: "08:00", weekday: "1", day: "1", tz: "", about: "moved" },
  ...{ tags: "", stats: [], recipients: "" },
};

const STAT = "stat-";
const MOST_STATS = 200;

/** Whether an address or a form holds a report. */
export function isReportDrafted(params: Params): boolean {
  return typeof params.cadence === "string";
}

/** What an address or a form says; what it says wrongly or not at all is as in `plain`. */
export function readReportDraft(params: Params, plain: Partial<ReportDraft> = {}): ReportDraft {
  const usual = { ...PLAIN, ...plain };
  const text = (name: keyof ReportDraft, most: number): string => {
    const said = params[name];
    return typeof said === "string" ? said.slice(0, most) : String(usual[name]);
  };
  return {
    name: text("name", 255),
    cadence: REPORT_CADENCES.find((each) => each === params.cadence) ?? usual.cadence,
    at: text("at", 16),
    weekday: text("weekday", 16),
    day: text("day", 16),
    tz: text("tz", 64),
    about: REPORT_SUBJECTS.find((each) => each === params.about) ?? usual.about,
    tags: text("tags", 2_000),
    stats: isReportDrafted(params) ? tickedStats(params) : usual.stats,
    recipients: text("recipients", 20_000),
  };
}

function tickedStats(params: Params): string[] {
  const ticked = Object.keys(params).filter((name) => name.startsWith(STAT) && params[name] === "1");
  return ticked.slice(0, MOST_STATS).map((name) => name.slice(STAT.length));
}

/** The query that `readReportDraft` reads as this draft. */
export function reportDraftQuery({ stats, ...texts }: ReportDraft): string {
  const ticked = stats.map((id) => [`${STAT}${id}`, "1"]);
  return new URLSearchParams([...Object.entries(texts), ...ticked]).toString();
}

/** A report that is to be changed. Whoever unsubscribed is not typed again. */
export function draftOfReport({
  name,
  schedule,
  subject,
  recipients,
}: Pick<Report, "name" | "schedule" | "subject"> & { recipients: ReportRecipient[] }): ReportDraft {
  const { rhythm, hour, minute, zone } = schedule;
  const two = (part: number) => String(part).padStart(2, "0");
  return {
    ...PLAIN,
    name,
    cadence: CADENCES[rhythm.every],
    at: `${two(hour)}:${two(minute)}`,
    weekday: rhythm.every === "week" ? String(rhythm.weekday) : PLAIN.weekday,
    day: rhythm.every === "month" ? String(rhythm.day) : PLAIN.day,
    tz: zone,
    about: subject.kind,
    tags: subject.kind === "tags" ? subject.tags.join(", ") : "",
    stats: subject.kind === "stats" ? subject.statIds : [],
    recipients: recipients
      .filter(({ unsubscribedAt }) => unsubscribedAt === null)
      .map(({ address }) => address)
      .join("\n"),
  };
}

const CADENCES = { day: "daily", week: "weekly", month: "monthly" } as const;

/** When a draft is to be sent, as interactors take it: of its cadence only. */
export function scheduleInput({ cadence, at, weekday, day, tz }: ReportDraft) {
  return {
    ...{ cadence, at, tz },
    ...(cadence === "weekly" ? { weekday } : {}),
    ...(cadence === "monthly" ? { day } : {}),
  };
}

/** What an interactor is asked of a draft; a name that is empty is made from the cadence. */
export function inputOfReportDraft(draft: ReportDraft) {
  const { name, recipients } = draft;
  return {
    ...(name.trim() === "" ? {} : { name }),
    ...scheduleInput(draft),
    subject: subjectInput(draft),
    recipients: typedAddresses(recipients),
  };
}

function subjectInput({ about, tags, stats }: ReportDraft) {
  switch (about) {
    case "tags":
      return { kind: about, tags: tags.split(",").flatMap((tag) => tag.trim() || []) };
    case "stats":
      return { kind: about, stats };
    default:
      return { kind: about };
  }
}
