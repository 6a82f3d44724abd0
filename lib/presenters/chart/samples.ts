import { type ChartSpec, PLAIN_CHART } from "@/lib/domain/chart-spec";
import { binOf } from "@/lib/domain/distribution";
import { type Histogram, histogram } from "@/lib/domain/distribution-histogram";
import { type Bucket, emptyBucket, type Series } from "@/lib/domain/series";
import type { KeylessStat, StatKind } from "@/lib/domain/stat";
import type { Step } from "@/lib/domain/step";
import { bucketBounds, shift } from "@/lib/domain/time";
import type { DrawnData } from "./chart-request";

/** A chart with invented numbers, always the same ones: for the gallery, and for whatever is to be seen or measured. */
export interface Sample {
  name: string;
  /** What is to be seen in it. */
  about: string;
  data: DrawnData;
  distribution: Histogram | null;
}

const ZONE = "Europe/Berlin";
const HOUR = 3_600;
/** Monday, 16 November 2026, 14:25 in Berlin. */
const NOW = 1_794_835_500;

interface Invented {
  name: string;
  kind: StatKind;
  unit: string;
  /** By the index of the interval. */
  value(index: number): number | null;
  earlier?(index: number): number | null;
}

/** Between 0 and 1, looking like chance. */
function noise(index: number): number {
  const large = Math.sin(index * 127.1 + 311.7) * 43_758.5453;
  return large - Math.floor(large);
}

/** A day's rise and fall by the hour, quieter at the weekend. */
function busy(index: number, most: number, seed = 0): number {
  const hour = (index + 14) % 24;
  const day = Math.floor((index + 14) / 24) % 7;
  const weekend = day === 5 || day === 6 ? 0.55 : 1;
  const high = 0.25 + 0.75 * Math.max(0, Math.sin(((hour - 6) / 16) * Math.PI)) ** 1.5;
  return Math.round(most * weekend * high * (0.86 + 0.28 * noise(index + seed)));
}

const signups: Invented = {
  name: "signups",
  kind: "counter",
  unit: "people",
  value: (index) => busy(index, 420),
  earlier: (index) => busy(index, 330, 1_000),
};

const latency: Invented = {
  name: "checkout latency",
  kind: "value",
  unit: "ms",
  value: (index) => Math.round((140 + busy(index, 110, 40) + (index > 96 && index < 103 ? 260 : 0)) * 10) / 10,
};

const hits: Invented = { name: "requests", kind: "counter", unit: "", value: (index) => busy(index, 48_000, 7) };

const queue: Invented = {
  name: "jobs in line",
  kind: "value",
  unit: "jobs",
  value: (index) => Math.round(10 ** (1.1 + 1.6 * Math.sin(index / 17) ** 2 + 1.1 * noise(index >> 2))),
};

const buckets: Invented = {
  name: "sensor in the attic",
  kind: "value",
  unit: "°C",
  value: (index) => {
    if ((index > 30 && index < 44) || (index > 108 && index < 118 && index !== 112)) return null;
    return Math.round((14 + 6 * Math.sin((index - 4) / 3.82) + 2 * noise(index)) * 10) / 10;
  },
};

const SERVERS = ["ingest", "pages", "worker", "mail", "search", "images", "sessions", "night reports of everybody"];

const servers: Invented[] = SERVERS.map((name, at) => ({
  name,
  kind: "value",
  unit: "ms",
  value: (index) => Math.round(20 + at * 14 + 9 * Math.sin(index / (5 + at)) + 8 * noise(index + at * 500)),
}));

function read(all: Invented[], { from, step }: { from: number; step: Step }): Series[] {
  const starts = bucketBounds(from, NOW, step, ZONE).slice(0, -1);
  const points = (of: (index: number) => number | null): Bucket[] =>
    starts.map((t, index) => {
      const v = of(index);
      return v === null ? emptyBucket(t) : { t, n: 1, v, sum: v, min: v, max: v };
    });
  return all.map(({ value, earlier, name, kind, unit }) => {
    const compare = earlier === undefined ? null : points(earlier);
    return { stat: { ...NO_STAT, name, kind, unit }, from, to: NOW, step, zone: ZONE, points: points(value), compare };
  });
}

const NO_STAT: KeylessStat = {
  id: "sample",
  seriesId: 0n,
  teamId: "",
  name: "",
  kind: "value",
  unit: "",
  description: "",
  tags: [],
  public: false,
  createdAt: new Date(0),
  trashedAt: null,
  retentionDays: null,
  minutesFrom: new Date(0),
};

const WEEK = { from: NOW - 168 * HOUR, step: "1h" as const };
const MONTH = { from: shift(NOW, { count: 1, unit: "M" }, -1, ZONE), step: "1d" as const };

function sample(
  name: string,
  about: string,
  series: Series[],
  spec: Partial<ChartSpec>,
  more: Partial<DrawnData> = {},
): Sample {
  const data = { title: "", spec: { ...PLAIN_CHART, ...spec }, series, axes: [], annotations: [], now: NOW, ...more };
  return { name, about, data, distribution: spec.kind === "histogram" ? spread() : null };
}

function spread(): Histogram {
  const counts = new Map<number, number>();
  for (let index = 0; index < 4_000; index++) {
    const bin = binOf(60 + 340 * (noise(index) * noise(index + 5_000)) ** 1.2 + 25 * noise(index + 9_000));
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const bins = Array.from(counts, ([bin, n]) => ({ bin, n })).sort((a, b) => a.bin - b.bin);
  return histogram(bins, { min: 60, max: 425 });
}

function moment(hoursBefore: number): Date {
  return new Date((NOW - hoursBefore * HOUR) * 1_000);
}

const happened: DrawnData["annotations"] = [
  { at: moment(142), until: null, text: "deploy 1.42" },
  { at: moment(73), until: moment(62), text: "database moved" },
  { at: moment(20), until: null, text: "deploy 1.43" },
];

const limit = { value: 350, label: "limit", axis: "left" as const };

/** Everything that a chart can show, one thing each. */
export function chartSamples(): Sample[] {
  const week = (...all: Invented[]) => read(all, WEEK);
  return [
    sample("line", "A value by the hour", week(latency), { style: "line" }),
    sample("area", "The same with its ground filled", week(latency), { style: "area" }),
    sample("bar", "One counter over few intervals", read([{ ...signups, earlier: undefined }], MONTH), {}),
    sample("earlier", "The week before, dashed; the hour that still runs is open", week(signups), { compare: "1w" }),
    sample("gaps", "Gaps stay gaps, a lonely number is a dot", week(buckets), {}),
    sample(
      "marks",
      "What happened, and a line at what matters",
      week(latency),
      { thresholds: [limit] },
      { annotations: happened },
    ),
    sample("axes", "Two scales, one on either side", week(hits, latency), {}, { axes: ["left", "right"] }),
    sample("log", "A log scale for what spans decades", week(queue), { scale: "log" }),
    sample("eight", "As many as a chart holds", week(...servers), {}, { title: "Milliseconds by part" }),
    sample("mini", "The lines alone", week(latency), { axes: false }),
    sample("number", "The latest one, large", week(signups), { kind: "number", compare: "1w" }),
    sample("histogram", "How the numbers of a value are spread", week(latency), { kind: "histogram" }),
    sample("empty", "No data is no zero", week({ ...signups, earlier: undefined, value: () => null }), {}),
    sample("spark", "A line the size of a word", week(latency), { kind: "spark" }),
  ];
}
