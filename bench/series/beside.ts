import type pg from "pg";
import { type FilledStat, TEAM_ZONE } from "./cast";
import type { Ending } from "./ending";
import { type Engine, MEASUREMENT, type RangeQuestion } from "./engine";
import { startInflux } from "./influx";
import type { Product } from "./product";
import { named, seriesPath } from "./questions";
import { showBeside, showFact, showHeading, whole } from "./table";
import { type Ask, askInTurns, timed } from "./timing";
import { startVictoria } from "./victoria";

const DAY = 86_400;
const MONTH = 30 * DAY;
const TIMES = 25;
const CHUNK_DAYS = 20;

const RANGES: RangeQuestion[] = [
  { name: "last day by 5m", back: DAY, step: "5m" },
  { name: "last week by the hour", back: 7 * DAY, step: "1h" },
  { name: "last month by 3h", back: MONTH, step: "3h" },
  { name: `last year by the day, ${TEAM_ZONE}`, back: 365 * DAY, step: "1d" },
];

// A counter's sum and a value's mean of each minute, in InfluxDB's line protocol.
const LINES = `
  SELECT string_agg('${MEASUREMENT},name=s' || m.stat_id || ' v=' || CASE s.kind WHEN 'counter' THEN sum ELSE sum / n END
    || ' ' || extract(epoch FROM minute)::bigint, E'\\n') AS lines
  FROM series_minute m JOIN stat s ON s.id = m.stat_id
  WHERE m.stat_id = $1 AND minute >= $2 AND minute < $3`;

/** The same questions about the same dense stats to us and to the other engines that are installed, in turns. */
export async function showBesideOthers(
  pool: pg.Pool,
  product: Product,
  stats: FilledStat[],
  ending: Ending,
): Promise<void> {
  console.log("");
  const engines = [await startInflux(ending), await startVictoria(ending)].filter((engine) => engine !== null);
  if (engines.length === 0) return;
  const dense = stats.filter(({ name }) => name.startsWith("dense"));
  for (const engine of engines) await load(pool, engine, dense);
  showHeading("question", ["Statnest ms", ...engines.flatMap(({ name }) => [name, "ours / theirs"])]);
  for (const { name, ours, theirs } of questions(product, dense)) {
    const timings = await askInTurns([ours, ...engines.map(theirs)], TIMES);
    showBeside(name, timings);
  }
  console.log("VictoriaMetrics knows no zones: its days are those of UTC.");
}

interface SharedQuestion {
  name: string;
  ours: Ask;
  theirs: (engine: Engine) => Ask;
}

function questions({ api }: Product, dense: FilledStat[]): SharedQuestion[] {
  const counter = named(dense, "dense counter 1");
  const value = named(dense, "dense value 1");
  const ofRange = (stat: FilledStat, range: RangeQuestion): SharedQuestion => ({
    name: `${stat.kind}, ${range.name}`,
    ours: () => api.get(seriesPath(stat, { from: secondsBack(range.back), step: range.step })),
    theirs: (engine) => () => engine.range(stat, range),
  });
  return [
    ...RANGES.map((range) => ofRange(counter, range)),
    ...RANGES.map((range) => ofRange(value, range)),
    {
      name: "value, percentiles of a month",
      ours: () => api.get(`/api/v1/stats/${value.id}/percentiles?from=${secondsBack(MONTH)}&p=50,90,99`),
      theirs: (engine) => () => engine.percentiles(value, MONTH),
    },
  ];
}

function secondsBack(seconds: number): string {
  return String(Math.floor(Date.now() / 1_000) - seconds);
}

async function load(pool: pg.Pool, engine: Engine, stats: FilledStat[]): Promise<void> {
  const { result, seconds } = await timed(async () => {
    let count = 0;
    for (const stat of stats) count += await loadStat(pool, engine, stat);
    await engine.settle();
    return count;
  });
  showFact(`${engine.name} took the minutes of ${stats.length} stats`, `${whole(result / seconds)} a second`);
}

/** Returns how many minutes there were. */
async function loadStat(pool: pg.Pool, engine: Engine, { seriesId, days }: FilledStat): Promise<number> {
  let count = 0;
  const now = Date.now() / 1_000;
  for (let from = now - (days + 1) * DAY; from < now; from += CHUNK_DAYS * DAY) {
    const bounds = [from, from + CHUNK_DAYS * DAY].map((moment) => new Date(moment * 1_000));
    const { rows } = await pool.query<{ lines: string | null }>(LINES, [String(seriesId), ...bounds]);
    const lines = rows[0]?.lines;
    if (typeof lines !== "string") continue;
    await engine.load(lines);
    count += lines.split("\n").length;
  }
  return count;
}
