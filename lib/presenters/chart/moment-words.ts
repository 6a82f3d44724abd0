import { isWholeDays, type Step } from "@/lib/domain/step";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
  formats.set(key, known);
  return known;
}

const DAY = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/**
 * Which interval it is that starts at `t`, exactly and with its zone: "Tue, 14 Jan 2025, 14:00 GMT",
 * "Tue, 14 Jan 2025", "Week of Mon, 13 Jan 2025", "January 2025". Runs in the browser too.
 */
export function bucketWords(t: number, step: Step, zone: string): string {
  const moment = t * 1_000;
  if (step === "1M") return format(zone, { month: "long", year: "numeric" }).format(moment);
  if (step === "1w") return `Week of ${format(zone, DAY).format(moment)}`;
  if (step === "1d") return format(zone, DAY).format(moment);
  return momentWords(t, zone);
}

/** A moment to the minute, with its zone: "Tue, 14 Jan 2025, 14:05 GMT". Unix seconds. */
export function momentWords(t: number, zone: string): string {
  return format(zone, { ...DAY, ...CLOCK, timeZoneName: "short" }).format(t * 1_000);
}

/** A range in words: "5 – 12 Jan 2026", "12 Jan 2026, 09:00 – 10:00". Unix seconds; `to` is not part of it. */
export function rangeWords(from: number, to: number, step: Step, zone: string): string {
  const days = isWholeDays(step) || to - from > 4 * 86_400;
  const options = { day: "numeric", month: "short", year: "numeric", ...(days ? {} : CLOCK) } as const;
  const last = days ? Math.max(from, to - 1) : to;
  return format(zone, options)
    .formatRange(from * 1_000, last * 1_000)
    .replace(/\s*–\s*/, " – ");
}
