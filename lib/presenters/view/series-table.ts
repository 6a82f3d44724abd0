import type { Bucket } from "@/lib/domain/series";
import type { KeylessStat } from "@/lib/domain/stat";
import type { Step } from "@/lib/domain/step";
import { exactQuantity, type Quantity } from "./quantity";

/** The numbers of a chart as a table: newest first, only the intervals in which some stat has data. */
export interface SeriesTable {
  columns: string[];
  rows: { iso: string; when: string; cells: (Quantity | null)[] }[];
  /** Rows left out to keep the page light; the files have them all. */
  leftOut: number;
}

interface Shown {
  stat: KeylessStat;
  points: Bucket[];
  compare: Bucket[] | null;
  step: Step;
  zone: string;
}

const MOST_ROWS = 400;

export function seriesTable(shown: Shown[], overlay: boolean): SeriesTable {
  const columns = shown.flatMap(({ stat, compare }) =>
    overlay && compare !== null ? [stat.name, `${stat.name}, earlier`] : [stat.name],
  );
  const first = shown[0];
  if (first === undefined) return { columns, rows: [], leftOut: 0 };
  const when = timeFormat(first.step, first.zone);
  const rows = first.points
    .map(({ t }, index) => ({
      iso: new Date(t * 1_000).toISOString(),
      when: when.format(t * 1_000),
      cells: shown.flatMap((each) => cellsOf(each, index, overlay)),
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== null))
    .reverse();
  return { columns, rows: rows.slice(0, MOST_ROWS), leftOut: Math.max(0, rows.length - MOST_ROWS) };
}

function cellsOf({ stat, points, compare }: Shown, index: number, overlay: boolean): (Quantity | null)[] {
  const cell = (bucket: Bucket | undefined) => {
    const v = bucket?.v ?? null;
    return v === null ? null : exactQuantity(v, stat.unit);
  };
  return overlay && compare !== null ? [cell(points[index]), cell(compare[index])] : [cell(points[index])];
}

function timeFormat(step: Step, timeZone: string): Intl.DateTimeFormat {
  const day = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
  if (step === "1M") return new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone });
  if (step === "1d" || step === "1w") return new Intl.DateTimeFormat("en-GB", { ...day, timeZone });
  return new Intl.DateTimeFormat("en-GB", { ...day, hour: "2-digit", minute: "2-digit", timeZone });
}
