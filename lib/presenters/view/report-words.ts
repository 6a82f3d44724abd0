import type { ReportSubject } from "@/lib/domain/report";
import type { ReportSchedule } from "@/lib/domain/report-schedule";

export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** "every Monday at 08:00, Europe/Berlin". */
export function cadenceWords(schedule: ReportSchedule): string {
  const { hour, minute, zone } = schedule;
  return `${daysWords(schedule)} at ${two(hour)}:${two(minute)}, ${zone.replaceAll("_", " ")}`;
}

function daysWords({ rhythm }: ReportSchedule): string {
  switch (rhythm.every) {
    case "day":
      return "every day";
    case "week":
      return `every ${WEEKDAYS[rhythm.weekday - 1]}`;
    case "month":
      return `every month on the ${rhythm.day === "last" ? "last day" : ordinal(rhythm.day)}`;
  }
}

/** "1st", "22nd", "11th". */
export function ordinal(day: number): string {
  const isTeen = day >= 11 && day <= 13;
  const ending = isTeen ? undefined : [undefined, "st", "nd", "rd"][day % 10];
  return `${day}${ending ?? "th"}`;
}

interface Known {
  /** Whose favourites it tells of, to whoever reads: "your", "ada@example.com’s". */
  whose: string;
  /** The names of the stats that it names and the team sees. */
  stats: string[];
}

/** What a report tells of: "what moved most", "stats tagged web or api". */
export function subjectWords(subject: ReportSubject, { whose, stats }: Known): string {
  switch (subject.kind) {
    case "moved":
      return "what moved most";
    case "favourites":
      return `${whose} favourites`;
    case "tags":
      return `stats tagged ${listed(subject.tags, "or")}`;
    case "stats":
      return stats.length === 0 ? "stats that are gone" : listed(stats, "and");
  }
}

/** The same in the room of a list. */
export function shortSubjectWords(subject: ReportSubject): string {
  if (subject.kind === "favourites") return "somebody’s favourites";
  if (subject.kind !== "stats") return subjectWords(subject, { whose: "", stats: [] });
  const { length } = subject.statIds;
  return `${length} ${length === 1 ? "stat" : "stats"}`;
}

/** "a", "a and b", "a, b and c". */
function listed(names: string[], joint: string): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${joint} ${last}`;
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}
