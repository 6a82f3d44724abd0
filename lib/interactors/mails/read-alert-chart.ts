import type { Context } from "@/lib/context";
import type { AlertCondition, AlertWindow } from "@/lib/domain/alert";
import type { CoursePoint } from "@/lib/domain/alert-course";
import { windowSeconds } from "@/lib/domain/alert-window";
import type { DeliveryPayload } from "@/lib/domain/channel";
import { PLAIN_CHART, type Threshold } from "@/lib/domain/chart-spec";
import type { MailedChart } from "@/lib/domain/letter";
import type { ListedStat } from "@/lib/domain/stat";
import { type Course, readCourseOf } from "@/lib/interactors/alerts/read-course";
import { log } from "@/lib/log";
import { findAlert } from "@/lib/store/records/alerts";
import { readStatsById } from "@/lib/store/records/listed-stats";

const WINDOWS_SHOWN = 24;
const LEAST_SECONDS = 6 * 3_600;
const MOST_SECONDS = 2 * 366 * 86_400;
/** A breach takes up this much of its chart at the most. */
const BREACH_SHARE = 2 / 3;

type Told = Pick<DeliveryPayload, "type" | "timestamp" | "beganAt" | "value" | "threshold"> & {
  alert: { id: string };
  stat: { id: string };
};

/**
 * What an alert saw, as it leads up to the moment that a mail tells of: the values it judged, the threshold, and the
 * breach marked on them. It ends with that moment, so it is the same whenever it is asked for. Null where there is
 * nothing to draw, or it cannot be read just now: then the mail goes without it.
 */
export async function readAlertChart(
  { store }: Pick<Context, "store">,
  payload: Told,
  channel: { teamId: string; zone: string },
): Promise<MailedChart | null> {
  try {
    const [rule, [stat]] = await Promise.all([
      findAlert(store.prisma, channel.teamId, payload.alert.id),
      readStatsById(store.pool, { teamId: channel.teamId, userId: null }, [payload.stat.id]),
    ]);
    if (rule === null || stat === undefined) return null;
    // The minute it happened in still grows: before it stands what was read, at its end what was told.
    const to = Math.floor(Date.parse(payload.timestamp) / 60_000) * 60;
    const before = { store, clock: { now: () => new Date((to - 1) * 1_000) } };
    const range = { from: firstOf(rule.window, payload, to), to };
    const course = await readCourseOf(before, { stat, zone: channel.zone, rule, range });
    const points = withTold(course.points, payload.value);
    return points.every(({ v }) => v === null) ? null : chartOf({ ...course, points }, rule.condition, payload, to);
  } catch (error) {
    log().warn({ err: error }, "the chart of an alert could not be read");
    return null;
  }
}

function withTold(points: CoursePoint[], value: number | null): CoursePoint[] {
  const last = points.at(-1);
  return last === undefined || value === null ? points : [...points.slice(0, -1), { ...last, v: value }];
}

/** A day of hours, a month of days and so on; a breach that has lasted for long is seen from its beginning. */
function firstOf(window: AlertWindow, { beganAt }: Told, to: number): number {
  const usual = Math.max(LEAST_SECONDS, WINDOWS_SHOWN * windowSeconds(window));
  const lasted = beganAt === null ? 0 : to - Math.floor(Date.parse(beganAt) / 1_000);
  return to - Math.ceil(Math.min(MOST_SECONDS, Math.max(usual, lasted / BREACH_SHARE)));
}

function chartOf(course: Course, condition: AlertCondition, told: Told, to: number): MailedChart {
  const { from, step, zone, points } = course;
  const drawn = points.map(({ t, v }) => ({ t, n: v === null ? 0 : 1, v, sum: null, min: null, max: null }));
  return {
    title: "",
    spec: {
      ...PLAIN_CHART,
      style: "line",
      range: { from: String(from), to: String(to) },
      step,
      zone,
      thresholds: linesOf(condition, told),
    },
    series: [{ stat: judgedStat(course.stat, condition), from, to, step, zone, points: drawn, compare: null }],
    axes: ["left"],
    annotations: breachOf(told),
    now: to,
  };
}

/** Drawn are values over windows, each of them whole: as of a value stat, whatever the stat is. */
function judgedStat({ classicKey: _, ...stat }: ListedStat, condition: AlertCondition): Omit<ListedStat, "classicKey"> {
  return { ...stat, kind: "value", unit: condition.kind === "delta" ? "%" : stat.unit };
}

function linesOf(condition: AlertCondition, { threshold }: Told): Threshold[] {
  const line = (value: number, label: string): Threshold => ({ value, label, axis: "left" });
  switch (condition.kind) {
    case "value":
      return [line(condition.threshold, condition.operator === "greater" ? "rings over" : "rings under")];
    case "delta": {
      const { operator, percentage } = condition;
      const up = operator === "less" ? [] : [line(percentage, "rings over")];
      return operator === "greater" ? up : [...up, line(-percentage, "rings under")];
    }
    case "anomaly":
      return threshold === null ? [] : [line(threshold, "unusual beyond")];
    case "data":
      return [];
  }
}

function breachOf({ type, beganAt, timestamp }: Told): MailedChart["annotations"] {
  if (beganAt === null) return [];
  const text = type === "alert.resolved" ? "it rang" : "it rings";
  const [at, until] = [new Date(beganAt), new Date(timestamp)];
  return [{ at, until: until > at ? until : null, text }];
}
