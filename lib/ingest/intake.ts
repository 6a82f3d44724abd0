import type pg from "pg";
import type { StatKind } from "@/lib/domain/stat";
import type { Receipt, StoredAnswer } from "@/lib/store/series/flush";
import type { FedStat, NotMade } from "@/lib/store/series/flush-names";
import { ask } from "@/lib/store/series/flush-pool";
import { FIND_RECEIPTS, type KeptReceipt } from "@/lib/store/series/flush-receipts";
import type { DatabaseClock } from "./database-clock";
import { type Fault, type Item, isFault } from "./item";
import { combine, type Point } from "./minutes";
import type { PointLimit } from "./point-limit";
import type { StatNames } from "./stat-names";
import type { Outcome, Write, Writer } from "./writer";

/** Rows of minutes and bins that one transaction writes within its time. */
const MOST_ROWS = 40_000;
const DAY_MS = 86_400_000;

/**
 * What became of the items of one request.
 * - `stored`: the good ones are committed; `faults` has a null for each of them.
 * - `none`: no item was good; nothing is stored.
 * - `limited`: the team is over a limit; nothing is stored.
 * - `too_many`: more minutes of stats than one transaction takes; nothing is stored.
 * The others are the writer's.
 */
export type Taken =
  | { kind: "stored"; faults: (Fault | null)[] }
  | { kind: "none"; faults: (Fault | null)[] }
  | { kind: "limited"; detail: string; retryAfterSeconds: number }
  | { kind: "too_many" | "unavailable" | "broken" | "unknown" | "mismatch" }
  | { kind: "replay"; answer: StoredAnswer };

export interface Keyed {
  key: string;
  hash: Buffer;
  /** What the write will be answered when these faults are all there are. */
  answer: (faults: (Fault | null)[]) => StoredAnswer;
}

/** From items to committed points: limits, names, kinds, then the writer. Throws Unavailable. */
export class Intake {
  readonly #keyedNow = new Map<string, { hash: Buffer; outcome: Promise<Outcome>; answer: StoredAnswer }>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly names: StatNames,
    private readonly limit: PointLimit,
    private readonly clock: DatabaseClock,
    private readonly plain: Writer,
    private readonly keyed: Writer,
  ) {}

  async take(teamId: string, items: readonly (Item | Fault)[], keyed?: Keyed): Promise<Taken> {
    const result = await this.#take(teamId, items, keyed);
    if (keyed === undefined || !NOT_SENT.has(result.kind)) return result;
    // A retry may meet a limit, or find its stat in the trash; it is answered as before all the same.
    const [receipt] = await ask<KeptReceipt>(this.pool, { text: FIND_RECEIPTS, values: [[teamId], [keyed.key]] });
    if (receipt === undefined) return result;
    return receipt.hash.equals(keyed.hash) ? { kind: "replay", answer: receipt.answer } : { kind: "mismatch" };
  }

  async #take(teamId: string, items: readonly (Item | Fault)[], keyed?: Keyed): Promise<Taken> {
    const asked = items.reduce((sum, item) => sum + (isFault(item) ? 0 : item.names.length), 0);
    if (asked > 0 && !(await this.limit.take(teamId, asked))) return OVER_LIMIT;
    const faults: (Fault | null)[] = [];
    const points: Point[] = [];
    const now = this.clock.now();
    const stats = await this.#stats(teamId, items);
    for (const item of items) {
      const fault = isFault(item) ? item : collect(item, stats, now, points);
      faults.push(fault);
    }
    if (points.length === 0) return nothing(faults);
    if (isTooMuch(points)) return { kind: "too_many" };
    const outcome = await (keyed ? this.#once(teamId, points, faults, keyed) : this.plain.write({ teamId, points }));
    return taken(outcome, faults);
  }

  /** The same for a number whose stat is known. */
  async takeFor(stat: FedStat, number: Omit<Item, "names">): Promise<Taken> {
    const at = moment(number.at, this.clock.now());
    const fault = refusal(stat, number.kind, this.clock.now() - at);
    if (fault !== null) return { kind: "none", faults: [fault] };
    if (!(await this.limit.take(stat.teamId, 1))) return OVER_LIMIT;
    const point = { stat, amount: number.amount, at };
    const outcome = await this.plain.write({ teamId: stat.teamId, points: [point] });
    return taken(outcome, [null]);
  }

  async #stats(teamId: string, items: readonly (Item | Fault)[]): Promise<Map<string, FedStat | NotMade>> {
    const stats = new Map<string, FedStat | NotMade>();
    const unknown = new Map<string, Promise<FedStat | NotMade>>();
    for (const item of items) {
      if (isFault(item)) continue;
      for (const name of item.names) {
        if (stats.has(name) || unknown.has(name)) continue;
        const known = this.names.known(teamId, name);
        if (known !== undefined) stats.set(name, known);
        else unknown.set(name, this.names.resolve(teamId, name, item.kind));
      }
    }
    await Promise.all(Array.from(unknown, async ([name, stat]) => stats.set(name, await stat)));
    return stats;
  }

  /** Writes of one key take turns in this process; the receipts see to the other processes. */
  async #once(teamId: string, points: Point[], faults: (Fault | null)[], keyed: Keyed): Promise<Outcome> {
    const name = `${teamId} ${keyed.key}`;
    for (let before = this.#keyedNow.get(name); before !== undefined; before = this.#keyedNow.get(name)) {
      const outcome = await before.outcome;
      if (before.hash.equals(keyed.hash)) {
        return outcome.kind === "stored" ? { kind: "replay", answer: before.answer } : outcome;
      }
    }
    const answer = keyed.answer(faults);
    const receipt: Receipt = { teamId, key: keyed.key, hash: keyed.hash, answer };
    const write: Write = { teamId, points, receipt };
    const outcome = this.keyed.write(write);
    this.#keyedNow.set(name, { hash: keyed.hash, outcome, answer });
    try {
      return await outcome;
    } finally {
      this.#keyedNow.delete(name);
    }
  }
}

function taken(outcome: Outcome, faults: (Fault | null)[]): Taken {
  if (outcome.kind === "replay") return outcome;
  return outcome.kind === "stored" ? { kind: "stored", faults } : { kind: outcome.kind };
}

const NOT_SENT = new Set<Taken["kind"]>(["none", "limited", "too_many"]);
const OVER_LIMIT: Taken = { kind: "limited", detail: "too many points in this second", retryAfterSeconds: 1 };

/** Adds an item's points, all of them or, with a fault, none. */
function collect(item: Item, stats: Map<string, FedStat | NotMade>, now: number, points: Point[]): Fault | null {
  const at = moment(item.at, now);
  const fed: FedStat[] = [];
  for (const name of item.names) {
    const stat = stats.get(name) as FedStat | NotMade;
    const fault = "refused" in stat ? limitFault(stat) : refusal(stat, item.kind, now - at);
    if (fault !== null) return fault;
    fed.push(stat as FedStat);
  }
  // Two of the names may be aliases of one stat.
  for (const stat of new Map(fed.map((each) => [each.id, each])).values()) {
    points.push({ stat, amount: item.amount, at });
  }
  return null;
}

function isTooMuch(points: Point[]): boolean {
  if (points.length <= MOST_ROWS / 2) return false;
  const { minutes, bins } = combine([{ points }]);
  return minutes.length + bins.length > MOST_ROWS;
}

function moment(second: number | null, now: number): number {
  return second === null ? now : second * 1_000;
}

function refusal({ kind, trashedAt, retentionDays }: FedStat, sent: StatKind, age: number): Fault | null {
  if (trashedAt !== null) return { code: "in_trash", field: "stat", detail: "stat is in the trash" };
  if (kind !== sent) return { code: "wrong_kind", field: "stat", detail: `stat is a ${kind}` };
  if (retentionDays === null || age <= retentionDays * DAY_MS) return null;
  const detail = `t is older than the ${retentionDays} days this stat keeps minutes for`;
  return { code: "bad_time", field: "t", detail };
}

function limitFault({ refused, retryAfterSeconds }: NotMade): Fault {
  return refused === "stats"
    ? { code: "too_many_stats", field: "stat", detail: "the team has as many stats as it may have", retryAfterSeconds }
    : { code: "too_many_new_stats", field: "stat", detail: "too many new stats in this minute", retryAfterSeconds };
}

function nothing(faults: (Fault | null)[]): Taken {
  const limited = faults.find((fault) => fault?.retryAfterSeconds !== undefined);
  if (limited?.retryAfterSeconds === undefined) return { kind: "none", faults };
  return { kind: "limited", detail: limited.detail, retryAfterSeconds: limited.retryAfterSeconds };
}
