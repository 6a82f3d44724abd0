import type { DeliveryPayload, DeliveryType } from "@/lib/domain/channel";
import { shortLine } from "@/lib/domain/one-line";

/** How each thing that is told begins in an inbox; what rings, or has stopped coming, begins with its stat. */
const BEGINS: Record<DeliveryType, string> = {
  "alert.triggered": "",
  "alert.reminder": "Still ringing: ",
  "alert.acknowledged": "Acknowledged: ",
  "alert.resolved": "Resolved: ",
  "alert.no_data": "No data: ",
  "alert.test": "Test: ",
};

/** Whose reason says it too: "Acknowledged by Bob", "No data in the last hour". */
const SAID_BY_REASON: DeliveryType[] = ["alert.acknowledged", "alert.no_data"];

type Told = Pick<DeliveryPayload, "type" | "reason"> & { alert: { name: string }; stat: { name: string } };

/** "signups: 812 in an hour, over 500". */
export function headline(told: Told): string {
  const { type, stat, reason } = told;
  if (stat.name === "") return shortHeadline(told);
  return `${SAID_BY_REASON.includes(type) ? "" : BEGINS[type]}${shortLine(stat.name, 80)}: ${bare(reason, 110)}`;
}

/** "signups", "Resolved: signups"; of a test of a channel, which has no stat, what is tested. */
export function shortHeadline({ type, alert, stat }: Told): string {
  return BEGINS[type] + shortLine(stat.name === "" ? alert.name : stat.name, 80);
}

/** A sentence without its end, as it stands after a colon. */
export function bare(sentence: string, most = 300): string {
  return shortLine(sentence, most).replace(/\.$/, "");
}

/** A sentence, whether or not it came with its end. */
export function sentence(text: string, most = 400): string {
  const line = shortLine(text, most);
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}

/** "23 November 2026, 14:32 UTC", by the clocks of a zone. */
export function momentIn(zone: string, at: string): string {
  const parts = { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" } as const;
  const words = new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: zone, timeZoneName: "short" });
  return words.format(new Date(at)).replace(" at ", ", ");
}

/** "2 hours and 5 minutes"; the two largest units are enough. */
export function lengthWords(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  if (minutes === 0) return "less than a minute";
  const parts = [
    [Math.floor(minutes / 1_440), "day"],
    [Math.floor(minutes / 60) % 24, "hour"],
    [minutes % 60, "minute"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, noun]) => `${count} ${noun}${count === 1 ? "" : "s"}`);
  return said.slice(0, 2).join(" and ");
}

/** "This rule rang 14 times in the last 30 days. A gentler one, over 900 in an hour, would have rung 3 times." */
export function ringsWords(rings: DeliveryPayload["ringsInMonth"]): string | null {
  if (rings === null) return null;
  const own = `This rule rang ${times(rings.own)} in the last 30 days.`;
  if (rings.gentler === null) return own;
  const gentler = rings.gentlerRule === null ? "A gentler one" : `A gentler one, ${bare(rings.gentlerRule, 120)},`;
  return `${own} ${gentler} would have rung ${times(rings.gentler)}.`;
}

function times(count: number): string {
  if (count === 0) return "not once";
  return count === 1 ? "once" : `${count} times`;
}
