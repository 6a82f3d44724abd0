import { PRESETS, type Preset } from "@/lib/domain/step";
import { type FilledStat, TEAM_ZONE } from "./cast";
import type { Product } from "./product";
import { showHeading, showRatio, showTiming } from "./table";
import { type Ask, askInTurns } from "./timing";

const TIMES = 40;
const EIGHT = 8;

interface Question {
  name: string;
  ask: Ask;
  /** What the median may be, in milliseconds, where something is promised. */
  target?: number;
}

/** Where the series of a stat is asked for. */
export function seriesPath({ id }: FilledStat, query: Record<string, string>): string {
  return `/api/v1/stats/${id}/series?${new URLSearchParams(query)}`;
}

/** A preset range as the pages ask for it. */
function presetQuery({ span, step, compare }: Preset) {
  return { from: `-${span}`, step, compare };
}

/** Each question for itself, warm, over one connection. */
export async function showLatencies(product: Product, stats: FilledStat[]): Promise<void> {
  showHeading("question", ["median ms", "p95 ms", "target ms"]);
  for (const { name, ask, target } of questions(product, stats)) {
    const [timing] = await askInTurns([ask], TIMES);
    if (timing) showTiming(name, timing, target);
  }
}

function questions({ api, pages }: Product, stats: FilledStat[]): Question[] {
  const counter = named(stats, "dense counter 1");
  const value = named(stats, "dense value 1");
  const series =
    (stat: FilledStat, query: Record<string, string>): Ask =>
    () =>
      api.get(seriesPath(stat, query));
  const year = (tz: string) => series(counter, { from: "-1y", step: "1d", tz });
  const eight = stats.slice(0, EIGHT).map(({ id }) => id);
  const together = new URLSearchParams({ stats: eight.join(","), from: "-1M", step: "3h" });
  return [
    { name: "the team: no series at all", ask: () => api.get("/api/v1/team") },
    ...PRESETS.map((preset) => ({
      name: `preset ${preset.name}, ${preset.step}, compared with ${preset.compare} earlier`,
      ask: series(counter, presetQuery(preset)),
      target: 50,
    })),
    { name: `year by day, ${TEAM_ZONE} (the team's zone)`, ask: year(TEAM_ZONE), target: 10 },
    { name: "year by day, America/New_York", ask: year("America/New_York"), target: 150 },
    { name: "year by day, Asia/Kathmandu (+05:45)", ask: year("Asia/Kathmandu"), target: 150 },
    { name: `${EIGHT} stats in one chart, month, 3h`, ask: () => api.get(`/api/v1/series?${together}`) },
    ...["1w", "1M", "1y"].flatMap((span) =>
      ["percentiles", "histogram"].map((what) => ({
        name: `${what} of a value, -${span}`,
        ask: () => api.get(`/api/v1/stats/${value.id}/${what}?from=-${span}`),
      })),
    ),
    { name: `list of ${stats.length} stats, first 50`, ask: () => api.get("/api/v1/stats?limit=50"), target: 150 },
    { name: "page /stats with sparklines", ask: () => pages.get("/stats"), target: 150 },
    { name: "page /stats/ID of a counter", ask: () => pages.get(`/stats/${counter.id}`) },
    { name: "page /stats/ID of a value", ask: () => pages.get(`/stats/${value.id}`) },
  ];
}

/**
 * Short ranges of a stat with all its history beside the same of one that began with the range, in turns; then as the
 * pages ask, with the range before, where the younger one has nothing.
 */
export async function showAgeing({ api }: Product, stats: FilledStat[]): Promise<void> {
  const old = named(stats, "dense counter 1");
  showHeading("history", [`${old.days} days`, "just begun", "ratio", "target"]);
  for (const preset of PRESETS.filter(({ name }) => name === "day" || name === "week")) {
    const young = named(stats, `counter of a ${preset.name}`);
    const { compare, ...range } = presetQuery(preset);
    for (const [name, query, target] of [
      [preset.name, range, 1.5],
      [`${preset.name}, compared with ${compare} earlier`, { ...range, compare }, undefined],
    ] as const) {
      const ask = (stat: FilledStat) => () => api.get(seriesPath(stat, query));
      const [long, short] = await askInTurns([ask(old), ask(young)], TIMES);
      if (long && short) showRatio(name, long, short, target);
    }
  }
}

/** The stat that was filled under this name. */
export function named(stats: FilledStat[], name: string): FilledStat {
  const stat = stats.find((each) => each.name === name);
  if (stat === undefined) throw new Error(`no stat was filled as ${name}`);
  return stat;
}
