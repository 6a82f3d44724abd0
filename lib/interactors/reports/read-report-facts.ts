import type { Context } from "@/lib/context";
import type { Report, ReportFacts, ReportPeriod, ReportStat, ReportSubject, StatFacts } from "@/lib/domain/report";
import { composeReport } from "@/lib/domain/report-content";
import { localDate, periodBounds, type ReportSchedule } from "@/lib/domain/report-schedule";
import { reportedValue } from "@/lib/domain/series";
import { bucketBounds } from "@/lib/domain/time";
import { findAnnotations } from "@/lib/store/records/annotations";
import { readRungAlerts, readToldStats, type ToldStat } from "@/lib/store/records/report-stats";
import { findTeam } from "@/lib/store/records/teams";
import { readBuckets } from "@/lib/store/series/read-buckets";
import { readLastAt } from "@/lib/store/series/read-last-at";
import { cadenceOf } from "./report-input";

type Deps = Pick<Context, "store" | "clock">;

/** How many periods before tell what is usual. */
const PAST = { daily: 28, weekly: 12, monthly: 12 } as const;
/** So many stats are read in one statement. */
const READ_AT_ONCE = 1_000;
const DAY = 86_400;
/** Of fewer numbers there is nothing to see. */
const FEWEST_DRAWN = 3;
/** Among so many periods one is drawn whose own steps are too few. */
const MOST_DRAWN = 14;

/**
 * What is known of a report's stats in a period and in those before it, each figure read as a chart of the same days
 * reads it: whatever is rolled up, and whatever came late, it is right. Only what the report shows has its steps and
 * its last moment; `spark` is empty of all else.
 */
export async function readReportFacts(
  { store, clock }: Deps,
  { teamId, schedule, subject }: Pick<Report, "teamId" | "schedule" | "subject">,
  turn: { fromAt: Date; toAt: Date },
): Promise<ReportFacts> {
  const { pool } = store;
  const { period, days } = periodOf(schedule, turn);
  const { from, to } = period;
  const [team, told] = await Promise.all([findTeam(pool, teamId), readToldStats(pool, teamId, subject)]);
  const seriesIds = told.map(({ seriesId }) => seriesId);
  const [stats, alerts, annotations] = await Promise.all([
    readTotals(store, told, days),
    readRungAlerts(pool, { teamId, from, to, seriesIds: subject.kind === "moved" ? null : seriesIds }),
    findAnnotations(pool, { teamId, seriesIds, from, to }),
  ]);
  const names = new Map(told.map(({ id, name }) => [id, name]));
  const notes = annotations.map(({ at, text, statId }) => {
    return { at: at.getTime() / 1_000, text, stat: statId === null ? null : (names.get(statId) ?? null) };
  });
  const facts = { team: { id: teamId, name: team?.name ?? "" }, period, stats, alerts, notes };
  await fillShown({ store, clock }, facts, { told, subject, days });
  return facts;
}

/**
 * The period of a turn and the midnights before it, ascending. Where the schedule is another since the turn was written
 * down, there are none before: nothing is compared with days of another length.
 */
function periodOf(
  schedule: ReportSchedule,
  { fromAt, toAt }: { fromAt: Date; toAt: Date },
): { period: ReportPeriod; days: Asked } {
  const { zone } = schedule;
  const [from, to] = [fromAt.getTime() / 1_000, toAt.getTime() / 1_000];
  const cadence = cadenceOf(schedule);
  const bounds = periodBounds(schedule, localDate(to, zone), PAST[cadence] + 1);
  if (bounds.at(-1) === to && bounds.at(-2) === from)
    return { period: { cadence, from, to, zone }, days: { bounds, zone } };
  return { period: { cadence: lengthOf(to - from), from, to, zone }, days: { bounds: [from, to] } };
}

function lengthOf(seconds: number): ReportPeriod["cadence"] {
  if (seconds < 2 * DAY) return "daily";
  return seconds < 8 * DAY ? "weekly" : "monthly";
}

async function readTotals(store: Deps["store"], told: ToldStat[], { bounds, zone }: Asked): Promise<StatFacts[]> {
  const facts: StatFacts[] = [];
  for (let at = 0; at < told.length; at += READ_AT_ONCE) {
    const some = told.slice(at, at + READ_AT_ONCE);
    const values = await readValues(store, some, { bounds, zone });
    for (const [i, { seriesId: _, madeAt, ...stat }] of some.entries()) {
      const [now = null, ...past] = (values[i] ?? []).toReversed();
      facts.push({ stat, madeAt, lastAt: null, now, past, spark: [], sparkFrom: bounds.at(-2) ?? 0 });
    }
  }
  return facts;
}

/** Gives those stats their steps that the report shows, and those that fell silent the moment of their last number. */
async function fillShown(
  { store, clock }: Deps,
  facts: ReportFacts,
  { told, subject, days }: { told: ToldStat[]; subject: ReportSubject; days: Asked },
): Promise<void> {
  const { lines, fresh, silent } = composeReport(facts, subject);
  const places = new Map(told.map(({ id }, i) => [id, i]));
  const placesOf = (stats: { stat: ReportStat }[]) => stats.flatMap(({ stat }) => places.get(stat.id) ?? []);
  const [shown, gone] = [placesOf([...lines, ...fresh]), placesOf(silent)];
  const now = clock.now().getTime() / 1_000;
  const series = (at: number) => told[at] as ToldStat;
  const [steps, lasts] = await Promise.all([
    readValues(store, shown.map(series), stepsOf(facts.period)),
    readLastAt(
      store.pool,
      gone.map((at) => ({ seriesId: series(at).seriesId, before: now })),
    ),
  ]);
  for (const [i, at] of shown.entries()) {
    const stat = facts.stats[at] as StatFacts;
    Object.assign(stat, courseOf(stat, steps[i] ?? [], days));
  }
  for (const [i, at] of gone.entries()) (facts.stats[at] as StatFacts).lastAt = lasts[i] ?? null;
}

/** What is drawn of a stat: its steps or, of one that counts once a day or so, its periods. */
function courseOf(
  { now, past, sparkFrom }: StatFacts,
  steps: (number | null)[],
  { bounds }: Asked,
): Pick<StatFacts, "spark" | "sparkFrom"> {
  const isDrawn = (values: (number | null)[]) => values.filter((value) => value !== null).length >= FEWEST_DRAWN;
  const periods = [...past.slice(0, MOST_DRAWN - 1).reverse(), now];
  if (isDrawn(steps) || !isDrawn(periods)) return { spark: steps, sparkFrom };
  return { spark: periods, sparkFrom: bounds.at(-1 - periods.length) ?? sparkFrom };
}

/** The hours of a day, the days of anything longer. */
function stepsOf({ cadence, from, to, zone }: ReportPeriod): Asked {
  const isDay = cadence === "daily";
  const inner = bucketBounds(from, to, isDay ? "1h" : "1d", zone).filter((bound) => bound > from && bound < to);
  return { bounds: [from, ...inner, to], ...(isDay ? {} : { zone }) };
}

interface Asked {
  /** Unix seconds. */
  bounds: number[];
  /** The zone whose midnights they are. */
  zone?: string;
}

/** What stats report between bounds, in their order; null without data. */
async function readValues(
  { pool }: Deps["store"],
  stats: ToldStat[],
  { bounds, zone }: Asked,
): Promise<(number | null)[][]> {
  if (stats.length === 0) return [];
  const values = stats.map(() => bounds.slice(1).map((): number | null => null));
  const places = new Map(stats.map(({ seriesId }, i) => [seriesId, i]));
  const rows = await readBuckets(pool, { seriesIds: stats.map(({ seriesId }) => seriesId), bounds, zone });
  for (const { seriesId, index, n, sum } of rows) {
    const at = places.get(seriesId) as number;
    (values[at] as (number | null)[])[index] = reportedValue((stats[at] as ToldStat).kind, n, sum);
  }
  return values;
}
