import { agoWords } from "./ago";

/** A moment as a page shows it: words, and the full time with its zone for whoever asks. */
export interface MomentView {
  iso: string;
  ago: string;
  /** How long ago it was when the page was made; the browser counts on from here, whatever its own clock says. */
  secondsAgo: number;
  full: string;
}

export function momentView(at: Date, now: Date, zone: string): MomentView {
  const secondsAgo = Math.round((now.getTime() - at.getTime()) / 1000);
  return { iso: at.toISOString(), ago: agoWords(secondsAgo), secondsAgo, full: fullTime(at, zone) };
}

/** A moment by the zone's calendar and clock, to the minute: "4 May 2026, 14:00". */
export function minuteOf(at: Date, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(at);
}

function fullTime(at: Date, zone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "medium", timeZone: zone });
  return `${format.format(at)} (${zone})`;
}
