import { agoWords } from "./ago";

/** One time that a report will be sent. */
export interface NextTime {
  iso: string;
  /** "Tuesday 24 November 2026, 08:00". */
  when: string;
  /** "in 13 hours". */
  ahead: string;
}

/** The next times that a report will be sent, by the clocks of its zone. */
export function nextTimes(times: Date[], now: Date, zone: string): NextTime[] {
  return times.map((at) => ({
    iso: at.toISOString(),
    when: `${dayOf(at, zone)}, ${clockOf(at, zone)}`,
    ahead: agoWords(Math.round((now.getTime() - at.getTime()) / 1_000)),
  }));
}

/** With a comma nowhere, whatever a version of the calendar's data says. */
function dayOf(at: Date, timeZone: string): string {
  const parts = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
  return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone }).format(at).replaceAll(",", "");
}

function clockOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(at);
}
