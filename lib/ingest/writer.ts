import type pg from "pg";
import { flush, type Receipt, type StoredAnswer } from "@/lib/store/series/flush";
import { Link } from "@/lib/store/series/flush-link";
import { findReceipts } from "@/lib/store/series/flush-receipts";
import { flushVerdict } from "@/lib/store/series/flush-verdict";
import type { DatabaseClock } from "./database-clock";
import { combine, type Point } from "./minutes";

/**
 * What became of the points of one write.
 * - `stored`: committed.
 * - `unavailable`: not stored, and the same write may be sent again.
 * - `broken`: not stored, because the database does not take it.
 * - `unknown`: the connection was lost at the commit; stored or not, nobody can tell.
 * - `replay`: a keyed write that was stored before, with the answer it was given then.
 * - `mismatch`: the key of this write belongs to another body.
 */
export type Outcome =
  | { kind: "stored" | "unavailable" | "broken" | "unknown" | "mismatch" }
  | { kind: "replay"; answer: StoredAnswer };

/** The points of one request: all of them are stored, or none. */
export interface Write {
  teamId: string;
  points: readonly Point[];
  receipt?: Receipt;
}

interface Entry extends Write {
  since: number;
  /** Whether a flush with it was lost: then only its receipt can tell whether it was stored. */
  lost: boolean;
  settle: (outcome: Outcome) => void;
}

interface Lane {
  link: Link;
  busy: boolean;
}

export interface WriterOptions {
  url: string;
  name: string;
  /** Flushes in flight at most, each on a connection of its own. */
  lanes: number;
  clock: DatabaseClock;
  onStored: (writes: readonly Write[]) => void;
  onFlush: (milliseconds: number, points: number) => void;
  onError: (error: unknown) => void;
}

// With the lock time-out of a flush, 800 ms, nothing waits for more than two seconds.
const LONGEST_WAIT_MS = 1_000;
const LONGEST_SEARCH_MS = 5_000;
const SHED_EVERY_MS = 100;
const POINTS_PER_FLUSH = 5_000;
const MOST_POINTS = 500_000;
const MOST_ATTEMPTS = 8;

/**
 * Group commit without a timer: whatever arrives while the last flushes are in flight goes into the next one. Settles
 * a write only after the commit, and never sends one again that may have been committed, unless it has a receipt.
 */
export class Writer {
  readonly #lanes: Lane[];
  #queue: Entry[] = [];
  #points = 0;
  #pumping = false;
  #shedding: NodeJS.Timeout | null = null;
  #idle: (() => void)[] = [];

  constructor(private readonly options: WriterOptions) {
    this.#lanes = Array.from({ length: options.lanes }, () => ({
      link: new Link(options.url, options.name, () => this.#pumpSoon(), options.onError),
      busy: false,
    }));
  }

  /** Refuses at once when too many points wait already. */
  write(write: Write): Promise<Outcome> {
    if (this.#points > 0 && this.#points + write.points.length > MOST_POINTS) {
      return Promise.resolve({ kind: "unavailable" });
    }
    return new Promise((settle) => {
      this.#queue.push({ ...write, since: performance.now(), lost: false, settle });
      this.#points += write.points.length;
      this.#pumpSoon();
    });
  }

  /** Resolves when nothing waits and nothing is in flight. */
  async idle(): Promise<void> {
    if (this.#isIdle()) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async close(): Promise<void> {
    if (this.#shedding !== null) clearTimeout(this.#shedding);
    for (const entry of this.#queue.splice(0)) refuse(entry);
    this.#points = 0;
    await Promise.all(this.#lanes.map((lane) => lane.link.close()));
  }

  #isIdle(): boolean {
    return this.#queue.length === 0 && this.#lanes.every((lane) => !lane.busy);
  }

  /** After what else the event loop has at hand, so that requests that arrived together are flushed together. */
  #pumpSoon(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    setImmediate(() => {
      this.#pumping = false;
      this.#pump();
    });
  }

  #pump(): void {
    for (const lane of this.#lanes) {
      if (this.#queue.length === 0) break;
      if (lane.busy) continue;
      const client = lane.link.live();
      if (client === null) continue;
      const batch = this.#take();
      if (batch.length === 0) break;
      lane.busy = true;
      void this.#run(lane, client, batch);
    }
    if (this.#queue.length > 0) this.#shedLater();
    if (this.#isIdle()) for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #run(lane: Lane, client: pg.Client, batch: Entry[]): Promise<void> {
    try {
      await this.#send(lane, client, batch, 1);
    } catch (error) {
      this.options.onError(error);
      for (const entry of batch) give(entry, "unknown");
    } finally {
      lane.busy = false;
      this.#pumpSoon();
    }
  }

  #take(): Entry[] {
    this.#shed();
    let count = 0;
    let points = 0;
    while (count < this.#queue.length && (count === 0 || points < POINTS_PER_FLUSH)) {
      points += this.#queue[count]?.points.length ?? 0;
      count += 1;
    }
    this.#points -= points;
    return this.#queue.splice(0, count);
  }

  async #send(lane: Lane, client: pg.Client, batch: Entry[], attempt: number): Promise<void> {
    if (!lane.link.holds(client)) return this.#requeue(batch);
    const additions = combine(batch);
    const receipts = batch.flatMap((entry) => entry.receipt ?? []);
    const { clock } = this.options;
    const sent = clock.monotonic();
    try {
      const now = await flush(client, additions, receipts);
      clock.hear(now, sent, clock.monotonic());
    } catch (error) {
      return this.#failed(lane, client, batch, attempt, error);
    }
    let points = 0;
    for (const entry of batch) {
      points += entry.points.length;
      give(entry, "stored");
    }
    this.options.onStored(batch);
    this.options.onFlush(clock.monotonic() - sent, points);
  }

  async #failed(lane: Lane, client: pg.Client, batch: Entry[], attempt: number, error: unknown): Promise<void> {
    const verdict = flushVerdict(error);
    if (verdict === "receipt") return this.#replay(lane, client, batch, attempt);
    if (verdict === "data" && batch.length > 1) {
      const [some, others] = halves(batch);
      await this.#send(lane, client, some, attempt);
      return this.#send(lane, client, others, attempt);
    }
    if (verdict === "again" && attempt < MOST_ATTEMPTS) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * attempt));
      return this.#send(lane, client, batch, attempt + 1);
    }
    this.options.onError(error);
    if (verdict === "unknown") return this.#lose(lane, client, batch);
    for (const entry of batch) {
      if (verdict === "data") give(entry, "broken");
      else refuse(entry);
    }
  }

  /** Answers those that were stored before from their receipts, and flushes the rest. */
  async #replay(lane: Lane, client: pg.Client, batch: Entry[], attempt: number): Promise<void> {
    const wanted = batch.flatMap((entry) => entry.receipt ?? []);
    const kept = await findReceipts(client, wanted).catch((error: unknown) => {
      this.options.onError(error);
      return null;
    });
    if (kept === null) return this.#requeue(batch);
    const receipts = new Map(kept.map((each) => [`${each.teamId} ${each.key}`, each]));
    const rest: Entry[] = [];
    for (const entry of batch) {
      const before = entry.receipt && receipts.get(`${entry.teamId} ${entry.receipt.key}`);
      if (before === undefined) rest.push(entry);
      else if (!before.hash.equals(entry.receipt?.hash ?? Buffer.alloc(0))) give(entry, "mismatch");
      else entry.settle({ kind: "replay", answer: before.answer });
    }
    if (rest.length === 0) return;
    if (attempt < MOST_ATTEMPTS) return this.#send(lane, client, rest, attempt + 1);
    for (const entry of rest) refuse(entry);
  }

  /** Keyed writes are sent again, since their receipts tell; of the others nobody knows. */
  #lose(lane: Lane, client: pg.Client, batch: Entry[]): void {
    lane.link.drop(client);
    const keyed = batch.filter((entry) => entry.receipt !== undefined);
    for (const entry of keyed) entry.lost = true;
    for (const entry of batch) if (entry.receipt === undefined) give(entry, "unknown");
    this.#requeue(keyed);
  }

  #requeue(batch: Entry[]): void {
    this.#queue = [...batch, ...this.#queue];
    for (const entry of batch) this.#points += entry.points.length;
  }

  #shedLater(): void {
    if (this.#shedding !== null) return;
    this.#shedding = setTimeout(() => {
      this.#shedding = null;
      this.#shed();
      this.#pump();
    }, SHED_EVERY_MS);
  }

  /** Refuses what has waited for too long; a client gives up at about that time too. The oldest are in front. */
  #shed(): void {
    const now = performance.now();
    const isLate = (entry: Entry) => now - entry.since > (entry.lost ? LONGEST_SEARCH_MS : LONGEST_WAIT_MS);
    const young = this.#queue.findIndex((entry) => !entry.lost && !isLate(entry));
    const kept: Entry[] = [];
    for (const entry of this.#queue.splice(0, young === -1 ? this.#queue.length : young)) {
      if (!isLate(entry)) kept.push(entry);
      else {
        this.#points -= entry.points.length;
        refuse(entry);
      }
    }
    if (kept.length > 0) this.#queue = [...kept, ...this.#queue];
  }
}

/** Not stored now; but whether an earlier flush that was lost had stored it, nobody knows. */
function refuse(entry: Entry): void {
  give(entry, entry.lost ? "unknown" : "unavailable");
}

function give(entry: Entry, kind: Exclude<Outcome["kind"], "replay">): void {
  entry.settle({ kind });
}

/** Splits a batch between teams while there are several in it, else between the writes of its one team. */
function halves(batch: Entry[]): [Entry[], Entry[]] {
  const teams = [...new Set(batch.map((entry) => entry.teamId))];
  if (teams.length === 1) {
    const middle = Math.ceil(batch.length / 2);
    return [batch.slice(0, middle), batch.slice(middle)];
  }
  const first = new Set(teams.slice(0, Math.ceil(teams.length / 2)));
  return [batch.filter((entry) => first.has(entry.teamId)), batch.filter((entry) => !first.has(entry.teamId))];
}
