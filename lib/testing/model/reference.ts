import { TRASH_HOURS } from "@/lib/domain/stat";

/** A number as somebody sent it. `at` is unix milliseconds. */
export interface SentPoint {
  amount: number;
  at: number;
}

/** What all the points of a bucket come to. `weight` is Σ|v|, by which a sum may be told from a wrong one. */
export interface Expected {
  n: number;
  sum: number;
  weight: number;
  min: number;
  max: number;
}

type Whereabouts =
  | { is: "here" }
  | { is: "in the trash"; since: number }
  | { is: "merged"; into: number; at: number }
  | { is: "gone" };

interface Kept {
  team: number;
  points: SentPoint[];
  whereabouts: Whereabouts;
}

const TRASH_MS = TRASH_HOURS * 3_600_000;

/**
 * What the database should say, kept in the simplest way: every point of every stat, and nothing added up. Stats and
 * teams are numbers, moments unix milliseconds. It shares no code with what is tested.
 */
export class Reference {
  readonly #stats = new Map<number, Kept>();
  readonly #names = new Map<string, number>();

  create(stat: number, team: number, name: string): void {
    this.#stats.set(stat, { team, points: [], whereabouts: { is: "here" } });
    this.#names.set(nameKey(team, name), stat);
  }

  /** The stats that can be read now. */
  readable(team?: number): number[] {
    return [...this.#stats]
      .filter(([, kept]) => kept.whereabouts.is === "here" && (team === undefined || kept.team === team))
      .map(([stat]) => stat);
  }

  isHere(stat: number): boolean {
    return this.#kept(stat).whereabouts.is === "here";
  }

  trashedSince(stat: number): number | null {
    const { whereabouts } = this.#kept(stat);
    return whereabouts.is === "in the trash" ? whereabouts.since : null;
  }

  isGone(stat: number): boolean {
    return this.#kept(stat).whereabouts.is === "gone";
  }

  mergedAt(stat: number): number | null {
    const { whereabouts } = this.#kept(stat);
    return whereabouts.is === "merged" ? whereabouts.at : null;
  }

  /** The stat that a number for this one belongs to: itself, or the one it was merged into, and so on. */
  heir(stat: number): number {
    const { whereabouts } = this.#kept(stat);
    return whereabouts.is === "merged" ? this.heir(whereabouts.into) : stat;
  }

  /** What a name feeds; null for nothing. */
  fed(team: number, name: string): number | null {
    return this.#names.get(nameKey(team, name)) ?? null;
  }

  add(stat: number, point: SentPoint): void {
    this.#kept(this.heir(stat)).points.push(point);
  }

  points(stat: number): readonly SentPoint[] {
    return this.#kept(stat).points;
  }

  /** The latest number, the greatest of several at one moment; null when none came. */
  last(stat: number): SentPoint | null {
    const { points } = this.#kept(stat);
    return points.reduce<SentPoint | null>((last, point) => {
      return last === null || point.at > last.at || (point.at === last.at && point.amount > last.amount) ? point : last;
    }, null);
  }

  /** False when the name feeds another stat, which keeps it for as long as it can be had back. */
  rename(stat: number, name: string, now: number): boolean {
    const key = nameKey(this.#kept(stat).team, name);
    const holder = this.#names.get(key);
    if (holder !== undefined && holder !== stat && !this.#isLost(holder, now)) return false;
    this.#names.set(key, stat);
    return true;
  }

  merge(stat: number, into: number, now: number): void {
    const from = this.#kept(stat);
    this.#kept(into).points.push(...from.points);
    from.points = [];
    from.whereabouts = { is: "merged", into, at: now };
    for (const [key, holder] of this.#names) if (holder === stat) this.#names.set(key, into);
  }

  trash(stat: number, now: number): void {
    this.#kept(stat).whereabouts = { is: "in the trash", since: now };
  }

  /** False when it has been in the trash for too long. */
  restore(stat: number, now: number): boolean {
    if (this.#isLost(stat, now)) return false;
    this.#kept(stat).whereabouts = { is: "here" };
    return true;
  }

  remove(stat: number): void {
    this.#kept(stat).whereabouts = { is: "gone" };
    for (const [key, holder] of this.#names) if (holder === stat) this.#names.delete(key);
  }

  /** What is gone for good after so long in the trash. */
  purge(now: number): void {
    for (const stat of this.#stats.keys()) if (this.#isLost(stat, now)) this.remove(stat);
  }

  /** What came between each two bounds (unix seconds), by the number of the bucket; those without data are missing. */
  buckets(stat: number, bounds: number[]): Map<number, Expected> {
    const grouped = new Map<number, number[]>();
    for (const { amount, at } of this.#kept(stat).points) {
      const index = bounds.findLastIndex((bound) => bound * 1_000 <= at);
      if (index === -1 || index === bounds.length - 1) continue;
      const group = grouped.get(index);
      if (group === undefined) grouped.set(index, [amount]);
      else group.push(amount);
    }
    return new Map([...grouped].map(([index, amounts]) => [index, expectedOf(amounts)]));
  }

  #isLost(stat: number, now: number): boolean {
    const since = this.trashedSince(stat);
    return since !== null && since < now - TRASH_MS;
  }

  #kept(stat: number): Kept {
    const kept = this.#stats.get(stat);
    if (kept === undefined) throw new Error(`there is no stat ${stat}`);
    return kept;
  }
}

function nameKey(team: number, name: string): string {
  return `${team} ${name}`;
}

function expectedOf(amounts: number[]): Expected {
  return {
    n: amounts.length,
    sum: exactSum(amounts),
    weight: exactSum(amounts.map(Math.abs)),
    min: Math.min(...amounts),
    max: Math.max(...amounts),
  };
}

/** Neumaier's sum: what the additions lost is added at the end. */
function exactSum(amounts: number[]): number {
  let sum = 0;
  let lost = 0;
  for (const amount of amounts) {
    const next = sum + amount;
    lost += Math.abs(sum) >= Math.abs(amount) ? sum - next + amount : amount - next + sum;
    sum = next;
  }
  return sum + lost;
}
