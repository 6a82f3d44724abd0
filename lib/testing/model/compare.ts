import { STEP_SECONDS } from "@/lib/domain/step";
import { bucketBounds } from "@/lib/domain/time";
import { Refusal } from "@/lib/errors";
import { readSeries } from "@/lib/interactors/series/read-series";
import { type BucketRow, readBuckets } from "@/lib/store/series/read-buckets";
import { readWindows } from "@/lib/store/series/read-windows";
import type { Look } from "./history";
import type { Expected, Reference } from "./reference";
import type { Scene } from "./scene";

/** The database says something else than the points that were sent. */
export class Mismatch extends Error {
  override readonly name = "Mismatch";
}

/** How much of Σ|v| a sum may be away from the exact one: doubles are added in another order than they came. */
const TOLERANCE = 1e-12;
const QUARTER = 900;
const MOST_BUCKETS = 2_000;

/** What a bucket was found to hold. */
type Found = Pick<BucketRow, "n" | "sum" | "min" | "max">;

/** Throws a Mismatch unless the range reads as the reference has it, for every stat of the team that can be read. */
export async function compare(scene: Scene, reference: Reference, zones: readonly string[], look: Look): Promise<void> {
  const stats = reference.readable(look.team);
  if (stats.length === 0) return;
  const zone = look.zone ?? zones[look.team] ?? "UTC";
  const to = Math.floor(scene.now() / 1_000) - look.back;
  const from = Math.max(0, to - look.buckets * STEP_SECONDS[look.step]);
  // A range that ends now takes in a number of this very second.
  const end = look.through === "interactor" && look.back === 0 ? to + 1 : to;
  const whole = bucketBounds(from, end, look.step, zone);
  if (whole.length > MOST_BUCKETS || from >= to) return;
  const bounds = look.through === "store" && look.thinned !== null ? thinned(whole, look.thinned) : whole;
  const folded = await isFinerThanKept(scene, stats, bounds);
  const found =
    look.through === "store"
      ? folded
        ? null
        : await throughStore(scene, stats, bounds, isWholeDays(look) ? zone : undefined)
      : await throughInteractor(scene, look, stats, { from, to, zone }, folded);
  if (found === null) return;
  for (const stat of stats) {
    const where = `${JSON.stringify(look)} stat ${stat} (${zone}, ${moment(from)} to ${moment(to)})`;
    same(reference.buckets(stat, bounds), found.get(stat) ?? new Map(), bounds, where);
  }
}

async function throughStore(scene: Scene, stats: number[], bounds: number[], zone: string | undefined) {
  const seriesIds = stats.map((stat) => scene.stat(stat).seriesId);
  const rows = await readBuckets(scene.store.pool, { seriesIds, bounds, ...(zone === undefined ? {} : { zone }) });
  const byStat = new Map(stats.map((stat) => [stat, new Map<number, Found>()]));
  for (const row of rows) {
    const stat = stats.find((each) => scene.stat(each).seriesId === row.seriesId);
    if (stat === undefined) throw new Mismatch(`a row of series ${row.seriesId}, which nobody asked for`);
    const { index, n, sum, min, max } = row;
    byStat.get(stat)?.set(index, { n, sum, min, max });
  }
  await compareWindows(scene, byStat, bounds, zone);
  return byStat;
}

/** What alerts read says the same: of each bucket by itself, and of them all. */
async function compareWindows(
  scene: Scene,
  byStat: Map<number, Map<number, Found>>,
  bounds: number[],
  zone: string | undefined,
): Promise<void> {
  const stretches = bounds.slice(0, -1).map((from, i) => ({ from, to: bounds[i + 1] as number }));
  const windows = [...stretches, { from: bounds[0] as number, to: bounds.at(-1) as number }];
  for (const [stat, found] of byStat) {
    const { seriesId } = scene.stat(stat);
    const days = (window: { from: number; to: number }) => (zone === undefined ? null : { ...window, zone });
    const sums = await readWindows(
      scene.store.pool,
      windows.map((window) => ({ seriesId, ...window, days: days(window) })),
    );
    const all = [...found.values()].reduce((total, { n, sum }) => ({ n: total.n + n, sum: total.sum + sum }), NONE);
    const expected = [...stretches.map((_, index) => found.get(index) ?? NONE), all];
    const weight = [...found.values()].reduce((total, { n, min, max }) => total + n * Math.max(-min, max, 0), 0);
    sums.forEach(({ n, sum, first }, i) => {
      const [there, { from, to }] = [expected[i] ?? NONE, windows[i] as { from: number; to: number }];
      const isIn = first === null ? n === 0 : first >= Math.floor(from / QUARTER) * QUARTER && first < to;
      if (n === there.n && Math.abs(sum - there.sum) <= TOLERANCE * weight && isIn) return;
      const read = JSON.stringify({ n, sum, first });
      throw new Mismatch(
        `window ${moment(from)} to ${moment(to)} of stat ${stat}: ${JSON.stringify(there)}, read ${read}`,
      );
    });
  }
}

const NONE = { n: 0, sum: 0 };

async function throughInteractor(
  scene: Scene,
  { team, step, zone: tz }: Look,
  stats: number[],
  { from, to, zone }: { from: number; to: number; zone: string },
  folded: boolean,
) {
  const ids = stats.map((stat) => scene.stat(stat).id);
  const asked = { ids, from: String(from), to: String(to), step, ...(tz === null ? {} : { tz }) };
  try {
    const series = await readSeries(scene.team(team).ctx, asked);
    if (folded) throw new Mismatch(`${JSON.stringify(asked)} was not refused, though its minutes have been folded`);
    if (series.some((each) => each.zone !== zone))
      throw new Mismatch(`read in the zone ${series[0]?.zone}, not ${zone}`);
    return new Map(
      series.map(({ points }, index) => [
        stats[index] as number,
        new Map(points.flatMap((point, at) => foundOf(point, at))),
      ]),
    );
  } catch (error) {
    if (folded && error instanceof Refusal && error.code === "invalid") return null;
    throw error;
  }
}

function foundOf(
  { n, sum, min, max }: { n: number; sum: number | null; min: number | null; max: number | null },
  index: number,
): [number, Found][] {
  if (n === 0 && sum === null && min === null && max === null) return [];
  return [[index, { n, sum: sum ?? Number.NaN, min: min ?? Number.NaN, max: max ?? Number.NaN }]];
}

/** Whether a bound cuts a quarter whose minutes are no longer there. */
async function isFinerThanKept(scene: Scene, stats: number[], bounds: number[]): Promise<boolean> {
  const cut = bounds.find((bound) => bound % QUARTER !== 0);
  if (cut === undefined) return false;
  const { rows } = await scene.store.pool.query<{ from: number }>({
    name: "model_minutes_from",
    text: `SELECT extract(epoch FROM max(minutes_from))::float8 AS from FROM stat
           WHERE id = ANY ($1::bigint[]) OR (merged_into_id = ANY ($1) AND moving)`,
    values: [stats.map((stat) => String(scene.stat(stat).seriesId))],
  });
  return (bounds[0] as number) < (rows[0]?.from ?? 0);
}

function same(expected: Map<number, Expected>, found: Map<number, Found>, bounds: number[], where: string): void {
  for (const index of new Set([...expected.keys(), ...found.keys()])) {
    const [there, here] = [expected.get(index), found.get(index)];
    if (isSame(there, here)) continue;
    const bucket = `${moment(bounds[index] as number)} to ${moment(bounds[index + 1] as number)}`;
    throw new Mismatch(`${bucket}: sent ${JSON.stringify(there)}, read ${JSON.stringify(here)}; ${where}`);
  }
}

function isSame(expected: Expected | undefined, found: Found | undefined): boolean {
  if (expected === undefined || found === undefined) return expected === found;
  return (
    expected.n === found.n &&
    expected.min === found.min &&
    expected.max === found.max &&
    Math.abs(expected.sum - found.sum) <= TOLERANCE * expected.weight
  );
}

function isWholeDays({ step }: Look): boolean {
  return STEP_SECONDS[step] >= STEP_SECONDS["1d"];
}

/** The first and the last bound, and some of those between. */
function thinned(bounds: number[], seed: number): number[] {
  return bounds.filter((_, i) => i === 0 || i === bounds.length - 1 || Math.imul(i + 1, seed * 2 + 1) % 5 > 0);
}

function moment(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace(":00.000Z", "Z");
}
