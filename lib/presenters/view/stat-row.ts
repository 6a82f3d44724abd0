import type { ListedStat, StatKind } from "@/lib/domain/stat";
import { sparklineSvg } from "@/lib/presenters/chart/sparkline";
import { type AlertDot, alertDot, type StatStates } from "./alert-dot";
import { type ChangeView, changeView } from "./change";
import { type MomentView, momentView } from "./moment";
import { maybeQuantity, type Quantity } from "./quantity";

/** One stat as the list shows it. What is null has no data. */
export interface StatRow {
  id: string;
  name: string;
  href: string;
  kind: StatKind;
  favourite: boolean;
  /** The team whose stat it is; null for one's own. */
  sharedBy: string | null;
  last: Quantity | null;
  /** An SVG of the last 24 hours. */
  spark: string | null;
  change: ChangeView | null;
  seen: MomentView | null;
  /** When it was put in the trash; null outside it. */
  trashed: MomentView | null;
  /** How its alerts stand; null when none watches it. */
  alert: AlertDot | null;
}

/** The last 24 hours of a stat: an hour each, then the whole against the 24 hours before. */
export interface Sparkline {
  values: (number | null)[];
  today: number | null;
  before: number | null;
}

export function statRow(
  stat: ListedStat,
  sparkline: Sparkline | undefined,
  now: Date,
  zone: string,
  alerts?: StatStates,
): StatRow {
  return {
    id: stat.id,
    name: stat.name,
    href: `/stats/${stat.id}`,
    kind: stat.kind,
    favourite: stat.favourite,
    sharedBy: stat.sharedBy,
    last: maybeQuantity(stat.lastValue, stat.unit),
    spark: drawn(stat, sparkline),
    change: sparkline === undefined ? null : changeView(sparkline.today, sparkline.before, "on the day before"),
    seen: stat.lastAt === null ? null : momentView(stat.lastAt, now, zone),
    trashed: stat.trashedAt === null ? null : momentView(stat.trashedAt, now, zone),
    alert: alerts === undefined ? null : alertDot(alerts),
  };
}

function drawn(stat: ListedStat, sparkline: Sparkline | undefined): string | null {
  if (sparkline === undefined || sparkline.values.every((value) => value === null)) return null;
  return sparklineSvg(sparkline.values, { width: 132, height: 32, label: `${stat.name}, last 24 hours` });
}
