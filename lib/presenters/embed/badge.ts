import type { EmbedTheme } from "@/lib/domain/embed-look";
import { displayNumber, withUnit } from "@/lib/domain/number";
import { badgeSvg } from "@/lib/presenters/chart/badge";
import { chartRequest } from "@/lib/presenters/chart/chart-request";
import { latestOf } from "@/lib/presenters/chart/marks";
import { chartModel } from "@/lib/presenters/chart/model";
import type { EmbedData } from "./embed-data";

/** What a badge says: the title, and the latest number of the first stat. */
function badgeOf(data: EmbedData): { label: string; message: string } {
  const { title, series } = chartModel(chartRequest(data, { width: 600, height: 200 }));
  const [first] = series;
  const latest = first === undefined ? null : latestOf(first);
  const unit = first?.unit ?? "";
  return { label: title, message: latest === null ? "no data" : withUnit(displayNumber(latest.value), unit) };
}

export function embedBadge(data: EmbedData, theme: EmbedTheme): string {
  const { label, message } = badgeOf(data);
  return badgeSvg({ label, value: message, theme });
}

/** What shields.io draws a badge from (https://shields.io/badges/endpoint-badge); it may keep it for five minutes. */
export function shieldsBadge(data: EmbedData): string {
  const { label, message } = badgeOf(data);
  return JSON.stringify({ schemaVersion: 1, label, message, color: "9A5B00", cacheSeconds: 300 });
}
