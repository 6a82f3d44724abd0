const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

/** "23 November 2026, 14:32 UTC": a mail does not know the zone of who reads it. */
export function momentWords(at: Date): string {
  return `${DAY.format(at)}, ${TIME.format(at)} UTC`;
}

/** For a moment that is near: "14:32 UTC". */
export function timeWords(at: Date): string {
  return `${TIME.format(at)} UTC`;
}

export const ASKED_FOR = "You get this mail because somebody entered this address at Statnest.";
export const HAS_ACCOUNT = "You get this mail because this is the address of your account at Statnest.";
