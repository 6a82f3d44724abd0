import type { AlertCondition } from "@/lib/domain/alert";
import type { CoursePoint } from "@/lib/domain/alert-course";
import type { Threshold } from "@/lib/domain/chart-spec";
import { displayNumber, withUnit } from "@/lib/domain/number";
import type { StatKind } from "@/lib/domain/stat";
import type { Step } from "@/lib/domain/step";
import type { ChartInput, ChartMark } from "@/lib/presenters/chart/model";
import { type DrawnChart, draw } from "./drawn-chart";

/** What a rule looked at over a range: see `readCourse`. */
export interface DrawnCourse {
  stat: { name: string; kind: StatKind; unit: string };
  /** Unix seconds. */
  from: number;
  to: number;
  step: Step;
  zone: string;
  points: CoursePoint[];
  /** What was usual at each point; null where nothing was, or of other kinds. */
  usual: ({ low: number; high: number } | null)[] | null;
}

/** A time that it rings or would have rung. Unix seconds. */
export interface Ring {
  at: number;
  /** Null while it lasts. */
  until: number | null;
  value: number | null;
}

const WIDTH = 1_000;
const HEIGHT = 300;
/** More flags than these say nothing more. */
const MOST_FLAGS = 60;

/** The line of what is looked at, the threshold, and a flag with its stretch for each time it rings. */
export function alertChart(
  course: DrawnCourse,
  condition: AlertCondition | null,
  { rings, verb, height = HEIGHT }: { rings: Ring[]; verb: string; height?: number },
): DrawnChart {
  const { stat, from, to, step, zone, points, usual } = course;
  const unit = judgedUnit(condition, stat.unit);
  const isChange = condition?.kind === "delta";
  const line: ChartInput = {
    name: isChange ? `${stat.name}, change in percent` : stat.name,
    kind: isChange ? "value" : stat.kind,
    unit,
    points,
  };
  return draw({
    series: [line, ...usualLines(points, usual, unit)],
    ...{ from, to, step, zone, width: WIDTH, height },
    title: line.name,
    style: "line",
    thresholds: condition === null ? [] : thresholdsOf(condition),
    annotations: rings.slice(-MOST_FLAGS).map((ring) => markOf(ring, { verb, unit, to })),
  });
}

/** What is judged of a change is its percentage, whatever the stat is measured in. */
export function judgedUnit(condition: Pick<AlertCondition, "kind"> | null, unit: string): string {
  return condition?.kind === "delta" ? "%" : unit;
}

function usualLines(points: CoursePoint[], usual: DrawnCourse["usual"], unit: string): ChartInput[] {
  if (usual === null || usual.every((each) => each === null)) return [];
  const side = (name: string, of: "low" | "high"): ChartInput => ({
    ...{ name, kind: "value", unit },
    points: points.map(({ t }, index) => ({ t, v: usual[index]?.[of] ?? null })),
  });
  return [side("usual at most", "high"), side("usual at least", "low")];
}

function thresholdsOf(condition: AlertCondition): Threshold[] {
  const line = (value: number, label: string): Threshold => ({ value, label, axis: "left" });
  if (condition.kind === "value") {
    const { operator, threshold, recovery } = condition;
    const over = operator === "greater";
    const rests = recovery === null ? [] : [line(recovery, over ? "rests at or under" : "rests at or over")];
    return [line(threshold, over ? "rings over" : "rings under"), ...rests];
  }
  if (condition.kind !== "delta") return [];
  const { operator, percentage } = condition;
  return [
    ...(operator === "less" ? [] : [line(percentage, "rings over")]),
    ...(operator === "greater" ? [] : [line(-percentage, "rings under")]),
  ];
}

function markOf({ at, until, value }: Ring, { verb, unit, to }: { verb: string; unit: string; to: number }): ChartMark {
  const found = value === null || !Number.isFinite(value) ? "" : `: ${withUnit(displayNumber(value), unit)}`;
  return { at, until: until ?? to, text: `${verb}${found}` };
}

/** The incidents of a range as the times that it rang, the earliest first. */
export function ringsOf(
  incidents: { beganAt: Date; endedAt: Date | null; worst: number | null }[],
  { from }: Pick<DrawnCourse, "from">,
): Ring[] {
  const seconds = (moment: Date) => Math.floor(moment.getTime() / 1_000);
  return incidents
    .map(({ beganAt, endedAt, worst }) => ({
      at: seconds(beganAt),
      until: endedAt === null ? null : seconds(endedAt),
      value: worst,
    }))
    .filter(({ until }) => until === null || until >= from)
    .sort((a, b) => a.at - b.at);
}
